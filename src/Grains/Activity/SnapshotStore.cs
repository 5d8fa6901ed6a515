using Microsoft.Extensions.Logging;
using Orleans.Storage;

namespace Skiller.Grains.Activity;

/// <summary>
/// One aggregate's snapshot. Nothing depends on it: what cannot be read is made anew from the log, and what cannot be written is only
/// counted. Not for use outside the grain's turns.
/// </summary>
/// <typeparam name="TState">The aggregate's state.</typeparam>
internal sealed partial class SnapshotStore<TState>(IGrainStorage storage, SnapshotFormat<TState> format, GrainId grain, TimeProvider clock, ILogger logger)
    where TState : class, IAggregateState<TState>
{
    // The larger a snapshot, the rarer: it adds at most this much writing to a fact.
    private const int BytesAFact = 500;

    // The log answers without it.
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(1);

    // What the storage knows of the row; null when we do not know that.
    private GrainState<SnapshotBytes>? _row;
    private long _version;
    private long _interval = format.Least;
    private bool _isKeeping;

    /// <summary>The state of the last snapshot; null: there is none that can be read here.</summary>
    public async Task<TState?> Read()
    {
        try
        {
            var row = await Find();
            if (row is { RecordExists: true, State: { } stored } && format.Read(stored.Json.Span) is { } state)
            {
                Kept(state.Version, stored);
                return state;
            }
        }
#pragma warning disable CA1031 // A snapshot is never needed.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            LogUnreadable(logger, fault, grain);
            ActivityMetrics.SnapshotFailed();
        }
        finally
        {
            _row?.State = SnapshotBytes.None;
        }

        return null;
    }

    /// <summary>Forgets what was read: the log does not bear it out.</summary>
    public void Discard() => (_version, _interval) = (0, format.Least);

    /// <summary>Keeps a confirmed state when enough has happened since the last one. Nobody waits for it.</summary>
    public void KeepIfDue(TState state)
    {
        if (!_isKeeping && state.Version - _version >= _interval)
        {
            _isKeeping = true;
            Keep(state).Ignore();
        }
    }

    private async Task Keep(TState state)
    {
        // In a turn of its own, behind those that answer the commands of the batch.
        await Task.Yield();
        try
        {
            var snapshot = new SnapshotBytes(format.Write(state));
            Kept(state.Version, snapshot);
            var row = _row ?? await Find();
            row.State = snapshot;
            await storage.WriteStateAsync(format.Name, grain, row);
            row.State = SnapshotBytes.None;
            ActivityMetrics.SnapshotKept(format.Name, snapshot.Json.Length);
        }
#pragma warning disable CA1031 // The next one comes.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            _row = null;
            LogNotKept(logger, fault, grain, state.Version);
            ActivityMetrics.SnapshotFailed();
        }
        finally
        {
            _isKeeping = false;
        }
    }

    private async Task<GrainState<SnapshotBytes>> Find()
    {
        var row = new GrainState<SnapshotBytes>(SnapshotBytes.None);
        await storage.ReadStateAsync(format.Name, grain, row).WaitAsync(_patience, clock);
        return _row = row;
    }

    private void Kept(long version, SnapshotBytes snapshot) =>
        (_version, _interval) = (version, Math.Max(format.Least, snapshot.Json.Length / BytesAFact));

    [LoggerMessage(1010, LogLevel.Warning, "The snapshot of {Grain} cannot be read; its stream is read from the beginning")]
    private static partial void LogUnreadable(ILogger logger, Exception fault, GrainId grain);

    [LoggerMessage(1011, LogLevel.Warning, "The snapshot of {Grain} at version {Version} was not kept")]
    private static partial void LogNotKept(ILogger logger, Exception fault, GrainId grain, long version);
}
