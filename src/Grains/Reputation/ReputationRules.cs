using System.Collections.Immutable;

namespace Skiller.Grains.Reputation;

/// <summary>
/// The points of a period. Values from DESIGN.md part 5, which follows Stack Overflow ("What is reputation? How do I earn it?") but for the
/// question's vote (+5, as it was there until 2019).
/// </summary>
/// <param name="From">Holds for events at or after this time, until the next rules begin. Rules of the past are never changed.</param>
/// <param name="AnswerVotedUp">To the author of an answer for a vote up.</param>
/// <param name="QuestionVotedUp">To the author of a question for a vote up.</param>
/// <param name="AnswerAccepted">To the author of an answer that somebody else accepts.</param>
/// <param name="AcceptedAnAnswer">To who accepts somebody else's answer.</param>
/// <param name="PostVotedDown">To the author of a post for a vote down.</param>
/// <param name="VotedAnAnswerDown">To who votes an answer down.</param>
/// <param name="DailyVoteCap">Most points from votes up of one member in one UTC day, less those since reversed. Acceptances are outside it.</param>
internal sealed record ReputationRules(
    DateTimeOffset From,
    int AnswerVotedUp,
    int QuestionVotedUp,
    int AnswerAccepted,
    int AcceptedAnAnswer,
    int PostVotedDown,
    int VotedAnAnswerDown,
    int DailyVoteCap)
{
    /// <summary>All rules there ever were, oldest first. The first hold since the beginning, for imported histories too.</summary>
    public static ImmutableArray<ReputationRules> All { get; } =
    [
        new(
            From: DateTimeOffset.MinValue,
            AnswerVotedUp: 10,
            QuestionVotedUp: 5,
            AnswerAccepted: 15,
            AcceptedAnAnswer: 2,
            PostVotedDown: -2,
            VotedAnAnswerDown: -1,
            DailyVoteCap: 200),
    ];

    /// <summary>The rules that hold for an event of this time; the first of them hold since the beginning.</summary>
    public static ReputationRules At(ImmutableArray<ReputationRules> periods, DateTimeOffset time) => periods.Last(rules => rules.From <= time);
}
