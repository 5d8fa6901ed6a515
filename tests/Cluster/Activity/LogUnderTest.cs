using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Skiller.Contracts;
using Skiller.Grains.Activity;

namespace Skiller.Tests.Cluster.Activity;

/// <summary>The real log, with a place at each call where a test can stand in the way, and a record of the calls.</summary>
internal sealed class LogUnderTest(IActivityLog log) : IActivityLog
{
    private int _underWay;

    /// <summary>In the place of an append; by default it is made.</summary>
    public Func<AppendRequest, Func<Task<AppendOutcome>>, Task<AppendOutcome>> Appending { get; set; } = static (_, append) => append();

    /// <summary>Before a stream is read.</summary>
    public Func<Task> Reading { get; set; } = static () => Task.CompletedTask;

    /// <summary>Before commands are looked up.</summary>
    public Func<Task> Finding { get; set; } = static () => Task.CompletedTask;

    public ConcurrentQueue<AppendRequest> Appends { get; } = [];

    /// <summary>The keys of each look-up.</summary>
    public ConcurrentQueue<IReadOnlyCollection<string>> LookUps { get; } = [];

    /// <summary>The facts that reading streams has given since this was last emptied.</summary>
    public ConcurrentQueue<RecordedActivity> Read { get; } = [];

    public int MostAtOnce { get; private set; }

    public static Task Away() => throw new UnavailableException("The log is away.", TimeSpan.FromSeconds(1));

    public async Task<AppendOutcome> Append(AppendRequest request, CancellationToken ct)
    {
        Appends.Enqueue(request);
        MostAtOnce = Math.Max(MostAtOnce, Interlocked.Increment(ref _underWay));
        try
        {
            return await Appending(request, () => log.Append(request, ct));
        }
        finally
        {
            Interlocked.Decrement(ref _underWay);
        }
    }

    public async IAsyncEnumerable<RecordedActivity> ReadStream(string stream, long afterVersion, [EnumeratorCancellation] CancellationToken ct)
    {
        await Reading();
        await foreach (var activity in log.ReadStream(stream, afterVersion, ct))
        {
            Read.Enqueue(activity);
            yield return activity;
        }
    }

    public async Task<IReadOnlyList<RecordedActivity>> ReadVersions(string stream, IReadOnlyCollection<long> versions, CancellationToken ct)
    {
        var activities = await log.ReadVersions(stream, versions, ct);
        foreach (var activity in activities)
        {
            Read.Enqueue(activity);
        }

        return activities;
    }

    public async Task<IReadOnlyList<RecordedCommand>> FindCommands(IReadOnlyCollection<string> keys, CancellationToken ct)
    {
        LookUps.Enqueue(keys);
        await Finding();
        return await log.FindCommands(keys, ct);
    }

    public Task<IReadOnlyList<TargetedActivity>> ReadTarget(string target, long afterPosition, int limit, CancellationToken ct) =>
        log.ReadTarget(target, afterPosition, limit, ct);

    public Task<IReadOnlyList<TargetedActivity>> ReadPartition(int partition, ActivityToken after, int limit, CancellationToken ct) =>
        log.ReadPartition(partition, after, limit, ct);

    public Task<IReadOnlyList<RecordedActivity>> ReadAll(long afterPosition, int limit, CancellationToken ct) =>
        log.ReadAll(afterPosition, limit, ct);

    public Task<IReadOnlyList<RecordedActivity>> ReadActor(
        long actor, IReadOnlyDictionary<string, int> most, DateTimeOffset since, CancellationToken ct) =>
        log.ReadActor(actor, most, since, ct);

    public Task<long> Head(CancellationToken ct) => log.Head(ct);
}
