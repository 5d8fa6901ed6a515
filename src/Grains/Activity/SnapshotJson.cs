using System.Text.Json.Serialization;
using Skiller.Grains.Accounts;
using Skiller.Grains.Following;
using Skiller.Grains.Members;
using Skiller.Grains.Questions;

namespace Skiller.Grains.Activity;

/// <summary>The stored form of snapshots: as that of facts (<see cref="FactJson"/>).</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters =
    [
        typeof(MemberIdJson), typeof(QuestionIdJson), typeof(AnswerIdJson), typeof(CommentIdJson), typeof(SkillSlugJson), typeof(LocaleJson),
        typeof(RoleJson), typeof(SourceJson),
    ])]
[JsonSerializable(typeof(QuestionSnapshot))]
[JsonSerializable(typeof(MemberSnapshot))]
[JsonSerializable(typeof(AccountSnapshot))]
[JsonSerializable(typeof(FollowingSnapshot))]
internal sealed partial class SnapshotJson : JsonSerializerContext;
