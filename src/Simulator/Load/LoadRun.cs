using System.Collections.Concurrent;
using Skiller.Simulator.Chance;
using Skiller.Simulator.Growing;
using Skiller.Simulator.Measuring;

namespace Skiller.Simulator.Load;

/// <summary>
/// Loads a target. In the open model each request is due when its arrival says, whatever became of those before it, and its time counts from then: a target
/// that stalls is seen stalling by everybody who would have come meanwhile.
/// </summary>
internal sealed class LoadRun(LoadProfile profile, PageChoice pages, WritePlan? writes, Slice slice, LoadSender sender, Meter meter, RunTally tally, TimeProvider clock)
{
    private static readonly TimeSpan _late = TimeSpan.FromMilliseconds(10);
    private readonly ConcurrentDictionary<Task, bool> _running = new();
    private volatile bool _isBroken;
    private long _began;

    private TimeSpan Elapsed => clock.GetElapsedTime(_began);

    /// <exception cref="IOException">The journal of acts cannot be written.</exception>
    public async Task Run(CancellationToken ct)
    {
        _began = clock.GetTimestamp();
        try
        {
            await (profile.Model == LoadModel.Open ? Open(ct) : Closed(ct));
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            tally.WasStopped = true;
        }

        await Task.WhenAll(_running.Keys);
    }

    private async Task Open(CancellationToken ct)
    {
        var most = Math.Max(1, profile.MostUnderWay / slice.Of);
        var plan = new LoadPlan(profile, pages, writes);
        foreach (var arrival in plan.Of(slice))
        {
            var due = TimeSpan.FromSeconds(arrival.At + profile.WarmUpSeconds);
            if (due - Elapsed is { TotalMilliseconds: > 1 } wait)
            {
                await Task.Delay(wait, clock, ct);
            }

            ct.ThrowIfCancellationRequested();
            if (_isBroken)
            {
                return;
            }

            if (tally.UnderWay >= most)
            {
                plan.Dropped();
                Note(arrival.At >= 0, tally.WasDropped);
                continue;
            }

            Note(arrival.At >= 0 && Elapsed - due > _late, tally.WasLate);
            Begin(arrival, due);
        }
    }

    private static void Note(bool happened, Action count)
    {
        if (happened)
        {
            count();
        }
    }

    private void Begin(Arrival arrival, TimeSpan due)
    {
        tally.Begins();
        var task = Carry(arrival, due);
        if (!task.IsCompletedSuccessfully)
        {
            _running[task] = true;
            _ = Finish(task);
        }
    }

    private async Task Finish(Task task)
    {
        try
        {
            await task;
            _running.TryRemove(task, out _);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // The journal cannot be written: nothing more is begun, and the task stays among those that the end waits for, which tells.
            _isBroken = true;
        }
    }

    private Task Closed(CancellationToken ct) => Task.WhenAll(Enumerable.Range(0, profile.Users).Where(user => slice.Takes(user, null)).Select(async user =>
    {
        var (chance, end) = (RandomStream.Of(profile.Seed, "user", user), TimeSpan.FromSeconds(profile.WarmUpSeconds + profile.Seconds));
        while (Elapsed < end)
        {
            ct.ThrowIfCancellationRequested();
            var (kind, path) = pages.Draw(chance);
            tally.Begins();
            await Carry(new Arrival.Page(Elapsed.TotalSeconds - profile.WarmUpSeconds, kind, null, path), Elapsed);
        }
    }));

    private async Task Carry(Arrival arrival, TimeSpan due)
    {
        try
        {
            if (arrival is Arrival.Write write)
            {
                var act = await sender.Act(write, () => Elapsed);
                Measure(arrival, due, act.Sent, act.Ended, 0, act.IsError, () => tally.Acted(act.Line, act.IsError));
                return;
            }

            var sent = Elapsed;
            var loaded = await sender.Load((Arrival.Page)arrival);
            Measure(arrival, due, sent, Elapsed, loaded.Bytes, !loaded.IsSuccess, () => tally.Loaded(!loaded.IsSuccess));
        }
        finally
        {
            tally.Ends();
        }
    }

    private void Measure(Arrival arrival, TimeSpan due, TimeSpan sent, TimeSpan ended, long bytes, bool isError, Action count)
    {
        if (arrival.At < 0)
        {
            tally.WarmedUp();
            return;
        }

        meter.Add(arrival.Kind, ended - due, ended - sent, bytes, isError);
        count();
    }
}
