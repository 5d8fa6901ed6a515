using System.Globalization;
using Skiller.Contracts.Questions;
using Skiller.Grains.Accounts;
using Skiller.Grains.Activity;
using Skiller.Grains.Invitations;
using Skiller.Grains.Members;
using Skiller.Grains.Questions;

namespace Skiller.Grains.Pulse;

/// <summary>One change of the figures. Written together with the mark of the projection, so each counts once.</summary>
internal abstract record PulseChange
{
    /// <summary>Something that is counted on its day and never taken back.</summary>
    internal sealed record Happened(PulseCount What, DateTimeOffset At) : PulseChange;

    /// <summary>A question is there.</summary>
    internal sealed record Asked(QuestionId Question, DateTimeOffset At) : PulseChange;

    /// <summary>It has an answer.</summary>
    internal sealed record Answered(QuestionId Question, AnswerId Answer, DateTimeOffset At) : PulseChange;

    /// <summary>The question with its answers, or one answer of it, was deleted or brought back.</summary>
    internal sealed record Shown(QuestionId Question, AnswerId? Answer, bool IsShown) : PulseChange;
}

/// <summary>What is counted on its day.</summary>
internal enum PulseCount
{
    Joined,
    Session,
    InvitationMade,
    InvitationUsed,
}

/// <summary>
/// What a fact changes in the figures. Pure. A member who was imported has not joined; what they wrote counts in its own time. An invitation
/// is made when it is opened, whether a member made it, a request was granted, or it is the first administrator's.
/// </summary>
internal static class PulseChanges
{
    /// <summary>The change, null for a fact that nothing is counted of.</summary>
    public static PulseChange? Of(Fact fact, Occurrence at) => fact switch
    {
        MemberRegistered { Imported: false } => new PulseChange.Happened(PulseCount.Joined, at.At),
        SessionOpened => new PulseChange.Happened(PulseCount.Session, at.At),
        InvitationOpened => new PulseChange.Happened(PulseCount.InvitationMade, at.At),
        InvitationAccepted => new PulseChange.Happened(PulseCount.InvitationUsed, at.At),
        QuestionAsked => new PulseChange.Asked(Question(at), at.At),
        AnswerPosted posted => new PulseChange.Answered(Question(at), posted.Answer, at.At),
        PostDeleted deleted => new PulseChange.Shown(Question(at), deleted.Post.Answer, false),
        PostUndeleted undeleted => new PulseChange.Shown(Question(at), undeleted.Post.Answer, true),
        _ => null,
    };

    private static QuestionId Question(Occurrence at) => new(long.Parse(at.Stream.AsSpan(2), CultureInfo.InvariantCulture));
}
