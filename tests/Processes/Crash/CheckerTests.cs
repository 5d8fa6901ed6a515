using System.Collections.Immutable;
using Xunit;

namespace Skiller.Tests.Processes.Crash;

/// <summary>The checker is itself tested: a good history passes, and each planted fault is found.</summary>
public sealed class CheckerTests
{
    private static readonly DateTimeOffset _at = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly IReadOnlyDictionary<long, string> _handles = new Dictionary<long, string> { [7] = "ada", [8] = "bob" };

    [Fact]
    public void A_good_history_has_no_difference() => Assert.Empty(Checker.Differences(GoodHistory(), GoodState(), _handles));

    [Fact]
    public void A_lost_vote_is_found() => Finds("I1/I3 vote|bob|1/2", s => s with { Registers = s.Registers.Remove("vote|bob|1/2") });

    [Fact]
    public void A_vote_of_another_value_is_found() => Finds("I1/I3 vote|bob|1/2", s => s with { Registers = s.Registers.SetItem("vote|bob|1/2", "-1") });

    [Fact]
    public void A_score_that_votes_do_not_bear_is_found() => Finds("I4 1/2", s => s with { Scores = s.Scores.SetItem("1/2", 2) });

    [Fact]
    public void A_doubled_answer_is_found() => Finds("answer tok000002x", s => s with { Tokens = s.Tokens.SetItem("answer/tok000002x", 2) });

    [Fact]
    public void A_lost_answer_is_found() => Finds("answer tok000002x", s => s with { Tokens = s.Tokens.Remove("answer/tok000002x") });

    [Fact]
    public void A_refused_act_that_was_applied_is_found() => Finds("comment tok000003x", s => s with { Tokens = s.Tokens.SetItem("comment/tok000003x", 1) });

    [Fact]
    public void A_thing_that_nobody_made_is_found() => Finds("tok000009x", s => s with { Tokens = s.Tokens.SetItem("answer/tok000009x", 1) });

    [Fact]
    public void A_hole_in_the_revisions_is_found() => Finds("I8 1", s => s with { Revisions = s.Revisions.SetItem("1", [1, 3]) });

    [Fact]
    public void A_gap_in_a_stream_is_found() => Finds("log: q:1", s => s with { Log = s.Log.SetItem(1, s.Log[1] with { Version = 4 }) });

    [Fact]
    public void A_position_that_goes_back_is_found() => Finds("log: position", s => s with { Log = s.Log.SetItem(1, s.Log[1] with { Position = 1 }) });

    [Fact]
    public void A_doubled_ledger_entry_is_found() => Finds("I5 ada", s => s with { Ledgers = s.Ledgers.SetItem("ada", [.. s.Ledgers["ada"], s.Ledgers["ada"][0]]) });

    [Fact]
    public void A_lost_ledger_entry_is_found() => Finds("I5 ada", s => s with { Ledgers = s.Ledgers.SetItem("ada", []) });

    [Fact]
    public void A_wrong_reputation_is_found() => Finds("I5 ada", s => s with { Reputations = s.Reputations.SetItem("ada", 11) });

    [Fact]
    public void The_cap_of_a_day_is_part_of_the_model()
    {
        var log = Enumerable.Range(1, 22).Select(i => Vote(i, i, voter: 100 + i, value: 1, previous: 0, previousVersion: 0)).ToList();
        log.Add(Vote(23, 23, voter: 101, value: 0, previous: 1, previousVersion: 1));
        log.Add(Vote(24, 24, voter: 200, value: 1, previous: 0, previousVersion: 0));
        var points = LedgerModel.Fold(log)[7].Select(e => e.Points).ToArray();
        Assert.Equal([.. Enumerable.Repeat(10, 20), 0, 0, -10, 10], points);
    }

    private static void Finds(string what, Func<FinalState, FinalState> plant)
    {
        var differences = Checker.Differences(GoodHistory(), plant(GoodState()), _handles);
        Assert.Contains(differences, d => d.Contains(what, StringComparison.Ordinal));
    }

    private static History GoodHistory()
    {
        var history = new History();
        history.Add(new Creation("question", "tok000001x", "", "1", Outcome.Acknowledged));
        history.Add(new Creation("answer", "tok000002x", "1", "2", Outcome.Acknowledged));
        history.Add(new Creation("comment", "tok000003x", "1", null, Outcome.Refused));
        history.Add(new Creation("answer", "tok000004x", "1", null, Outcome.Unknown));
        history.Add(new RegisterWrite("vote|bob|1/2", "-1", Outcome.Acknowledged));
        history.Add(new RegisterWrite("vote|bob|1/2", "1", Outcome.Acknowledged));
        return history;
    }

    private static FinalState GoodState()
    {
        var log = ImmutableArray.Create(
            Vote(1, 1, voter: 8, value: -1, previous: 0, previousVersion: 0),
            Vote(2, 2, voter: 8, value: 1, previous: -1, previousVersion: 1));
        return new FinalState(
            ImmutableDictionary<string, string>.Empty.Add("vote|bob|1/2", "1"),
            ImmutableDictionary<string, int>.Empty.Add("question/tok000001x", 1).Add("answer/tok000002x", 1),
            ImmutableDictionary<string, int>.Empty.Add("1", 0).Add("1/2", 1),
            ImmutableDictionary<string, ImmutableArray<int>>.Empty.Add("1", [1, 2]),
            ImmutableDictionary<string, ImmutableArray<LedgerLine>>.Empty
                .Add("ada", [Line(-2, 1), Line(2, 2), Line(10, 2)])
                .Add("bob", [Line(-1, 1), Line(1, 2)]),
            ImmutableDictionary<string, long>.Empty.Add("ada", 10).Add("bob", 0),
            log);
    }

    private static LedgerLine Line(int points, long position) => new(_at, points, "", "1", "2", position);

    private static LogLine Vote(long position, long version, long voter, int value, int previous, long previousVersion) => new(
        position,
        "q:1",
        version,
        "post-voted",
        $$"""{"post":2,"author":7,"voter":{{voter}},"value":{{value}},"previous":{{previous}},"previousVersion":{{previousVersion}},"skills":["crash"]}""",
        _at);
}
