using System.Diagnostics;
using Skiller.Contracts;
using Skiller.Grains.Activity;
using Skiller.Grains.Mail;
using Skiller.Silo.Configuration;
using Skiller.Silo.Nodes;
using Skiller.Storage.Nodes;
using Skiller.Storage.Status;

namespace Skiller.Silo.Operations;

/// <summary>Looks how everything is that a node depends on; at most once in two seconds, however many ask.</summary>
internal sealed class HealthDetails(Settings settings, NodeState state, Heartbeat heartbeat, OperationDesk desk, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan _fresh = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(3);
    private readonly SemaphoreSlim _one = new(1);
    private Seen? _seen;
    private long _seenAt;

    public void Dispose() => _one.Dispose();

    public async Task<HealthReport> Look(CancellationToken ct)
    {
        var seen = await Database(ct);
        using var process = Process.GetCurrentProcess();
        return new HealthReport(
            NodeBoard.Version,
            settings.Roles.ToString().ToLowerInvariant(),
            state.Word,
            new DateTimeOffset(process.StartTime),
            heartbeat.Age.TotalSeconds,
            process.WorkingSet64,
            DiskSpace.FreeAt(settings.Data),
            seen?.ReadOnly,
            state.HasCluster ? "up" : "down",
            new DatabaseHealth(
                settings.Storage.IsPostgres ? "postgresql" : "sqlite",
                seen is null || !state.Log.IsReadable ? "down" : state.Log is { IsWritable: false, IsClosed: false } ? "takes nothing" : "up",
                seen?.Took.TotalMilliseconds),
            seen?.Backlog,
            seen?.Nodes);
    }

    // Null: it does not answer.
    private async Task<Seen?> Database(CancellationToken ct)
    {
        await _one.WaitAsync(ct);
        try
        {
            if (_seenAt == 0 || clock.GetElapsedTime(_seenAt) > _fresh)
            {
                _seen = await Ask(ct);
                _seenAt = clock.GetTimestamp();
            }

            return _seen;
        }
        finally
        {
            _one.Release();
        }
    }

    private async Task<Seen?> Ask(CancellationToken ct)
    {
        if (desk.Services is not { } services)
        {
            return null;
        }

        using var late = CancellationTokenSource.CreateLinkedTokenSource(ct);
        late.CancelAfter(_patience);
        try
        {
            var begun = clock.GetTimestamp();
            var closed = await services.GetRequiredService<IReadOnlyMode>().Read(late.Token);
            var took = clock.GetElapsedTime(begun);
            var log = await services.GetRequiredService<StatusRows>().Backlog(late.Token);
            var mail = await services.GetRequiredService<IOutbox>().Status(late.Token);
            var (nodes, now) = await services.GetRequiredService<NodeRows>().List(late.Token);
            return new Seen(
                took,
                closed is null ? null : new ReadOnlyHealth(closed.Since, closed.Reason),
                new BacklogHealth(log.Head, log.Waiting, log.Letters, mail.Waiting, mail.OldestAt is { } oldest ? (now - oldest).TotalSeconds : null, mail.Dead),
                [.. nodes.Select(node => new NodeSummary(node.Roles, node.Version, node.State, (now - node.SeenAt).TotalSeconds, node.ClockAhead.TotalSeconds))]);
        }
        catch (Exception fault) when (fault is UnavailableException or OutcomeUnknownException || (fault is OperationCanceledException && !ct.IsCancellationRequested))
        {
            return null;
        }
    }

    private sealed record Seen(
        TimeSpan Took, ReadOnlyHealth? ReadOnly, BacklogHealth Backlog, System.Collections.Immutable.ImmutableArray<NodeSummary> Nodes);
}
