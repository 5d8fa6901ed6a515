using Skiller.Simulator.Report;
using Xunit;

namespace Skiller.Tests.Simulator;

/// <summary>What a run must not pass.</summary>
public sealed class ThresholdsTests
{
    [Theory]
    [InlineData(0.1, true)]
    [InlineData(0.0999, false)]
    public void What_was_not_sent_is_a_part_of_all(double share, bool holds)
    {
        var verdict = new Thresholds(null, share).Judge(new RunSummary { Loads = 90, Dropped = 10 }, null);
        Assert.Equal(holds, verdict.Single(static check => check.Name == "errors").Holds);
    }

    [Theory]
    [InlineData(100, 110, true)]
    [InlineData(100, 121, false)]
    public void Memory_may_grow_by_a_share(double before, double after, bool holds)
    {
        var thresholds = new Thresholds(null, null) { MaxMemoryGrowth = 0.2 };
        var verdict = thresholds.Judge(new RunSummary { Drift = [new Difference("memory MiB", before, after, 0, 0)] }, null);
        Assert.Equal(holds, verdict.Single(static check => check.Name == "memory").Holds);
        Assert.False(thresholds.Judge(new RunSummary(), null).Single(static check => check.Name == "memory").Holds);
    }

    [Fact]
    public void An_act_that_had_to_be_sent_again_is_an_error()
    {
        var verdict = new Thresholds(null, 0).Judge(new RunSummary { Loads = 90, Acknowledged = 10, ActErrors = 1 }, null);
        Assert.False(verdict.Single(static check => check.Name == "errors").Holds);
    }
}
