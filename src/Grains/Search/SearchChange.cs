using System.Collections.Immutable;
using Skiller.Contracts;
using Skiller.Contracts.Members;
using Skiller.Contracts.Questions;
using Skiller.Contracts.Skills;

namespace Skiller.Grains.Search;

/// <summary>One change of what can be found. Written together with the mark of the projection, so each counts once. Texts are Markdown; a
/// text that was redacted is empty.</summary>
internal abstract record SearchChange
{
    /// <summary>A question is there.</summary>
    internal sealed record Asked(
        QuestionId Question, string Title, string Body, ImmutableArray<SkillSlug> Skills, Locale Locale, MemberId? Author) : SearchChange;

    /// <summary>Its words changed; null leaves them.</summary>
    internal sealed record QuestionEdited(QuestionId Question, string? Title, string? Body, ImmutableArray<SkillSlug>? Skills) : SearchChange;

    /// <summary>It has an answer, or other words for one.</summary>
    internal sealed record Answered(QuestionId Question, AnswerId Answer, string Body) : SearchChange;

    /// <summary>The question, or an answer of it, was deleted or brought back.</summary>
    internal sealed record Shown(QuestionId Question, AnswerId? Answer, bool IsShown) : SearchChange;

    /// <summary>A member is there.</summary>
    internal sealed record Joined(MemberId Member, string Handle, string Name, string Headline, string Bio, ImmutableArray<SkillSlug> Skills) : SearchChange;

    /// <summary>Their profile changed; null leaves.</summary>
    internal sealed record ProfileEdited(MemberId Member, string? Name, string? Headline, string? Bio, ImmutableArray<SkillSlug>? Skills) : SearchChange;

    /// <summary>A skill was described, in a language or, null, for readers of both.</summary>
    internal sealed record Described(SkillSlug Skill, string Description, Locale? Locale = null) : SearchChange;

    /// <summary>Somebody used a skill, which so came into being.</summary>
    internal sealed record Used(SkillSlug Skill) : SearchChange;
}
