using Microsoft.Extensions.Logging;
using Orleans.Concurrency;
using Orleans.Streams;
using Orleans.Streams.Core;
using Skiller.Contracts;
using Skiller.Grains.Activity.Streaming;

namespace Skiller.Grains.Activity;

/// <summary>What every projection needs; one constructor parameter instead of five.</summary>
internal sealed record ProjectionServices(IActivityLog Log, IDeadLetters Letters, TimeProvider Clock, ILoggerFactory Loggers);

/// <summary>
/// A function of the facts that concern one target, folded exactly once each and in the order of their positions. Deliveries of the stream
/// only ring and bring the newest facts along: whatever is missing is read from the log. Mark and rows are written together, lazily; a fact
/// at or below the mark is ignored; a second activation that writes first makes this one load again. A fact that cannot be folded stops this
/// projection (nothing goes past it), is dead-lettered with the reason, and is tried again; other projections go on.
/// A subclass has <c>[GrainType("skiller.projection.NAMESPACE")]</c> and <c>[ImplicitStreamSubscription("NAMESPACE")]</c>.
/// </summary>
[Reentrant]
internal abstract partial class ProjectionGrain(ProjectionServices services)
    : Grain, IProjectionGrain, IStreamSubscriptionObserver, IAsyncObserver<ActivityMessage>
{
    private const int PageSize = 500;
    private const int MaxArrived = 2_000;
    private const int AttemptsBeforeLetter = 5;
    private static readonly TimeSpan _flushAfter = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan _firstPause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan _longestPause = TimeSpan.FromSeconds(30);
    private readonly ILogger _logger = services.Loggers.CreateLogger("Skiller.Projection");
    private readonly AsyncTurn _turn = new();
    private readonly List<TargetedActivity> _arrived = [];
    private IGrainTimer? _flushTimer;
    private IGrainTimer? _retryTimer;
    private bool _rung;
    private bool _loaded;
    private bool _catchUp = true;
    private bool _oneByOne;
    private bool _lettered;
    private long _written;
    private long _folding;
    private int _failures;

    /// <summary>The position up to which is folded in memory.</summary>
    protected long Mark { get; private set; }

    /// <summary>The namespace of the streams that are folded.</summary>
    protected abstract string Namespace { get; }

    private string Target => $"{Namespace}/{this.GetPrimaryKeyString()}";

    public override async Task OnActivateAsync(CancellationToken cancellationToken) => await Work();

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
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
        if (!_catchUp && item.Position > Mark && (_arrived.Count == 0 || item.Position > _arrived[^1].Activity.Position))
        {
            if (_arrived.Count < MaxArrived)
            {
                _arrived.Add(item.ToActivity());
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

    public async Task<long> CatchUp(CancellationToken ct)
    {
        Forget();
        if (await Work() && Mark > _written)
        {
            await TryFlush();
        }

        return _written;
    }

    public async Task<long> Refold(CancellationToken ct)
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
        if (!_loaded || _arrived.Count > 0)
        {
            await Work();
        }

        if (!_loaded)
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

    /// <summary>Folds facts into what is to be written; in the order of positions, each once.</summary>
    protected abstract Task Fold(IReadOnlyList<TargetedActivity> activities, CancellationToken ct);

    /// <summary>Writes what is folded together with the mark, if the stored mark still is <paramref name="loaded"/>.</summary>
    /// <returns>False: somebody else wrote; nothing was written, load again.</returns>
    protected abstract Task<bool> Flush(long loaded, long mark, CancellationToken ct);

    private void Forget()
    {
        _arrived.Clear();
        _catchUp = true;
    }

    private void Ring()
    {
        if (!_rung)
        {
            _rung = true;
            Work().Ignore();
        }
    }

    private Task<bool> Work() => _turn.Take(async () =>
    {
        _rung = false;
        try
        {
            await Round();
            return true;
        }
        catch (Exception fault)
        {
            await Failed(fault);
            return false;
        }
    });

    private async Task Round()
    {
        if (!_loaded)
        {
            Forget();
            Mark = _written = await Load(CancellationToken.None);
            _loaded = true;
        }

        while (_catchUp)
        {
            var page = await services.Log.ReadTarget(Target, Mark, PageSize, CancellationToken.None);
            _catchUp = page.Count == PageSize;
            await FoldAll(page);
            if (!_loaded)
            {
                return;
            }
        }

        while (_arrived.Count > 0)
        {
            TargetedActivity[] batch = [.. _arrived.Where(a => a.Activity.Position > Mark)];
            _arrived.Clear();
            await FoldAll(batch);
        }

        (_failures, _oneByOne) = (0, false);
        if (_lettered)
        {
            await services.Letters.Resolve(Target, Mark, CancellationToken.None);
            _lettered = false;
        }
    }

    private async Task FoldAll(IReadOnlyList<TargetedActivity> activities)
    {
        if (activities.Count == 0)
        {
            return;
        }

        if (!_oneByOne)
        {
            _folding = activities[0].Activity.Position;
            await Fold(activities, CancellationToken.None);
            Mark = activities[^1].Activity.Position;
            ActivityMetrics.Folded(Namespace, activities, services.Clock.GetUtcNow());
            _flushTimer ??= this.RegisterGrainTimer(
                FlushDue,
                new GrainTimerCreationOptions(_flushAfter, Timeout.InfiniteTimeSpan) { Interleave = true });
            return;
        }

        // After a fold has failed: what is before the one at fault is kept, and the one at fault is known.
        foreach (var activity in activities)
        {
            _folding = activity.Activity.Position;
            await Fold([activity], CancellationToken.None);
            Mark = _folding;
            if (!await Write())
            {
                return;
            }
        }
    }

    private async Task FlushDue(CancellationToken ct)
    {
        _flushTimer?.Dispose();
        _flushTimer = null;
        await TryFlush();
    }

    private Task<bool> TryFlush() => _turn.Take(async () =>
    {
        try
        {
            return _loaded && (Mark == _written || await Write());
        }
        catch (Exception fault)
        {
            await Failed(fault);
            return false;
        }
    });

    private async Task<bool> Write()
    {
        if (await Flush(_written, Mark, CancellationToken.None))
        {
            _written = Mark;
            return true;
        }

        LogOvertaken(Target);
        _loaded = false;
        Forget();
        Ring();
        return false;
    }
}
