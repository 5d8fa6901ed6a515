using Skiller.Simulator.Growing;
using Skiller.Simulator.Report;
using Xunit;

namespace Skiller.Tests.Simulator;

/// <summary>What a request costs is found in a run whose costs are known.</summary>
public sealed class RequestCostTests
{
    // Half an hour whose mixture changes: 2 ms a page, 5 ms a vote, 12 ms a text, 40 ms each second.
    private static List<Sample> Known(double noise)
    {
        var (samples, cpu, chance) = (new List<Sample>(), 0.0, new Random(7));
        for (var second = 1; second <= 1_800; second++)
        {
            var (pages, votes, texts) = (chance.Next(0, 60) + (second / 30), chance.Next(0, 40), chance.Next(0, second / 120 + 2));
            cpu += 0.040 + (0.002 * pages) + (0.005 * votes) + (0.012 * texts) + (noise * chance.NextDouble());
            samples.Add(new Sample
            {
                Seconds = second,
                NodesCpuSeconds = cpu,
                Requests = new Dictionary<string, long>(StringComparer.Ordinal) { ["page-front"] = pages / 2, ["page-question"] = pages - (pages / 2), ["vote"] = votes, ["answer"] = texts },
            });
        }

        return samples;
    }

    [Fact]
    public void Costs_are_found_again_and_add_up_to_what_was_spent()
    {
        var costs = RequestCost.Of(Known(noise: 0)).ToDictionary(static cost => cost.Sort);
        Assert.Equal(["idle", "page", "text", "vote"], costs.Keys.Order(StringComparer.Ordinal));
        Assert.Equal((2, 5, 12, 40), (costs["page"].Milliseconds, costs["vote"].Milliseconds, costs["text"].Milliseconds, costs["idle"].Milliseconds));
        Assert.Equal(1, costs.Values.Sum(static cost => cost.Share), 3);
    }

    [Fact]
    public void Where_something_else_disturbs_they_are_near_and_the_bounds_say_how_near()
    {
        var (clear, disturbed) = (RequestCost.Of(Known(noise: 0.01)).ToDictionary(static cost => cost.Sort), RequestCost.Of(Known(noise: 0.1)).ToDictionary(static cost => cost.Sort));
        foreach (var (sort, cost) in new[] { ("page", 2.0), ("vote", 5.0), ("text", 12.0) })
        {
            Assert.InRange(disturbed[sort].Milliseconds, 0.8 * cost, 1.2 * cost);
            Assert.InRange(disturbed[sort].Milliseconds, disturbed[sort].Least, disturbed[sort].Most);
            Assert.True(disturbed[sort].Most - disturbed[sort].Least > 3 * (clear[sort].Most - clear[sort].Least), sort);
        }
    }

    [Fact]
    public void A_short_run_tells_nothing_and_a_node_that_was_started_anew_costs_nothing_below_zero()
    {
        var samples = Known(noise: 0);
        Assert.Empty(RequestCost.Of(samples[..250]));
        var broken = samples.Select(static (sample, at) => at < 905 ? sample : sample with { NodesCpuSeconds = sample.NodesCpuSeconds - 60 }).ToList();
        Assert.Equal(RequestCost.Of(samples).Select(static cost => (cost.Sort, cost.Milliseconds)), RequestCost.Of(broken).Select(static cost => (cost.Sort, cost.Milliseconds)));
    }
}
