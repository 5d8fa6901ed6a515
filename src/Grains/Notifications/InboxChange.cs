using System.Collections.Immutable;
using System.Globalization;
using Skiller.Contracts.Members;
using Skiller.Contracts.Notifications;
using Skiller.Contracts.Questions;
using Skiller.Contracts.Skills;

namespace Skiller.Grains.Notifications;

/// <summary>One change of what the inbox knows. Written in their order together with the mark of the projection, so that each counts once.</summary>
internal abstract record InboxChange
{
    /// <summary>Whether a member follows a question; what stands later in the log holds.</summary>
    internal sealed record Follows(QuestionId Question, MemberId Member, bool Are, long Position) : InboxChange;

    /// <summary>Whether a member wants to hear of a question that they follow; what stands later in the log holds.</summary>
    internal sealed record Mutes(QuestionId Question, MemberId Member, bool Are, long Position) : InboxChange;

    /// <summary>Whether a member wants to hear of another one; what stands later in the log holds.</summary>
    internal sealed record Blocks(MemberId Member, MemberId Other, bool Are, long Position) : InboxChange;

    /// <summary>Somebody wrote a post or a comment.</summary>
    internal sealed record Wrote(Writing Writing, MemberId? Author) : InboxChange;

    /// <summary>Members were named in a text: they are not told of that again.</summary>
    internal sealed record Named(Writing Writing, ImmutableArray<MemberId> Members) : InboxChange;

    /// <summary>Somebody is told; whoever was told of the same fact before is not.</summary>
    internal sealed record Tells(Notice Notice, Audience Audience) : InboxChange;
}

/// <summary>A text that somebody wrote: a question, an answer, or a comment on one of them.</summary>
internal readonly record struct Writing(QuestionId Question, AnswerId? Answer, CommentId? Comment = null);

/// <summary>Who is told, less whoever acted and whoever blocked them.</summary>
internal abstract record Audience
{
    /// <summary>One member.</summary>
    internal sealed record Member(MemberId Id) : Audience;

    /// <summary>Those who were named in a text for the first time.</summary>
    internal sealed record Named(Writing Writing, ImmutableArray<MemberId> Members) : Audience;

    /// <summary>Who wrote a text.</summary>
    internal sealed record Author(Writing Writing) : Audience;

    /// <summary>Who follows a question and has not muted it.</summary>
    internal sealed record Followers(QuestionId Question) : Audience;
}

/// <summary>What is told.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Position">The fact's position.</param>
/// <param name="At">When it happened.</param>
/// <param name="Actor">Who acted.</param>
internal sealed record Notice(NotificationKind Kind, long Position, DateTimeOffset At, MemberId? Actor)
{
    /// <summary>The text that is concerned, null for none.</summary>
    public Writing? Writing { get; init; }

    public SkillSlug? Skill { get; init; }

    public ModerationAct? Act { get; init; }

    /// <summary>What is shown as one item: the kind, the place and the day (UTC). All answers of a question are at one place.</summary>
    public string Bundle => string.Create(
        CultureInfo.InvariantCulture,
        $"{(int)Kind}/{Writing?.Question.Value ?? 0}/{(Kind == NotificationKind.Answer ? 0 : Writing?.Answer?.Value ?? 0)}/{DateOnly.FromDateTime(At.UtcDateTime).DayNumber}");
}
