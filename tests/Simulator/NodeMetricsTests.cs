using Skiller.Simulator.Target;
using Xunit;

namespace Skiller.Tests.Simulator;

/// <summary>What nodes need is read from what they tell Prometheus.</summary>
public sealed class NodeMetricsTests
{
    private const string Told = """
        # TYPE dotnet_process_cpu_time_seconds_total counter
        dotnet_process_cpu_time_seconds_total{cpu_mode="system"} 1.5 1764446400000
        dotnet_process_cpu_time_seconds_total{cpu_mode="user"} 2.25
        dotnet_process_cpu_time_seconds_total_more 100
        # TYPE process_memory_usage_bytes gauge
        process_memory_usage_bytes 4096

        """;

    [Fact]
    public async Task Those_that_answer_are_added_up_by_whichever_name_they_have()
    {
        await using var node = await ScriptedTarget.Start(static context => ScriptedTarget.Say(context, 200, Told), TestContext.Current.CancellationToken);
        using var nodes = new NodeMetrics([node.Address, new Uri("http://127.0.0.1:9"), node.Address]);
        Assert.Equal(new NodeFigures(7.5, 8192), await nodes.Read(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Where_none_answers_nothing_is_known()
    {
        using var nodes = new NodeMetrics([new Uri("http://127.0.0.1:9")]);
        Assert.Null(await nodes.Read(TestContext.Current.CancellationToken));
    }
}
