using System.Collections.Immutable;
using Skiller.Contracts;
using Skiller.Contracts.Members;
using Skiller.Contracts.Questions;
using Skiller.Contracts.Skills;

namespace Skiller.Grains.Projections;

/// <summary>One change of the rows that lists are read from. Written together with the mark of the projection, so each counts once.</summary>
internal abstract record ListChange
{
    /// <summary>A question is there.</summary>
    internal sealed record QuestionAdded(
        QuestionId Question,
        string Title,
        ImmutableArray<SkillSlug> Skills,
        Locale Locale,
        MemberId? Author,
        DateTimeOffset At,
        long Views) : ListChange;

    /// <summary>Its words changed; null leaves them.</summary>
    internal sealed record QuestionEdited(QuestionId Question, string? Title, ImmutableArray<SkillSlug>? Skills) : ListChange;

    /// <summary>Something was asked, answered or edited.</summary>
    internal sealed record QuestionActive(QuestionId Question, DateTimeOffset At) : ListChange;

    /// <summary>Votes moved its score.</summary>
    internal sealed record ScoreMoved(QuestionId Question, int Delta) : ListChange;

    /// <summary>An answer came, went or came back.</summary>
    internal sealed record AnswersMoved(QuestionId Question, int Delta) : ListChange;

    /// <summary>An answer is there, and the question that it belongs to for ever.</summary>
    internal sealed record AnswerAdded(AnswerId Answer, QuestionId Question) : ListChange;

    /// <summary>An answer was accepted; null: none is any more.</summary>
    internal sealed record AcceptedSet(QuestionId Question, AnswerId? Answer) : ListChange;

    /// <summary>The accepted answer went or came back with its deletion; it stays the accepted one.</summary>
    internal sealed record AcceptedShown(QuestionId Question, AnswerId Answer, bool Shown) : ListChange;

    /// <summary>It takes no more answers.</summary>
    internal sealed record QuestionClosed(QuestionId Question) : ListChange;

    /// <summary>It was deleted or brought back.</summary>
    internal sealed record QuestionShown(QuestionId Question, bool Shown) : ListChange;

    /// <summary>A member is there.</summary>
    internal sealed record MemberAdded(
        MemberId Member,
        string Handle,
        string Name,
        string? Headline,
        ImmutableArray<SkillSlug> Skills,
        DateTimeOffset At) : ListChange;

    /// <summary>Their profile changed; null leaves, an empty headline clears.</summary>
    internal sealed record MemberEdited(MemberId Member, string? Name, string? Headline, ImmutableArray<SkillSlug>? Skills) : ListChange;

    /// <summary>A peer vouched for a skill of theirs, or no longer does.</summary>
    internal sealed record EndorsementsMoved(MemberId Member, SkillSlug Skill, int Delta) : ListChange;

    /// <summary>A skill was described.</summary>
    internal sealed record SkillDescribed(SkillSlug Skill) : ListChange;
}
