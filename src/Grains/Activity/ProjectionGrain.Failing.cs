using Microsoft.Extensions.Logging;
using Skiller.Contracts;

namespace Skiller.Grains.Activity;

/// <summary>What a projection does about a fact that it cannot fold, or a database that is away.</summary>
internal abstract partial class ProjectionGrain
{
    private const int AttemptsBeforeLetter = 5;
    private static readonly TimeSpan _firstPause = TimeSpan.FromMilliseconds(200);

    // Much shorter than the checkpoint's lag (ActivityQueueReceiver): what is not written yet must not be behind the checkpoint.
    private static readonly TimeSpan _longestPause = TimeSpan.FromSeconds(10);
    private IGrainTimer? _retryTimer;
    private long _folding;
    private long? _lettered;
    private int _failures;
    private int _faults;
    private string? _fault;

    // Nothing is known of what was half folded: load and read again, later and later.
    private async Task Failed(Exception fault)
    {
        _failures++;
        _fault = $"{fault.GetType().Name}: {fault.Message}";
        ActivityMetrics.Failed(Namespace);
        LogFailed(fault, Target, _folding, _failures);

        // While the database is away nothing is known about the fact.
        if (fault is not (UnavailableException or OutcomeUnknownException))
        {
            _oneByOne = true;
            _stuckAt = _folding;
            _faults++;
            if (_faults >= AttemptsBeforeLetter && _lettered != _folding)
            {
                await Letter(_fault);
            }
        }

        _loaded = false;
        Forget();
        _retryTimer?.Dispose();
        if (!_over)
        {
            var pause = TimeSpan.FromTicks(Math.Min(_longestPause.Ticks, _firstPause.Ticks << Math.Min(_failures, 16)));
            _retryTimer = this.RegisterGrainTimer(
                async _ => await Work(),
                new GrainTimerCreationOptions(pause, Timeout.InfiniteTimeSpan) { Interleave = true, KeepAlive = true });
        }
    }

    // Of an earlier activation there may be a letter too; that one the sweep takes away.
    private async Task Succeeded()
    {
        (_failures, _faults, _fault, _oneByOne, _stuckAt) = (0, 0, null, false, null);
        if (_lettered is { } position && _written >= position)
        {
            await services.Letters.Resolve(Target, _written, CancellationToken.None);
            _lettered = null;
        }
    }

    private async Task Letter(string reason)
    {
        try
        {
            await services.Letters.Add(new DeadLetter(Target, _folding, reason, _faults, services.Clock.GetUtcNow()), CancellationToken.None);
            _lettered = _folding;
        }
        catch (Exception away)
        {
            // Behind it stays all the same; the letter is written at the next attempt.
            LogFailed(away, Target, _folding, _failures);
        }
    }

    [LoggerMessage(1201, LogLevel.Warning, "{Target} cannot fold what begins at position {Position} (attempt {Attempt}); it stays behind and tries again")]
    private partial void LogFailed(Exception fault, string target, long position, int attempt);
}
