using System.Collections.Immutable;
using Skiller.Contracts.Questions;
using Skiller.Contracts.Reputation;
using Skiller.Contracts.Skills;
using Skiller.Grains.Activity;
using Skiller.Grains.Questions;

namespace Skiller.Grains.Reputation;

/// <summary>Enters what one event gives or takes: the three forms of an entry.</summary>
internal sealed class Entering(Ledger ledger, Occurrence occurrence, long position)
{
    private int _ordinal;

    public string CauseOf(long version) => LedgerNeeds.CauseOf(occurrence, version);

    /// <summary>A first entry outside the cap.</summary>
    public void Give(AnswerId? answer, int points, ReputationReason reason, ImmutableArray<SkillSlug> skills) =>
        Add(occurrence.Cause, answer, points, 0, null, reason, skills);

    /// <summary>A first entry within the cap of its day: what is left of it, perhaps 0; it is kept either way.</summary>
    public void GiveCapped(PostVoted voted, int points, int cap, ReputationReason reason)
    {
        var day = LedgerNeeds.DayOf(occurrence.At);
        var given = Math.Clamp(cap - ledger.CapUsed(day), 0, points);
        Add(occurrence.Cause, voted.Post.Answer, given, given, day, reason, voted.Skills);
    }

    /// <summary>Takes back what still stands of what an event gave.</summary>
    public void Reverse(string origin, ReputationReason reason)
    {
        if (ledger.Open(origin) is var (first, points, capPoints))
        {
            Add(origin, first.Answer, -points, -capPoints, first.CapDay, reason, first.Skills);
        }
    }

    /// <summary>
    /// Takes back an acceptance. While the answer is deleted nothing of it stands; an entry of 0 then keeps that it is over, so that bringing
    /// the answer back does not bring back an acceptance that was withdrawn meanwhile.
    /// </summary>
    public void Withdraw(string origin)
    {
        if (ledger.Open(origin) is not null)
        {
            Reverse(origin, ReputationReason.AcceptanceWithdrawn);
        }
        else if (ledger.FirstOf(origin) is { } first)
        {
            Add(origin, first.Answer, 0, 0, null, ReputationReason.AcceptanceWithdrawn, first.Skills);
        }
    }

    /// <summary>Gives back what an entry took, unless that was withdrawn since.</summary>
    public void GiveBack(LedgerEntry taken)
    {
        if (!ledger.IsWithdrawnAfter(taken))
        {
            Restore(taken);
        }
    }

    private void Restore(LedgerEntry taken) =>
        Add(taken.Origin, taken.Answer, -taken.Points, 0, null, ReputationReason.PostUndeleted, taken.Skills);

    private void Add(
        string origin,
        AnswerId? answer,
        int points,
        int capPoints,
        DateOnly? capDay,
        ReputationReason reason,
        ImmutableArray<SkillSlug> skills) =>
        ledger.Add(new LedgerEntry(
            position,
            _ordinal++,
            occurrence.Cause,
            origin,
            LedgerNeeds.QuestionOf(occurrence),
            answer,
            points,
            capPoints,
            capDay,
            occurrence.At,
            reason,
            skills));
}
