using Microsoft.Extensions.Logging;

namespace Skiller.Grains.Activity;

/// <summary>One step after the other: each folds a bounded part and lets writes and reads in between.</summary>
internal abstract partial class ProjectionGrain
{
    private const int PageSize = 500;
    private static readonly TimeSpan _flushSoonest = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan _flushLatest = TimeSpan.FromSeconds(1);

    // Of the time of a database that is busy, what is derived takes one part in five: facts that come meanwhile are written together.
    private const int PauseOverWrite = 4;
    private TimeSpan _flushAfter = _flushSoonest;
    private IGrainTimer? _flushTimer;
    private bool _oneByOne;
    private long? _stuckAt;
    private int _unwritten;
    private long _unwrittenSince;

    private async Task Step()
    {
        if (!_loaded)
        {
            Forget();
            Mark = _written = await Load(CancellationToken.None);
            (_loaded, _known, _unwritten) = (true, true, 0);
        }

        if (_catchUp)
        {
            await FoldPage();
        }

        if (IsThrough && _arrived.Count > 0)
        {
            await FoldArrived();
        }

        if (!_loaded)
        {
            return;
        }

        await Succeeded();
        if (_catchUp || _arrived.Count > 0)
        {
            Ring();
        }
    }

    private async Task FoldPage()
    {
        // Before the read: what is committed after its snapshot is delivered, and has to be kept.
        _catchUp = false;
        var page = await Read(Mark, PageSize, CancellationToken.None);
        if (page.Count == PageSize)
        {
            Forget();
        }

        await FoldAll(await WithTraces(page));
    }

    // What is delivered brings its trace along; what is read here has to be asked for.
    private async ValueTask<IReadOnlyList<TargetedActivity>> WithTraces(IReadOnlyList<TargetedActivity> page)
    {
        if (page.Count == 0)
        {
            return page;
        }

        var traces = await services.Traced.Between(page[0].Activity.Position, page[^1].Activity.Position, CancellationToken.None);
        return traces.Count == 0 ? page : [.. page.Select(activity => activity with { Trace = traces.GetValueOrDefault(activity.Activity.Position) })];
    }

    private async Task FoldArrived()
    {
        var last = Mark;
        var batch = new List<TargetedActivity>(_arrived.Count);
        foreach (var message in _arrived.Where(message => message.Position > Mark))
        {
            if (message.Previous is not { } previous || previous > last)
            {
                // One before it was not delivered.
                Forget();
                return;
            }

            batch.Add(message.ToActivity());
            last = message.Position;
        }

        _arrived.Clear();
        foreach (var part in batch.Chunk(PageSize))
        {
            await FoldAll(part);
            if (!_loaded)
            {
                return;
            }
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
            await FoldTogether(activities);
            return;
        }

        // After a fold has failed: what is before the one at fault is kept, and the one at fault is known.
        foreach (var activity in activities)
        {
            _folding = activity.Activity.Position;
            if (_folding != _stuckAt || !await services.Letters.IsDropped(Target, _folding, CancellationToken.None))
            {
                await Fold([activity], CancellationToken.None);
            }
            else
            {
                LogPassedOver(Target, _folding);
            }

            Mark = _folding;
            if (!await Write())
            {
                return;
            }
        }
    }

    private async Task FoldTogether(IReadOnlyList<TargetedActivity> activities)
    {
        _folding = activities[0].Activity.Position;
        if (_unwritten == 0)
        {
            _unwrittenSince = services.Clock.GetTimestamp();
        }

        var spans = ActSpans.Folding(Namespace, activities);
        try
        {
            await Fold(activities, CancellationToken.None);
        }
        finally
        {
            ActSpans.End(spans);
        }

        Mark = activities[^1].Activity.Position;
        _unwritten += activities.Count;
        ActivityMetrics.Folded(Namespace, activities, services.Clock.GetUtcNow());

        // Lazily, but neither ever more nor ever later: the timer's turn would not come before a busy target has a rest.
        if (_unwritten >= PageSize || services.Clock.GetElapsedTime(_unwrittenSince) >= _flushAfter)
        {
            await Write();
            return;
        }

        if (!_over)
        {
            _flushTimer ??= this.RegisterGrainTimer(
                FlushDue,
                new GrainTimerCreationOptions(_flushAfter, Timeout.InfiniteTimeSpan) { Interleave = true });
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
        var begun = services.Clock.GetTimestamp();
        if (await Flush(_written, Mark, CancellationToken.None))
        {
            (_written, _unwritten) = (Mark, 0);
            var pause = PauseOverWrite * services.Clock.GetElapsedTime(begun);
            _flushAfter = pause < _flushSoonest ? _flushSoonest : pause > _flushLatest ? _flushLatest : pause;
            return true;
        }

        LogOvertaken(Target);
        _loaded = false;
        Forget();
        Ring();
        return false;
    }

    [LoggerMessage(1203, LogLevel.Warning, "{Target} passes over position {Position}, which an operator has dropped")]
    private partial void LogPassedOver(string target, long position);

    [LoggerMessage(1202, LogLevel.Debug, "{Target} was written by another activation; loading again")]
    private partial void LogOvertaken(string target);
}
