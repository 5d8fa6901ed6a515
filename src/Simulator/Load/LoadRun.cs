using System.Collections.Concurrent;
using Skiller.Simulator.Chance;
using Skiller.Simulator.Growing;
using Skiller.Simulator.Measuring;
using Skiller.Simulator.Target;

namespace Skiller.Simulator.Load;

/// <summary>
/// Loads a target. In the open model each request is due when its arrival says, whatever became of those before it, and its time counts from then: a target
/// that stalls is seen stalling by everybody who would have come meanwhile.
/// </summary>
internal sealed class LoadRun(LoadProfile profile, PageChoice pages, TargetApi api, Meter meter, RunTally tally, TimeProvider clock)
{
    private static readonly TimeSpan _late = TimeSpan.FromMilliseconds(10);
    private readonly ConcurrentDictionary<long, Task> _underWay = new();
    private long _began;

    /// <summary>Arrivals that were sent more than 10 ms after they were due.</summary>
    public long Late { get; private set; }

    /// <summary>Arrivals that were not sent, since too many were under way.</summary>
    public long Dropped { get; private set; }

    /// <summary>Requests of the warm-up, which nothing else counts.</summary>
    public long WarmUp { get; private set; }

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

        await Task.WhenAll(_underWay.Values);
    }

    private async Task Open(CancellationToken ct)
    {
        long number = 0;
        foreach (var arrival in Arrivals.Of(profile))
        {
            var due = TimeSpan.FromSeconds(arrival + profile.WarmUpSeconds);
            if (due - Elapsed is { TotalMilliseconds: > 1 } wait)
            {
                await Task.Delay(wait, clock, ct);
            }

            ct.ThrowIfCancellationRequested();
            var isMeasured = arrival >= 0;
            if (_underWay.Count >= profile.MostUnderWay)
            {
                Dropped += isMeasured ? 1 : 0;
                continue;
            }

            Late += isMeasured && Elapsed - due > _late ? 1 : 0;
            Begin(number++, due, isMeasured);
        }
    }

    private void Begin(long number, TimeSpan due, bool isMeasured)
    {
        var page = pages.Draw(RandomStream.Of(profile.Seed, "page", number));
        var task = Send(page.Kind, page.Path, due, isMeasured);
        if (task.IsCompleted)
        {
            return;
        }

        _underWay[number] = task;
        _ = task.ContinueWith(done => _underWay.TryRemove(number, out Task? _), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    private Task Closed(CancellationToken ct) => Task.WhenAll(Enumerable.Range(0, profile.Users).Select(async user =>
    {
        var (chance, end) = (RandomStream.Of(profile.Seed, "user", user), TimeSpan.FromSeconds(profile.WarmUpSeconds + profile.Seconds));
        while (Elapsed < end)
        {
            ct.ThrowIfCancellationRequested();
            var (kind, path) = pages.Draw(chance);
            await Send(kind, path, Elapsed, Elapsed.TotalSeconds >= profile.WarmUpSeconds);
        }
    }));

    private async Task Send(string kind, string path, TimeSpan due, bool isMeasured)
    {
        var sent = Elapsed;
        var reply = await api.Page(path, "fr", CancellationToken.None);
        if (!isMeasured)
        {
            lock (_underWay)
            {
                WarmUp++;
            }

            return;
        }

        var end = Elapsed;
        meter.Add(kind, end - due, end - sent, reply.Text.Length, !reply.IsSuccess);
        tally.Loaded(!reply.IsSuccess);
    }

    private TimeSpan Elapsed => clock.GetElapsedTime(_began);
}
