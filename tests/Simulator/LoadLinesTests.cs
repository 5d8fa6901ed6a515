using Skiller.Simulator.Report;
using Xunit;

namespace Skiller.Tests.Simulator;

/// <summary>What a load says of itself in a few lines.</summary>
public sealed class LoadLinesTests
{
    [Fact]
    public void One_that_ended_in_its_warm_up_has_no_rate() => Assert.Equal(
        "It ended in its warm-up, after 12 requests: nothing was measured.", Told(new RunSummary { Seconds = 0, WarmUp = 12, WasStopped = true }));

    [Fact]
    public void Rates_are_those_of_the_time_that_was_measured() =>
        Assert.StartsWith("20.0 page loads/s for 5 s", Told(new RunSummary { Seconds = 5, Loads = 100, WarmUp = 12 }), StringComparison.Ordinal);

    private static string Told(RunSummary summary)
    {
        using var output = new StringWriter();
        LoadLines.Write(summary, [], output);
        return output.ToString().Trim();
    }
}
