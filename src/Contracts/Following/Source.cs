using System.Globalization;
using Skiller.Contracts.Members;
using Skiller.Contracts.Questions;
using Skiller.Contracts.Skills;

namespace Skiller.Contracts.Following;

/// <summary>What somebody follows, mutes or blocks: a question, a skill or a member, in the form in which the log names it.</summary>
[GenerateSerializer, Immutable, Alias("skiller.followed-source")]
public readonly record struct Source : IComparable<Source>
{
    private Source(string value) => Value = value;

    /// <summary>The stream that it names: <c>q:12</c>, <c>s:sql</c>, <c>m:87</c>.</summary>
    [Id(0)]
    public string Value { get; init; }

    /// <summary>What it is.</summary>
    public SourceKind Kind => Question is not null ? SourceKind.Question : Skill is not null ? SourceKind.Skill : SourceKind.Member;

    /// <summary>The question, null where it is none.</summary>
    public QuestionId? Question => Number('q') is { } id ? new QuestionId(id) : null;

    /// <summary>The skill, null where it is none.</summary>
    public SkillSlug? Skill => Rest('s') is { } text && SkillSlug.TryParse(text, out var slug) ? slug : null;

    /// <summary>The member, null where it is none.</summary>
    public MemberId? Member => Number('m') is { } id ? new MemberId(id) : null;

    /// <summary>A question.</summary>
    /// <param name="id">Which.</param>
    public static Source Of(QuestionId id) => new(GrainKeys.Of(id));

    /// <summary>A skill.</summary>
    /// <param name="slug">Which.</param>
    public static Source Of(SkillSlug slug) => new(GrainKeys.Of(slug));

    /// <summary>A member.</summary>
    /// <param name="id">Who.</param>
    public static Source Of(MemberId id) => new(GrainKeys.Of(id));

    /// <summary>Reads the form of the log.</summary>
    /// <param name="text">What is stored.</param>
    /// <exception cref="FormatException">It names neither a question nor a skill nor a member.</exception>
    public static Source Parse(string text) =>
        new Source(text) is var source && (source.Question is not null || source.Skill is not null || source.Member is not null)
            ? source
            : throw new FormatException($"'{text}' can be followed by nobody.");

    /// <inheritdoc/>
    public int CompareTo(Source other) => string.CompareOrdinal(Value, other.Value);

    /// <summary>The form of the log.</summary>
    public override string ToString() => Value;

    private string? Rest(char kind) => Value is { Length: > 2 } text && text[0] == kind && text[1] == ':' ? text[2..] : null;

    private long? Number(char kind) =>
        long.TryParse(Rest(kind), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : null;
}
