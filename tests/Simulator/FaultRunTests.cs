using System.Collections.Immutable;
using Microsoft.Extensions.Time.Testing;
using Skiller.Simulator.Faults;
using Skiller.Simulator.Growing;
using Skiller.Simulator.Plan;
using Skiller.Tests.Given;
using Xunit;

namespace Skiller.Tests.Simulator;

/// <summary>What is done to a cluster in a run is done once, in its order, not before its time, and noted.</summary>
public sealed class FaultRunTests : IDisposable
{
    private const int SecondsPerDay = 10;

    private static readonly ImmutableArray<PlannedFault> _planned = [new("2d", "start silo 2"), new("1d", "kill silo 2"), new("3d", "kill web 1")];

    private readonly TemporaryFolder _temporary = new();
    private readonly RunTally _tally = new();
    private readonly FakeTimeProvider _clock = new();
    private readonly StringWriter _errors = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private string Told => Path.Combine(_temporary.Path, "told");

    private string Faults => Path.Combine(_temporary.Path, "faults.jsonl");

    private FaultLog Log => new(Faults);

    public void Dispose()
    {
        _errors.Dispose();
        _temporary.Dispose();
    }

    [Fact]
    public async Task Each_is_done_at_its_time_and_noted_with_what_came_of_it()
    {
        var began = _clock.GetUtcNow().ToUnixTimeMilliseconds();
        await Passing(Run(Ct));
        Assert.Equal("kill silo 2\nstart silo 2\nkill web 1\n", await File.ReadAllTextAsync(Told, Ct));
        Assert.Equal(["1d kill silo 2", "2d start silo 2", "3d kill web 1"], _tally.TakeFaults());
        Assert.Null(_tally.TakeFaults());
        Assert.Equal(
            [(1, 0, "done: kill silo 2"), (0, 0, "done: start silo 2"), (2, 3, "there is no web 1")],
            Log.Read().Select(static line => (line.Number, line.ExitCode!.Value, line.Said)));
        Assert.All(Log.Read().Select(static (line, place) => (line, place)), each =>
        {
            Assert.True(each.line.Began - began >= (each.place + 1) * SecondsPerDay * 1000, $"{each.line.Command} after {each.line.Began - began} ms");
            Assert.Equal(each.place + 1, each.line.Day);
            Assert.True(each.line.Ended >= each.line.Began);
        });
        Assert.False(_tally.WasStopped);
    }

    [Fact]
    public async Task A_run_that_goes_on_does_not_do_again_what_was_begun_and_survives_a_torn_line()
    {
        await Log.Write(new FaultLine(1, "1d", "kill silo 2") { Day = 1, Began = 5 });
        await File.AppendAllTextAsync(Faults, "{\"number\":0,\"at\":\"2d", Ct);
        await Passing(Run(Ct));
        Assert.Equal("start silo 2\nkill web 1\n", await File.ReadAllTextAsync(Told, Ct));
        Assert.Equal([1, 0, 2], Log.Read().Select(static line => line.Number));
        Assert.Null(Log.Read()[0].ExitCode);
    }

    [Fact]
    public async Task A_run_that_is_stopped_waits_for_what_is_being_done_and_does_nothing_more()
    {
        using var stop = new CancellationTokenSource();
        using var script = new HeldScript(_temporary.Path);
        var run = Run(script.Path, stop.Token);
        await Passing(script.Begins(Ct));
        await stop.CancelAsync();
        script.Release();
        await run;
        var line = Assert.Single(Log.Read());
        Assert.Equal((1, (int?)0, "done"), (line.Number, line.ExitCode, line.Said));
        Assert.Equal("kill silo 2", script.Told);
        Assert.True(_tally.WasStopped);
    }

    [Fact]
    public async Task It_does_not_wait_for_ever_and_does_not_know_then_what_came_of_it()
    {
        using var stop = new CancellationTokenSource();
        using var script = new HeldScript(_temporary.Path);
        var run = Run(script.Path, stop.Token);
        await Passing(script.Begins(Ct));
        await stop.CancelAsync();
        await Passing(run);
        var line = Assert.Single(Log.Read());
        Assert.Equal((1, (long?)null, (int?)null), (line.Number, line.Ended, line.ExitCode));
        Assert.Contains("'kill silo 2' is being done to the cluster", _errors.ToString(), StringComparison.Ordinal);
        Assert.Contains("does not know what came of it", _errors.ToString(), StringComparison.Ordinal);
        script.Release();
        await script.Ends(Ct);
    }

    [Fact]
    public async Task A_run_that_is_stopped_before_does_nothing()
    {
        using var stop = new CancellationTokenSource();
        var run = Run(stop.Token);
        _clock.Advance(TimeSpan.FromSeconds(SecondsPerDay / 2));
        await stop.CancelAsync();
        await run.WaitAsync(TimeSpan.FromMinutes(1), Ct);
        _clock.Advance(TimeSpan.FromSeconds(SecondsPerDay * 5));
        Assert.True(_tally.WasStopped);
        Assert.False(File.Exists(Told));
        Assert.Empty(Log.Read());
    }

    private Task Run(CancellationToken ct) => Run(
        ScriptFile.Write(
            _temporary.Path,
            $$"""
            echo "$*" >>'{{Told}}'
            [ "$*" != 'kill web 1' ] || { echo 'there is no web 1' >&2; exit 3; }
            echo 'at work'
            echo "done: $*"
            """),
        ct);

    private Task Run(string script, CancellationToken ct) =>
        new FaultRun(_planned, ClusterScript.At(script), Log, new Pace(_clock, SecondsPerDay, TimeSpan.Zero), _tally, _clock) { Patience = TimeSpan.FromSeconds(20), Errors = _errors }.Run(ct);

    // Time passes until something has happened.
    private async Task Passing(Task until)
    {
        while (!until.IsCompleted)
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(5, Ct);
        }

        await until;
    }
}
