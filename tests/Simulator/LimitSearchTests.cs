using CsCheck;
using Skiller.Simulator.Load;
using Xunit;

namespace Skiller.Tests.Simulator;

/// <summary>The search for a limit finds it wherever it is, in few trials.</summary>
public sealed class LimitSearchTests
{
    [Fact]
    public void It_ends_within_a_tenth_below_the_limit() => Gen.Select(Gen.Double[1, 5_000], Gen.Double[1, 5_000]).Sample(static (limit, first) =>
    {
        var tried = Search(limit, first);
        Assert.InRange(LimitSearch.Limit(tried) ?? 0, limit / 1.11, limit);
        Assert.InRange(tried.Count, 2, 25);
    });

    [Theory]
    [InlineData(0.01, 0.07)]
    [InlineData(0.01, 0.0107)]
    [InlineData(0.0123, 0.0149)]
    [InlineData(0.05, 3)]
    public void A_search_that_begins_at_the_lowest_rate_goes_up(double first, double limit)
    {
        var tried = Search(limit, first);
        Assert.InRange(LimitSearch.Limit(tried) ?? 0, limit / 1.11, limit);
        Assert.Equal(tried.Count, tried.Select(static trial => trial.Rate).Distinct().Count());
    }

    [Fact]
    public void A_target_on_which_nothing_holds_ends_it_without_a_limit() => Assert.Null(LimitSearch.Limit(Search(0, 100)));

    private static List<Trial> Search(double limit, double first)
    {
        var tried = new List<Trial>();
        while (LimitSearch.Next(tried, first, 0.1) is { } rate)
        {
            tried.Add(new Trial(rate, rate <= limit));
        }

        return tried;
    }
}
