using Skiller.Simulator.Audit;
using Skiller.Simulator.Journal;
using Xunit;

namespace Skiller.Tests.Simulator;

/// <summary>What a journal leaves open when outcomes are unknown or acts overlapped, and what it does not.</summary>
public sealed class AuditModelTests
{
    private readonly List<JournalLine> _lines =
    [
        Line("q1", "ask", "ada", 10) with { Id = "100", Question = "100", Title = "T", Text = "q", Skills = ["bread"] },
        Line("q1a1", "answer", "ben", 20) with { Id = "101", Question = "100", Text = "a" },
    ];

    [Fact]
    public void A_vote_of_unknown_fate_counts_or_does_not()
    {
        _lines.Add(Vote("v1", "cyd", 1, 30));
        _lines.Add(Vote("v2", "dan", 1, 31) with { Outcome = Outcome.Unknown });
        Assert.Equal(new Bounds(1, 2), VoteOutcomes.Score(Answer()));
        Assert.Equal([0, 1], VoteOutcomes.Of(Answer().Votes["dan"]).Order());
        var ledger = LedgerModel.Expected(new History(_lines), "ben");
        Assert.Equal(new Bounds(1, 2), ledger[("answer-voted-up", "100", "101")]);
    }

    [Fact]
    public void The_last_acknowledged_vote_counts_and_what_was_refused_never()
    {
        _lines.Add(Vote("v1", "cyd", 1, 30));
        _lines.Add(Vote("v1x", "cyd", -1, 40));
        _lines.Add(Vote("v2", "dan", 1, 31) with { Outcome = Outcome.Refused });
        Assert.Equal(Bounds.Exactly(-1), VoteOutcomes.Score(Answer()));
        var (author, voter) = (LedgerModel.Expected(new History(_lines), "ben"), LedgerModel.Expected(new History(_lines), "cyd"));
        Assert.Equal(["answer-voted-down", "answer-voted-up", "vote-withdrawn"], author.Keys.Select(static key => key.Reason).Order(StringComparer.Ordinal));
        Assert.Equal(["voted-an-answer-down"], voter.Keys.Select(static key => key.Reason));
        Assert.All(author.Values.Concat(voter.Values), static bounds => Assert.Equal(Bounds.Exactly(1), bounds));
    }

    [Fact]
    public void A_replaced_acceptance_is_taken_back_from_both_who_had_of_it()
    {
        _lines.Add(Line("q1a2", "answer", "cyd", 25) with { Id = "102", Question = "100", Text = "b" });
        _lines.Add(Line("q1ok", "accept", "ada", 30) with { Question = "100", Answer = "101" });
        _lines.Add(Line("q1ok2", "accept", "ada", 40) with { Question = "100", Answer = "102" });
        var history = new History(_lines);
        Assert.Equal(["acceptance-withdrawn", "answer-accepted"], LedgerModel.Expected(history, "ben").Keys.Select(static key => key.Reason).Order(StringComparer.Ordinal));
        Assert.Equal(["answer-accepted"], LedgerModel.Expected(history, "cyd").Keys.Select(static key => key.Reason));
        Assert.Equal(["acceptance-withdrawn", "accepted-an-answer", "accepted-an-answer"], LedgerModel.Expected(history, "ada").Keys.Select(static key => key.Reason).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Who_followed_before_is_told_once_who_followed_after_never_and_who_overlapped_perhaps()
    {
        _lines.Add(Line("f1", "follow", "cyd", 15) with { Question = "100" });
        _lines.Add(Line("f2", "follow", "dan", 50) with { Question = "100" });
        _lines.Add(Line("f3", "follow", "eve", 19) with { Question = "100", Ended = 22 });
        var history = new History(_lines);
        Assert.Equal(Bounds.Exactly(1), Told(history, "ada"));
        Assert.Equal(Bounds.Exactly(1), Told(history, "cyd"));
        Assert.Equal(Bounds.Exactly(0), Told(history, "dan"));
        Assert.Equal(new Bounds(0, 1), Told(history, "eve"));
        Assert.Equal(Bounds.Exactly(0), Told(history, "ben"));
    }

    [Fact]
    public void Who_follows_no_more_is_not_told_and_who_left_meanwhile_perhaps()
    {
        _lines.Add(Line("f1", "follow", "cyd", 12) with { Question = "100" });
        _lines.Add(Line("u1", "unfollow", "cyd", 16) with { Question = "100" });
        _lines.Add(Line("f2", "follow", "dan", 12) with { Question = "100" });
        _lines.Add(Line("u2", "unfollow", "dan", 19) with { Question = "100", Ended = 22 });
        _lines.Add(Line("f3", "follow", "eve", 12) with { Question = "100" });
        _lines.Add(Line("u3", "unfollow", "eve", 30) with { Question = "100" });
        _lines.Add(Line("f4", "follow", "fay", 12) with { Question = "100" });
        _lines.Add(Line("u4", "unfollow", "fay", 14) with { Question = "100", Outcome = Outcome.Unknown });
        var history = new History(_lines);
        Assert.Equal(Bounds.Exactly(0), Told(history, "cyd"));
        Assert.Equal(new Bounds(0, 1), Told(history, "dan"));
        Assert.Equal(Bounds.Exactly(1), Told(history, "eve"));
        Assert.Equal(new Bounds(0, 1), Told(history, "fay"));
    }

    [Fact]
    public void Who_left_and_answers_follows_again()
    {
        _lines.Add(Line("f1", "follow", "cyd", 12) with { Question = "100" });
        _lines.Add(Line("u1", "unfollow", "cyd", 14) with { Question = "100" });
        _lines.Add(Line("q1a2", "answer", "cyd", 30) with { Id = "102", Question = "100", Text = "b" });
        _lines.Add(Line("q1a3", "answer", "dan", 40) with { Id = "103", Question = "100", Text = "c" });
        Assert.Equal(Bounds.Exactly(1), Told(new History(_lines), "cyd"));
    }

    private static Bounds Told(History history, string member) => NotificationModel.Expected(history, member).GetValueOrDefault(("answer", "100"));

    private Written Answer() => new History(_lines).Questions["100"].Answers[0];

    private static JournalLine Vote(string name, string by, int value, long at) => Line(name, "vote", by, at) with { Question = "100", Answer = "101", Value = value };

    private static JournalLine Line(string name, string kind, string by, long at) => new(name, kind, by, Outcome.Acknowledged) { Began = at, Ended = at + 1 };
}
