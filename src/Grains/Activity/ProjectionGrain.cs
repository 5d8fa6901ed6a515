using Microsoft.Extensions.Logging;
using Orleans.Concurrency;
using Orleans.Streams;
using Orleans.Streams.Core;
using Skiller.Contracts;
using Skiller.Grains.Activity.Streaming;

namespace Skiller.Grains.Activity;

/// <summary>What every projection needs; one constructor parameter instead of five.</summary>
internal sealed record ProjectionServices(IActivityLog Log, IDeadLetters Letters, ITracedActs Traced, TimeProvider Clock, ILoggerFactory Loggers)
{
    /// <summary>The projections of this silo.</summary>
    public ActiveFolds Active { get; } = new();
}

/// <summary>
/// A function of the facts that concern one target, folded exactly once each and in the order of their positions. Deliveries of the stream
/// only ring and bring the newest facts along: each names the one before it, and whatever is missing is read from the log. Mark and rows are
/// written together, lazily; a fact at or below the mark is ignored; a second activation that writes first makes this one load again. A fact
/// that cannot be folded stops this projection (nothing goes past it), is dead-lettered with the reason, and is tried again; others go on.
/// A subclass has <c>[GrainType("skiller.projection.NAMESPACE")]</c> and <c>[ImplicitStreamSubscription("NAMESPACE")]</c>.
/// </summary>
[Reentrant]
internal abstract partial class ProjectionGrain(ProjectionServices services)
    : Grain, IProjectionGrain, IStreamSubscriptionObserver, IAsyncObserver<ActivityMessage>, IActiveFold
{
    private const int MaxArrived = 2_000;

    // A call waits for its answer for 5 s; a page that was begun may take half of that.
    private static readonly TimeSpan _catchUpFor = TimeSpan.FromSeconds(2);
    private readonly ILogger _logger = services.Loggers.CreateLogger("Skiller.Projection");
    private readonly AsyncTurn _turn = new();
    private readonly List<ActivityMessage> _arrived = [];
    private Task<bool>? _waiting;
    private bool _loaded;
    private bool _known;
    private bool _over;

    // Whoever sets it sees to it that a step comes: what is delivered meanwhile need not be kept, that step reads it.
    private bool _catchUp = true;
    private long _written;

    /// <summary>The position up to which is folded in memory.</summary>
    protected long Mark { get; private set; }

    /// <summary>The position up to which rows are written, by this activation or before it.</summary>
    protected long WrittenUpTo => _written;

    /// <summary>The projection's own namespace: that of its grain type, its marks and its dead letters.</summary>
    protected abstract string Namespace { get; }

    /// <summary>The namespace of the targets in the log; another than its own where two projections fold the same facts.</summary>
    protected virtual string Source => Namespace;

    private string Target => $"{Namespace}/{this.GetPrimaryKeyString()}";

    private bool IsThrough => _loaded && !_catchUp;

    /// <summary>Begins to catch up and does not wait for it: an activation that takes long is cancelled, and holds up its whole partition.</summary>
    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        services.Active.Add(this);
        Ring();
        return Task.CompletedTask;
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        _over = true;
        services.Active.Remove(this);

        // What was delivered is not delivered again.
        if (_failures == 0 && (!IsThrough || _arrived.Count > 0))
        {
            await Work();
        }

        if (_loaded && Mark > _written)
        {
            await TryFlush();
        }
    }

    public async Task OnSubscribed(IStreamSubscriptionHandleFactory handleFactory) =>
        await handleFactory.Create<ActivityMessage>().ResumeAsync(this);

    /// <summary>Takes a fact in; never throws, or the stream would deliver it again while the log has it anyway.</summary>
    public Task OnNextAsync(ActivityMessage item, StreamSequenceToken? token = null)
    {
        if (!_catchUp && item.Position > Mark && (_arrived.Count == 0 || item.Position > _arrived[^1].Position))
        {
            if (_arrived.Count < MaxArrived)
            {
                _arrived.Add(item);
            }
            else
            {
                Forget();
            }

            Ring();
        }

        return Task.CompletedTask;
    }

    public Task OnErrorAsync(Exception ex)
    {
        Forget();
        Ring();
        return Task.CompletedTask;
    }

    public async Task<FoldProgress> CatchUp(CancellationToken ct)
    {
        Forget();
        var begun = services.Clock.GetTimestamp();
        do
        {
            if (!await Work())
            {
                return new FoldProgress(_written, false, _fault);
            }
        }
        while (!IsThrough && services.Clock.GetElapsedTime(begun) < _catchUpFor);

        // More may be folded while this is written; it is not what was asked for.
        var (isThrough, mark) = (IsThrough, Mark);
        var flushed = mark == _written || await TryFlush();
        return new FoldProgress(_written, isThrough && _written >= mark, flushed ? null : _fault);
    }

    public async Task<FoldProgress> Refold(CancellationToken ct)
    {
        await _turn.Take(() =>
        {
            _loaded = false;
            return Task.FromResult(true);
        });
        return await CatchUp(ct);
    }

    /// <summary>Makes sure that what is in memory is loaded and has everything that arrived; for reads.</summary>
    /// <exception cref="UnavailableException">It cannot be loaded now.</exception>
    protected async Task Fresh()
    {
        if (!await TryFresh())
        {
            throw new UnavailableException($"{Target} cannot be read now.", _firstPause);
        }
    }

    /// <summary>
    /// As <see cref="Fresh"/>; but what was in memory once goes on serving as it last was while nothing can be folded, and nobody waits for
    /// a database that was away a moment ago (guarantee 7).
    /// </summary>
    /// <exception cref="UnavailableException">It was never loaded, and cannot be now.</exception>
    protected async Task Known()
    {
        if (!(_known && _failures > 0) && !await TryFresh() && !_known)
        {
            throw new UnavailableException($"{Target} cannot be read now.", _firstPause);
        }
    }

    /// <summary>Writes what is folded and not written yet; for reads of rows.</summary>
    protected async Task Written()
    {
        await Fresh();
        if (Mark > _written && !await TryFlush())
        {
            throw new UnavailableException($"{Target} cannot be written now.", _firstPause);
        }
    }

    /// <summary>Reads the mark and whatever the fold starts from, dropping everything that is not written.</summary>
    /// <returns>The stored mark, 0 when there is none.</returns>
    protected abstract Task<long> Load(CancellationToken ct);

    /// <summary>The facts beyond a position, in the order of positions: those of its target, unless it chooses from the whole log.</summary>
    protected virtual Task<IReadOnlyList<TargetedActivity>> Read(long after, int limit, CancellationToken ct) =>
        services.Log.ReadTarget($"{Source}/{this.GetPrimaryKeyString()}", after, limit, ct);

    /// <summary>Folds facts into what is to be written; in the order of positions, each once.</summary>
    protected abstract Task Fold(IReadOnlyList<TargetedActivity> activities, CancellationToken ct);

    /// <summary>Writes what is folded together with the mark, if the stored mark still is <paramref name="loaded"/>.</summary>
    /// <returns>False: somebody else wrote; nothing was written, load again.</returns>
    protected abstract Task<bool> Flush(long loaded, long mark, CancellationToken ct);

    private async Task<bool> TryFresh()
    {
        // What arrives while this is folded is for the next reader, or a busy target would never be read.
        for (var isBehind = !IsThrough || _arrived.Count > 0; isBehind; isBehind = !IsThrough)
        {
            if (!await Work())
            {
                return false;
            }
        }

        return true;
    }

    private void Forget()
    {
        _arrived.Clear();
        _catchUp = true;
    }

    private void Ring()
    {
        if (!_over)
        {
            Work().Ignore();
        }
    }

    // One step that has not begun serves all who ask meanwhile.
    private Task<bool> Work() => _waiting ??= _turn.Take(async () =>
    {
        _waiting = null;
        try
        {
            await Step();
            return true;
        }
        catch (Exception fault)
        {
            await Failed(fault);
            return false;
        }
    });
}
