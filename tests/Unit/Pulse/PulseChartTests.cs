using Skiller.Web.Pulse.Pages;
using Xunit;

namespace Skiller.Tests.Unit.Pulse;

/// <summary>Lines of steps.</summary>
public sealed class PulseChartTests
{
    [Fact]
    public void A_period_is_a_step_and_what_is_not_known_a_gap()
    {
        var chart = PulseChart.Of("posts", ["a", "b", "c", "d"], static value => $"{value}", [4, 2, null, 1], [0, 0, 0, 0]);
        Assert.Equal(["M0 0H150V60H300M450 90H600", "M0 120H150V120H300V120H450V120H600"], chart.Lines);
        Assert.Equal(["d", "c", "b", "a"], chart.Rows.Select(static row => row.Period));
        Assert.Equal([null, "0"], chart.Rows[1].Values);
        Assert.Equal("4", chart.Highest);
    }

    [Fact]
    public void One_period_is_a_line_and_nothing_at_all_lies_on_the_ground() =>
        Assert.Equal(["M0 120H600"], PulseChart.Of("joined", ["a"], static value => $"{value}", [0]).Lines);
}
