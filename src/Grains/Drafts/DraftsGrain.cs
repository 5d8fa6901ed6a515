using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;
using Skiller.Contracts;
using Skiller.Contracts.Drafts;
using Skiller.Grains.Activity;

namespace Skiller.Grains.Drafts;

/// <summary>One member's drafts. Not reentrant: a draft that is kept waits for the one before it.</summary>
[GrainType("skiller.drafts")]
internal sealed class DraftsGrain([FromKeyedServices(AggregateServices.SnapshotStorage)] IGrainStorage storage, TimeProvider clock) : Grain, IDraftsGrain
{
    /// <summary>The name of its rows: permanent, and of this grain class only (D2).</summary>
    private const string Name = "drafts";

    private static readonly TimeSpan _soon = TimeSpan.FromSeconds(1);

    // What the storage knows of the row; null when we do not know that.
    private GrainState<DraftsState>? _row;
    private DraftBox _box = DraftBox.Empty;

    public async Task<Result<Draft>> Keep(string name, ImmutableDictionary<string, string> fields, CancellationToken ct)
    {
        await Read();
        var now = clock.GetUtcNow();
        var decided = _box.With(name, fields, now);
        if (decided.Value is not { } box)
        {
            return decided.Refusal!;
        }

        await Write(box);
        return box.Drafts[name];
    }

    public async Task<Draft?> Find(string name, CancellationToken ct)
    {
        await Read();
        return _box.Find(name, clock.GetUtcNow());
    }

    public async Task<ImmutableArray<Draft>> List(CancellationToken ct)
    {
        await Read();
        var now = clock.GetUtcNow();
        return [.. _box.Drafts.Keys.Select(name => _box.Find(name, now)).OfType<Draft>().OrderByDescending(static draft => draft.At)];
    }

    public async Task Discard(string name, CancellationToken ct)
    {
        await Read();
        if (_box.Drafts.ContainsKey(name))
        {
            await Write(_box.Without(name));
        }
    }

    public async Task DiscardAll(CancellationToken ct)
    {
        await Read();
        await Stored(row => storage.ClearStateAsync(Name, this.GetGrainId(), row));
        _box = DraftBox.Empty;
    }

    private async Task Read()
    {
        if (_row is null)
        {
            var row = new GrainState<DraftsState>(DraftsState.Empty);
            await Trying(() => storage.ReadStateAsync(Name, this.GetGrainId(), row));
            (_row, _box) = (row, (row.State ?? DraftsState.Empty).Box());
        }
    }

    private async Task Write(DraftBox box)
    {
        if (box.Drafts.IsEmpty)
        {
            await Stored(row => storage.ClearStateAsync(Name, this.GetGrainId(), row));
        }
        else
        {
            await Stored(row =>
            {
                row.State = DraftsState.Of(box);
                return storage.WriteStateAsync(Name, this.GetGrainId(), row);
            });
        }

        _box = box;
    }

    private async Task Stored(Func<GrainState<DraftsState>, Task> write)
    {
        var row = _row!;
        _row = null;
        await Trying(() => write(row));
        row.State = DraftsState.Empty;
        _row = row;
    }

    // Whatever the database says, its words stay here: they may hold what was written.
    private static async Task Trying(Func<Task> act)
    {
        try
        {
            await act();
        }
#pragma warning disable CA1031 // Every fault of the storage is the same to who writes: not kept now.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            throw new UnavailableException($"Drafts cannot be kept or read now ({fault.GetType().Name}).", _soon);
        }
    }
}
