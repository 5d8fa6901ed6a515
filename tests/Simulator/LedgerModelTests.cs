using Skiller.Simulator.Audit;
using Xunit;

namespace Skiller.Tests.Simulator;

/// <summary>The published rules as the audit has them.</summary>
public sealed class LedgerModelTests
{
    private static readonly DateTimeOffset _noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Two_hundred_points_a_day_come_from_votes_and_a_reversal_frees_its_share()
    {
        var votes = Enumerable.Range(0, 21).Select(number => Entry(number < 20 ? 10 : 0, "answer-voted-up", $"a{number}"));
        Assert.Empty(Check([.. votes, Entry(-10, "vote-withdrawn", "a0"), Entry(10, "answer-voted-up", "a30")]));
        Assert.Single(Check([.. votes, Entry(10, "answer-voted-up", "a30")]));
        Assert.Single(Check([.. votes, Entry(-9, "vote-withdrawn", "a0")]));
    }

    [Fact]
    public void The_entry_that_meets_the_cap_gives_what_is_left_and_the_next_day_begins_afresh()
    {
        var votes = Enumerable.Range(0, 19).Select(number => Entry(10, "answer-voted-up", $"a{number}")).Append(Entry(5, "question-voted-up", null));
        Assert.Empty(Check([.. votes, Entry(5, "answer-voted-up", "a30"), Entry(0, "answer-voted-up", "a31"), Entry(15, "answer-accepted", "a31")]));
        Assert.Empty(Check([.. votes, Entry(10, "answer-voted-up", "a30") with { At = _noon.AddDays(1) }]));
    }

    [Theory]
    [InlineData("answer-voted-up", 10)]
    [InlineData("question-voted-up", 5)]
    [InlineData("answer-accepted", 15)]
    [InlineData("accepted-an-answer", 2)]
    [InlineData("answer-voted-down", -2)]
    [InlineData("question-voted-down", -2)]
    [InlineData("voted-an-answer-down", -1)]
    public void Each_reason_gives_what_was_published(string reason, int points)
    {
        Assert.Empty(Check([Entry(points, reason, "a1")]));
        Assert.Single(Check([Entry(points + 1, reason, "a1")]));
    }

    private static List<Finding> Check(IEnumerable<LedgerEntry> oldestFirst)
    {
        var found = new Findings();
        LedgerModel.CheckPoints(oldestFirst, "ada", found);
        return found.All;
    }

    private static LedgerEntry Entry(int points, string reason, string? answer) => new(_noon, points, reason, [], "q1", answer, 1);
}
