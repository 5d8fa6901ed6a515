using System.Collections.Immutable;
using Skiller.Contracts.Members;
using Skiller.Contracts.Questions;
using Skiller.Contracts.Reputation;
using Skiller.Grains.Activity;
using Skiller.Grains.Questions;

namespace Skiller.Grains.Reputation;

/// <summary>
/// The fold of one member's reputation, by the rules in force at each event's time (DESIGN.md part 5). A reversal takes back exactly what
/// still stands of what its origin gave, in the skills in which it was given; where nothing stands there is no entry. What an undeletion
/// gives back is what its deletion took, outside the cap: that day's votes have had their share already.
/// </summary>
internal static class EarningReputation
{
    /// <summary>Enters what an event gives to, or takes from, a member.</summary>
    public static void Fold(Ledger ledger, MemberId member, Fact fact, Occurrence occurrence, long position) =>
        Fold(ledger, member, fact, occurrence, position, ReputationRules.All);

    /// <summary>The same by other rules than ours.</summary>
    public static void Fold(
        Ledger ledger, MemberId member, Fact fact, Occurrence occurrence, long position, ImmutableArray<ReputationRules> periods)
    {
        var rules = ReputationRules.At(periods, occurrence.At);
        var entry = new Entering(ledger, occurrence, position);
        switch (fact)
        {
            case PostVoted voted:
                Voted(entry, member, voted, rules);
                break;
            case AnswerAccepted accepted when accepted.Author != accepted.By:
                Accepted(entry, member, accepted, rules);
                break;
            case AcceptanceWithdrawn withdrawn:
                entry.Withdraw(LedgerNeeds.CauseOf(occurrence, withdrawn.AcceptedVersion));
                break;
            case PostDeleted deleted:
                TakeBack(entry, ledger, LedgerNeeds.PostOf(occurrence, deleted.Post));
                break;
            case DeletionReached reached:
                foreach (var answer in reached.Answers)
                {
                    TakeBack(entry, ledger, LedgerNeeds.PostOf(occurrence, new PostRef(answer)));
                }

                break;
            case PostUndeleted undeleted:
                GiveBack(entry, ledger, undeleted.DeletedVersion);
                break;
            case UndeletionReached reached:
                GiveBack(entry, ledger, reached.ReachedVersion);
                break;
        }
    }

    private static void TakeBack(Entering entry, Ledger ledger, string post)
    {
        foreach (var origin in ledger.OriginsOf(post))
        {
            entry.Reverse(origin, ReputationReason.PostDeleted);
        }
    }

    private static void GiveBack(Entering entry, Ledger ledger, long version)
    {
        foreach (var taken in ledger.EntriesOf(entry.CauseOf(version)))
        {
            entry.GiveBack(taken);
        }
    }

    private static void Voted(Entering entry, MemberId member, PostVoted voted, ReputationRules rules)
    {
        var concerns = voted.Author == member || (voted.Voter == member && !voted.Post.IsQuestion);
        if (concerns && voted.Previous != 0)
        {
            entry.Reverse(entry.CauseOf(voted.PreviousVersion), ReputationReason.VoteWithdrawn);
        }

        if (voted.Author == member && voted.Value > 0)
        {
            var (points, reason) = voted.Post.IsQuestion
                ? (rules.QuestionVotedUp, ReputationReason.QuestionVotedUp)
                : (rules.AnswerVotedUp, ReputationReason.AnswerVotedUp);
            entry.GiveCapped(voted, points, rules.DailyVoteCap, reason);
        }
        else if (voted.Author == member && voted.Value < 0)
        {
            var reason = voted.Post.IsQuestion ? ReputationReason.QuestionVotedDown : ReputationReason.AnswerVotedDown;
            entry.Give(voted.Post.Answer, rules.PostVotedDown, reason, voted.Skills);
        }
        else if (voted.Voter == member && voted.Value < 0 && !voted.Post.IsQuestion)
        {
            entry.Give(voted.Post.Answer, rules.VotedAnAnswerDown, ReputationReason.VotedAnAnswerDown, voted.Skills);
        }
    }

    private static void Accepted(Entering entry, MemberId member, AnswerAccepted accepted, ReputationRules rules)
    {
        if (accepted.Author == member)
        {
            entry.Give(accepted.Answer, rules.AnswerAccepted, ReputationReason.AnswerAccepted, accepted.Skills);
        }
        else if (accepted.By == member)
        {
            entry.Give(accepted.Answer, rules.AcceptedAnAnswer, ReputationReason.AcceptedAnAnswer, accepted.Skills);
        }
    }
}
