using Skiller.Simulator.Chance;
using Skiller.Simulator.Growing;
using Skiller.Simulator.Measuring;
using Skiller.Simulator.Report;
using Xunit;

namespace Skiller.Tests.Simulator;

/// <summary>Two runs differ when they do, and not when they are noisy alone.</summary>
public sealed class ComparisonTests
{
    [Fact]
    public void Runs_that_are_noisy_alone_do_not_differ_but_seldom()
    {
        // By the meaning of 95 %, one pair in twenty does.
        var wrong = Enumerable.Range(0, 60).Count(static pair => P99(Run($"a{pair}", 20), Run($"b{pair}", 20)).IsBeyondNoise);
        Assert.InRange(wrong, 0, 12);
    }

    [Fact]
    public void A_run_that_is_a_quarter_slower_differs_and_by_that_much()
    {
        var difference = P99(Run("a", 20), Run("b", 25));
        Assert.True(difference.IsBeyondNoise);
        Assert.InRange(0.25, difference.Least - 0.05, difference.Most + 0.05);
    }

    [Fact]
    public void Too_few_samples_say_nothing() => Assert.Empty(Comparison.Of([.. Run("a", 20).Take(15)], Run("b", 20)));

    [Fact]
    public void Pages_beside_a_hot_question_are_held_against_all_pages_without_one()
    {
        var (cool, hot) = (Run("a", 20), Run("b", 80).ConvertAll(static sample => sample with { OtherPages = sample.Pages with { P99 = sample.Pages.P99 / 4 } }));
        var others = Comparison.Of(cool, hot).Single(static each => each.Figure == "other p99 ms");
        Assert.InRange(others.After / others.Before, 0.85, 1.15);
        Assert.InRange(P99(cool, hot).After / P99(cool, hot).Before, 3.4, 4.6);
        Assert.DoesNotContain(Comparison.Of(cool, Run("c", 20)), static each => each.Figure.StartsWith("other", StringComparison.Ordinal));
    }

    [Fact]
    public void Memory_that_rises_through_a_run_is_its_drift_and_what_stays_is_none()
    {
        var drift = Drift.Of([.. Run("a", 20).Select(static (sample, second) => sample with { NodesBytes = (500 + second) * 1024.0 * 1024 })]);
        var memory = drift.Single(static each => each.Figure == "memory MiB");
        Assert.True(memory.IsBeyondNoise);
        Assert.InRange(memory.After - memory.Before, 75, 85);
        Assert.False(drift.Single(static each => each.Figure == "pages a second").IsBeyondNoise);
    }

    private static Difference P99(IReadOnlyList<Sample> before, IReadOnlyList<Sample> after) => Comparison.Of(before, after).Single(static each => each.Figure == "pages p99 ms");

    private static List<Sample> Run(string name, double p99)
    {
        var chance = RandomStream.Of(1, "samples", name);
        return [.. Enumerable.Range(0, 120).Select(second => new Sample { Seconds = second, LoadRate = 100, Pages = new Percentiles(5, 10, chance.LogNormal(p99, 0.2), 0, 0) })];
    }
}
