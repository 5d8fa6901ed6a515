using CsCheck;
using Skiller.Contracts.Members;
using Xunit;

namespace Skiller.Tests.Unit.Reputation;

/// <summary>I5 and I6: what holds for every history.</summary>
public sealed class ReputationLaws
{
    private static readonly Gen<(int Voter, int Value, int Hour)> _act = Gen.Select(Gen.Int[101, 130], Gen.Int[-1, 1], Gen.Int[0, 47]);
    private static readonly Gen<(int Voter, int Value, int Hour)[]> _history = _act.Array[1, 80];

    [Fact]
    public void Every_total_is_what_a_small_model_of_the_rules_says() =>
        PostHistory.Acts.Sample(acts =>
        {
            var history = PostHistory.Of(acts);
            return PostHistory.Members.All(m => history.Facts.LedgerOf(m).Sum(e => (long)e.Points) == history.Model.TotalOf(m));
        });

    [Fact]
    public void Every_sum_of_a_skill_is_what_the_model_says_and_entries_are_in_the_skills_of_their_origins() =>
        PostHistory.Acts.Sample(acts =>
        {
            var history = PostHistory.Of(acts);
            return PostHistory.Members.Select(m => (Member: m, Ledger: history.Facts.LedgerOf(m))).All(of =>
                PostHistory.Skills.All(s => of.Ledger.Where(e => e.Skills.Contains(s)).Sum(e => (long)e.Points) == history.Model.TotalOf(of.Member, s))
                && of.Ledger.GroupBy(e => e.Origin).All(origin => origin.All(e => e.Skills.SequenceEqual(origin.First().Skills))));
        });

    [Fact]
    public void Folding_in_any_batches_written_now_and_then_gives_what_folding_at_once_gives() =>
        Gen.Select(PostHistory.Acts, Gen.Select(Gen.Int[1, 9], Gen.Bool).Array[1, 60]).Sample((acts, batches) =>
        {
            var facts = PostHistory.Of(acts).Facts;
            return PostHistory.Members.All(m => facts.LedgerOf(m).SequenceEqual(facts.LedgerOf(m, batches), new SameEntry()));
        });

    [Fact]
    public void An_entry_never_takes_more_than_its_origin_gave_and_has_a_name_of_its_own() =>
        PostHistory.Acts.Sample(acts =>
        {
            var facts = PostHistory.Of(acts).Facts;
            return PostHistory.Members.Select(m => facts.LedgerOf(m)).All(ledger =>
                ledger.Select(e => (e.Cause, e.Reason, e.Origin)).Distinct().Count() == ledger.Count
                && ledger.GroupBy(e => e.Origin).All(origin => StaysBetweenNothingAndWhole([.. origin.Select(e => e.Points)])));
        });

    [Fact]
    public void No_day_gives_more_than_200_and_reversals_leave_what_the_standing_votes_gave() =>
        _history.Sample(history =>
        {
            var ledger = Happen(history).LedgerOf(Votes.Author);
            var caps = ledger.Where(e => e.CapDay is not null).GroupBy(e => e.CapDay).Select(day => day.Sum(e => e.CapPoints));
            return caps.All(points => points is >= 0 and <= 200);
        });

    [Fact]
    public void Below_the_cap_the_total_is_what_the_standing_votes_are_worth_in_whatever_order_they_came() =>
        Gen.Select(_act.Array[1, 25], Gen.Int).Sample((acts, seed) =>
        {
            // One hour and at most 15 voters up: no day comes near the cap.
            var some = acts.Select(a => (101 + (a.Voter % 15), a.Value, 1)).ToArray();
            var votes = Happen(some);
            var standing = some.GroupBy(a => a.Item1).Select(g => g.Last().Value).ToArray();
            var due = standing.Sum(v => v > 0 ? 10 : v < 0 ? -2 : 0);
            var shuffled = some.GroupBy(a => a.Item1).OrderBy(g => unchecked((g.Key * 31) ^ seed)).SelectMany(g => g).ToArray();
            return votes.LedgerOf(Votes.Author).Sum(e => e.Points) == due && Happen(shuffled).LedgerOf(Votes.Author).Sum(e => e.Points) == due;
        });

    [Fact]
    public void When_every_vote_is_undone_nothing_is_left() =>
        _history.Sample(history =>
        {
            var votes = Happen(history);
            foreach (var voter in history.GroupBy(a => a.Voter).Where(g => g.Last().Value != 0).Select(g => g.Key))
            {
                votes.Vote(Votes.OnAnswer, voter, 0);
            }

            return votes.LedgerOf(Votes.Author).Sum(e => e.Points) == 0
                && history.Select(a => a.Voter).Distinct().All(v => votes.LedgerOf(new MemberId(v)).Sum(e => e.Points) == 0);
        });

    private static bool StaysBetweenNothingAndWhole(int[] points)
    {
        var sums = Enumerable.Range(1, points.Length).Select(n => points.Take(n).Sum());
        return sums.All(sum => sum == 0 || sum == points[0]);
    }

    private static Votes Happen((int Voter, int Value, int Hour)[] history)
    {
        var votes = new Votes();
        var last = new Dictionary<int, int>();
        foreach (var (voter, value, hour) in history)
        {
            // The question's grain writes nothing for a vote that is so already.
            if (last.GetValueOrDefault(voter) != value)
            {
                votes.Now = Votes.Noon.AddHours(hour);
                votes.Vote(Votes.OnAnswer, voter, value);
                last[voter] = value;
            }
        }

        return votes;
    }

    private sealed class SameEntry : IEqualityComparer<Grains.Reputation.LedgerEntry>
    {
        public bool Equals(Grains.Reputation.LedgerEntry? x, Grains.Reputation.LedgerEntry? y) =>
            x is not null && y is not null && x with { Skills = [] } == y with { Skills = [] } && x.Skills.SequenceEqual(y.Skills);

        public int GetHashCode(Grains.Reputation.LedgerEntry obj) => obj.Position.GetHashCode();
    }
}
