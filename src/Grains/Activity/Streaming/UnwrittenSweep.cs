using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Skiller.Grains.Activity.Streaming;

/// <summary>
/// Rings consumers that have a dead letter, so that they try again without anybody asking for them; and once after the start those of lists
/// and inboxes, which are few and of which nobody asks: a rebuild that was killed leaves them with nothing. Also those who have a fact that their rows do
/// not hold after the length of a period: it was delivered to a silo that was killed before it wrote, and the queue, which lives on another
/// one, delivers it no more (guarantee 2). The checkpoint lags by more than two periods, so that all of these are found.
/// </summary>
internal sealed partial class UnwrittenSweep(
    IDeadLetters letters,
    IActivityLog log,
    ICheckpoints checkpoints,
    IUnwritten unwritten,
    IGrainFactory grains,
    IClusterMembershipService membership,
    ILocalSiloDetails silo,
    TimeProvider clock,
    ILogger<UnwrittenSweep> logger)
    : BackgroundService
{
    private const int MostUnwritten = 500;
    private const int PageSize = 100;
    private const int AtOnce = 8;
    private static readonly TimeSpan _period = TimeSpan.FromSeconds(20);

    /// <summary>
    /// Rings each once, and takes away the letters up to what it has written now: also of a fact that only came too late. What is more than
    /// one call does the consumer goes on with by itself.
    /// </summary>
    /// <returns>Those that could not be rung, with the reason; the others were.</returns>
    public static async Task<IReadOnlyList<string>> Ring(IDeadLetters letters, IGrainFactory grains, CancellationToken ct)
    {
        var missed = new ConcurrentBag<string>();
        var options = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = ct };
        for (var last = ""; await letters.Targets(last, PageSize, ct) is { Count: > 0 } page; last = page[^1])
        {
            await Parallel.ForEachAsync(page, options, async (target, stop) =>
            {
                try
                {
                    var progress = await grains.Projection(target).CatchUp(stop);
                    await letters.Resolve(target, progress.Written, stop);
                }
                catch (Exception fault) when (!stop.IsCancellationRequested)
                {
                    missed.Add($"{target}: {fault.Message}");
                }
            });
        }

        return [.. missed.Order(StringComparer.Ordinal)];
    }

    /// <summary>Rings whoever has not written a fact that was there a period ago, in this silo's share of the partitions.</summary>
    private async Task RingUnwritten(long upTo, CancellationToken ct)
    {
        var silos = membership.CurrentSnapshot.Members.Values.Where(static member => member.Status == SiloStatus.Active).Select(static member => member.SiloAddress).Order().ToList();
        var own = silos.IndexOf(silo.SiloAddress);
        for (var partition = own < 0 ? ActivityRouting.Partitions : own; partition < ActivityRouting.Partitions; partition += silos.Count)
        {
            var after = (await checkpoints.Read(partition, ct)).Position;
            foreach (var target in after < upTo ? await unwritten.Behind(partition, after, upTo, MostUnwritten, ct) : [])
            {
                await grains.Projection(target).CatchUp(ct);
            }
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var head = 0L;
        var unrung = Enumerable.Range(0, ActivityRouting.ListShards).Select(ActivityRouting.ListShard)
            .SelectMany(static shard => new[] { shard, ActivityRouting.SearchOf(shard) })
            .Concat(Enumerable.Range(0, ActivityRouting.FollowerShards).Select(ActivityRouting.InboxShard))
            .Concat(Enumerable.Range(0, ActivityRouting.FollowerShards).Select(ActivityRouting.FeedShard)).ToList();
        using var timer = new PeriodicTimer(_period, clock);
        do
        {
            try
            {
                while (unrung.Count > 0)
                {
                    await grains.Projection(unrung[^1]).CatchUp(stoppingToken);
                    unrung.RemoveAt(unrung.Count - 1);
                }

                foreach (var missed in await Ring(letters, grains, stoppingToken))
                {
                    LogMissed(missed);
                }

                await RingUnwritten(head, stoppingToken);
                head = await log.Head(stoppingToken);

                // Nothing else rings it but its readers.
                await grains.Projection(ActivityRouting.PulseTarget).CatchUp(stoppingToken);
            }
            catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
            {
                LogFailed(fault);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(1102, LogLevel.Warning, "Consumers that are behind could not be rung; trying again later")]
    private partial void LogFailed(Exception fault);

    [LoggerMessage(1103, LogLevel.Warning, "A consumer that is behind could not be rung; trying again later: {Missed}")]
    private partial void LogMissed(string missed);
}
