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
}
