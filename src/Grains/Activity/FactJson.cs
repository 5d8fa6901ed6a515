using System.Text.Json;
using System.Text.Json.Serialization;
using Skiller.Contracts.Following;
using Skiller.Contracts.Members;
using Skiller.Contracts.Questions;
using Skiller.Contracts.Skills;
using Skiller.Grains.Accounts;
using Skiller.Grains.Following;
using Skiller.Grains.Invitations;
using Skiller.Grains.Members;
using Skiller.Grains.Questions;
using Skiller.Grains.Sharing;
using Skiller.Grains.Site;
using Skiller.Grains.Skills;
using Skiller.Grains.Webhooks;

namespace Skiller.Grains.Activity;

/// <summary>The stored form of facts: camelCase, ids as numbers, skills as text, no nulls.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters =
    [
        typeof(MemberIdJson), typeof(QuestionIdJson), typeof(AnswerIdJson), typeof(CommentIdJson), typeof(SkillSlugJson), typeof(PostRefJson),
        typeof(LocaleJson), typeof(RoleJson), typeof(SiteTextJson), typeof(PulseVisibilityJson), typeof(SourceJson), typeof(WebhookPauseJson),
    ])]
[JsonSerializable(typeof(QuestionAsked))]
[JsonSerializable(typeof(PostEdited))]
[JsonSerializable(typeof(AnswerPosted))]
[JsonSerializable(typeof(CommentPosted))]
[JsonSerializable(typeof(CommentEdited))]
[JsonSerializable(typeof(CommentDeleted))]
[JsonSerializable(typeof(PostVoted))]
[JsonSerializable(typeof(AnswerAccepted))]
[JsonSerializable(typeof(AcceptanceWithdrawn))]
[JsonSerializable(typeof(PostDeleted))]
[JsonSerializable(typeof(PostUndeleted))]
[JsonSerializable(typeof(DeletionReached))]
[JsonSerializable(typeof(UndeletionReached))]
[JsonSerializable(typeof(QuestionClosed))]
[JsonSerializable(typeof(MemberRegistered))]
[JsonSerializable(typeof(ProfileEdited))]
[JsonSerializable(typeof(SkillEndorsed))]
[JsonSerializable(typeof(EndorsementWithdrawn))]
[JsonSerializable(typeof(EndorsementAnswered))]
[JsonSerializable(typeof(HandleClaimed))]
[JsonSerializable(typeof(AccountOpened))]
[JsonSerializable(typeof(PasswordHashRenewed))]
[JsonSerializable(typeof(SessionOpened))]
[JsonSerializable(typeof(SessionUsed))]
[JsonSerializable(typeof(SessionEnded))]
[JsonSerializable(typeof(InvitationMade))]
[JsonSerializable(typeof(InvitationTakenBack))]
[JsonSerializable(typeof(AddressClaimed))]
[JsonSerializable(typeof(AddressReleased))]
[JsonSerializable(typeof(AddressConfirmed))]
[JsonSerializable(typeof(AddressChangeAsked))]
[JsonSerializable(typeof(AddressChanged))]
[JsonSerializable(typeof(AddressBounced))]
[JsonSerializable(typeof(PasswordResetAsked))]
[JsonSerializable(typeof(PasswordChanged))]
[JsonSerializable(typeof(PreferencesChosen))]
[JsonSerializable(typeof(NotificationsChosen))]
[JsonSerializable(typeof(LetterDue))]
[JsonSerializable(typeof(DigestDue))]
[JsonSerializable(typeof(SecondFactorEnabled))]
[JsonSerializable(typeof(SecondFactorDisabled))]
[JsonSerializable(typeof(SecondFactorUsed))]
[JsonSerializable(typeof(RecoveryCodeUsed))]
[JsonSerializable(typeof(MemberSuspended))]
[JsonSerializable(typeof(SuspensionLifted))]
[JsonSerializable(typeof(SuspensionListed))]
[JsonSerializable(typeof(SuspensionUnlisted))]
[JsonSerializable(typeof(InvitationOpened))]
[JsonSerializable(typeof(InvitationAccepted))]
[JsonSerializable(typeof(InvitationSpent))]
[JsonSerializable(typeof(InvitationRevoked))]
[JsonSerializable(typeof(InvitationRequested))]
[JsonSerializable(typeof(InvitationRequestedAgain))]
[JsonSerializable(typeof(InvitationRequestAccepted))]
[JsonSerializable(typeof(InvitationRequestDeclined))]
[JsonSerializable(typeof(SkillDescribed))]
[JsonSerializable(typeof(ProfileShared))]
[JsonSerializable(typeof(ProfileShareRevoked))]
[JsonSerializable(typeof(ShareOpened))]
[JsonSerializable(typeof(ShareClosed))]
[JsonSerializable(typeof(SiteTextWritten))]
[JsonSerializable(typeof(SiteTextReset))]
[JsonSerializable(typeof(PulseChosen))]
[JsonSerializable(typeof(SourceFollowed))]
[JsonSerializable(typeof(SourceUnfollowed))]
[JsonSerializable(typeof(SourceMuted))]
[JsonSerializable(typeof(SourceUnmuted))]
[JsonSerializable(typeof(MemberBlocked))]
[JsonSerializable(typeof(MemberUnblocked))]
[JsonSerializable(typeof(WebhookMade))]
[JsonSerializable(typeof(WebhookChanged))]
[JsonSerializable(typeof(WebhookPaused))]
[JsonSerializable(typeof(WebhookResumed))]
[JsonSerializable(typeof(WebhookSecretRenewed))]
[JsonSerializable(typeof(WebhookRemoved))]
internal sealed partial class FactJson : JsonSerializerContext;

internal sealed class MemberIdJson : NumberJson<MemberId>
{
    protected override long Number(MemberId value) => value.Value;

    protected override MemberId Id(long number) => new(number);
}

internal sealed class QuestionIdJson : NumberJson<QuestionId>
{
    protected override long Number(QuestionId value) => value.Value;

    protected override QuestionId Id(long number) => new(number);
}

internal sealed class AnswerIdJson : NumberJson<AnswerId>
{
    protected override long Number(AnswerId value) => value.Value;

    protected override AnswerId Id(long number) => new(number);
}

internal sealed class CommentIdJson : NumberJson<CommentId>
{
    protected override long Number(CommentId value) => value.Value;

    protected override CommentId Id(long number) => new(number);
}

internal abstract class NumberJson<T> : JsonConverter<T>
    where T : struct
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Id(reader.GetInt64());

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteNumberValue(Number(value));

    protected abstract long Number(T value);

    protected abstract T Id(long number);
}

/// <summary>The answer's number, or <c>"question"</c> for the question itself.</summary>
internal sealed class PostRefJson : JsonConverter<PostRef>
{
    public override PostRef Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.Number ? new PostRef(new AnswerId(reader.GetInt64())) : PostRef.Question;

    public override void Write(Utf8JsonWriter writer, PostRef value, JsonSerializerOptions options)
    {
        if (value.Answer is { } answer)
        {
            writer.WriteNumberValue(answer.Value);
        }
        else
        {
            writer.WriteStringValue("question");
        }
    }
}

internal sealed class SkillSlugJson : JsonConverter<SkillSlug>
{
    public override SkillSlug Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        SkillSlug.Parse(reader.GetString() ?? "");

    public override void Write(Utf8JsonWriter writer, SkillSlug value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);
}

internal sealed class SourceJson : JsonConverter<Source>
{
    public override Source Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Source.Parse(reader.GetString() ?? "");

    public override void Write(Utf8JsonWriter writer, Source value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);
}

internal sealed class LocaleJson() : JsonStringEnumConverter<Contracts.Locale>(JsonNamingPolicy.CamelCase, allowIntegerValues: false);

internal sealed class RoleJson() : JsonStringEnumConverter<Role>(JsonNamingPolicy.CamelCase, allowIntegerValues: false);
