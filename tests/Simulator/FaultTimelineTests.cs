using Skiller.Simulator.Journal;
using Skiller.Simulator.Plan;
using Xunit;

namespace Skiller.Tests.Simulator;

/// <summary>What is to be done to a cluster, and when, as it is said on the command line and in scenarios.</summary>
public sealed class FaultTimelineTests
{
    [Theory]
    [InlineData("3d", 72)]
    [InlineData("12h", 12)]
    [InlineData("1d6h", 30)]
    [InlineData("2.5d", 60)]
    [InlineData("1d90m", 25.5)]
    public void A_time_is_read(string text, double hours) => Assert.Equal(TimeSpan.FromHours(hours), FaultTimeline.Time(text));

    [Theory]
    [InlineData("")]
    [InlineData("3")]
    [InlineData("d")]
    [InlineData("6h1d")]
    [InlineData("-3d")]
    [InlineData("silo")]
    public void What_is_no_time_is_none(string text) => Assert.Null(FaultTimeline.Time(text));

    [Fact]
    public void Words_are_the_same_in_quotes_and_without()
    {
        PlannedFault[] expected = [new("3d", "kill silo 2"), new("4d12h", "start silo 2")];
        Assert.Equal(expected, FaultTimeline.Read(["3d kill silo 2", "4d12h start silo 2"]));
        Assert.Equal(expected, FaultTimeline.Read(["3d", "kill", "silo", "2", "4d12h", "start", "silo", "2"]));
        Assert.Contains("say when first", Assert.Throws<UsageException>(static () => FaultTimeline.Read(["kill silo 2"])).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("3d", "kill silo 2")]
    [InlineData("0d", "kill 4")]
    [InlineData("3d", "add web")]
    [InlineData("3d", "upgrade HEAD~1")]
    public void What_the_script_can_do_is_taken(string at, string command) => FaultTimeline.Check(new PlannedFault(at, command), TimeSpan.FromDays(10), "s.json");

    [Theory]
    [InlineData("soon", "kill silo 2", "s.json: 'soon' is no time of a fault: 3d, 12h or 1d6h would be one.")]
    [InlineData("10d", "kill silo 2", "s.json: '10d kill silo 2' would come after the end, which is at 10d.")]
    [InlineData("3d", "kil silo 2", "Did you mean 'kill'?")]
    [InlineData("3d", "", "Did you mean")]
    [InlineData("3d", "kill silo", "does not say all")]
    [InlineData("3d", "kill silo 0", "does not say all")]
    [InlineData("3d", "add", "does not say all")]
    [InlineData("3d", "kill 2 3 4", "says too much")]
    public void What_cannot_be_is_told_with_what_would_do(string at, string command, string told) => Assert.Contains(
        told, Assert.Throws<UsageException>(() => FaultTimeline.Check(new PlannedFault(at, command), TimeSpan.FromDays(10), "s.json")).Message, StringComparison.Ordinal);

    [Fact]
    public void A_scenario_has_them_too()
    {
        var scenario = ScenarioFile.Parse("{\"days\":10,\"faults\":[{\"at\":\"3d\",\"command\":\"kill silo 2\"}]}", "s.json");
        Assert.Equal(new PlannedFault("3d", "kill silo 2"), Assert.Single(scenario.Faults));
        Assert.Contains(
            "would come after the end",
            Assert.Throws<UsageException>(static () => ScenarioFile.Parse("{\"days\":2,\"faults\":[{\"at\":\"3d\",\"command\":\"kill silo 2\"}]}", "s.json")).Message,
            StringComparison.Ordinal);
    }
}
