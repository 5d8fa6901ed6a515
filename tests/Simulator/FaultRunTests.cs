using System.Collections.Immutable;
using Skiller.Simulator.Faults;
using Skiller.Simulator.Growing;
using Skiller.Simulator.Journal;
using Skiller.Simulator.Plan;
using Skiller.Tests.Given;
using Xunit;

namespace Skiller.Tests.Simulator;

/// <summary>What is done to a cluster in a run is done once, in its order, and noted.</summary>
public sealed class FaultRunTests : IDisposable
{
    private static readonly ImmutableArray<PlannedFault> _planned = [new("2d", "start silo 2"), new("1d", "kill silo 2"), new("3d", "kill web 1")];

    private readonly TemporaryFolder _temporary = new();
    private readonly RunTally _tally = new();

    private string Told => Path.Combine(_temporary.Path, "told");

    private FaultLog Log => new(Path.Combine(_temporary.Path, "faults.jsonl"));

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public async Task Each_is_done_at_its_time_and_noted_with_what_came_of_it()
    {
        await Run(TestContext.Current.CancellationToken);
        Assert.Equal("kill silo 2\nstart silo 2\nkill web 1\n", await File.ReadAllTextAsync(Told, TestContext.Current.CancellationToken));
        Assert.Equal(["1d kill silo 2", "2d start silo 2", "3d kill web 1"], _tally.TakeFaults());
        Assert.Null(_tally.TakeFaults());
        Assert.Equal(
            [(1, 0, "done: kill silo 2"), (0, 0, "done: start silo 2"), (2, 3, "there is no web 1")],
            Log.Read().Select(static line => (line.Number, line.ExitCode!.Value, line.Said)));
        Assert.All(Log.Read(), static line => Assert.True(line.Ended >= line.Began));
    }

    [Fact]
    public async Task A_run_that_goes_on_does_not_do_again_what_was_begun_and_survives_a_torn_line()
    {
        await Log.Write(new FaultLine(1, "1d", "kill silo 2") { Day = 1, Began = 5 });
        await File.AppendAllTextAsync(Path.Combine(_temporary.Path, "faults.jsonl"), "{\"number\":0,\"at\":\"2d", TestContext.Current.CancellationToken);
        await Run(TestContext.Current.CancellationToken);
        Assert.Equal("start silo 2\nkill web 1\n", await File.ReadAllTextAsync(Told, TestContext.Current.CancellationToken));
        Assert.Equal([1, 0, 2], Log.Read().Select(static line => line.Number));
        Assert.Null(Log.Read()[0].ExitCode);
    }

    [Fact]
    public async Task A_run_that_is_stopped_does_nothing_more()
    {
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();
        await Run(stop.Token);
        Assert.True(_tally.WasStopped);
        Assert.False(File.Exists(Told));
    }

    [Fact]
    public async Task A_script_that_cannot_be_started_is_noted_as_such()
    {
        var file = Path.Combine(_temporary.Path, "no-program");
        await File.WriteAllTextAsync(file, "no program", TestContext.Current.CancellationToken);
        Assert.Equal(-1, (await ClusterScript.At(file).Do("kill silo 2")).ExitCode);
        Assert.Contains("there is no such script", Assert.Throws<UsageException>(() => ClusterScript.At(Told)).Message, StringComparison.Ordinal);
    }

    private async Task Run(CancellationToken ct)
    {
        var script = Path.Combine(_temporary.Path, "cluster");
        await File.WriteAllTextAsync(
            script,
            $$"""
            #!/bin/sh
            echo "$*" >>'{{Told}}'
            [ "$*" != 'kill web 1' ] || { echo 'there is no web 1' >&2; exit 3; }
            echo 'at work'
            echo "done: $*"

            """,
            CancellationToken.None);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(script, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        await new FaultRun(_planned, ClusterScript.At(script), Log, new Pace(TimeProvider.System, 0.01, TimeSpan.Zero), _tally, TimeProvider.System).Run(ct);
    }
}
