using Microsoft.Extensions.Logging;
using Skiller.Contracts;

namespace Skiller.Grains.Activity;

/// <summary>What a projection does about a fact that it cannot fold, or a database that is away.</summary>
internal abstract partial class ProjectionGrain
{
    // Nothing is known of what was half folded: load and read again, later and later.
    private async Task Failed(Exception fault)
    {
        _failures++;
        ActivityMetrics.Failed(Namespace);
        LogFailed(fault, Target, _folding, _failures);
        if (fault is not UnavailableException)
        {
            _oneByOne = true;
            if (_failures == AttemptsBeforeLetter)
            {
                await Letter(fault);
            }
        }

        _loaded = false;
        Forget();
        var pause = TimeSpan.FromTicks(Math.Min(_longestPause.Ticks, _firstPause.Ticks << Math.Min(_failures, 16)));
        _retryTimer?.Dispose();
        _retryTimer = this.RegisterGrainTimer(
            async _ => await Work(),
            new GrainTimerCreationOptions(pause, Timeout.InfiniteTimeSpan) { Interleave = true, KeepAlive = true });
    }

    private async Task Letter(Exception fault)
    {
        try
        {
            await services.Letters.Add(
                new DeadLetter(Target, _folding, $"{fault.GetType().Name}: {fault.Message}", _failures, services.Clock.GetUtcNow()),
                CancellationToken.None);
            _lettered = true;
        }
        catch (Exception away)
        {
            // Behind it stays all the same; the letter is written at the next attempt.
            LogFailed(away, Target, _folding, _failures);
            _failures--;
        }
    }

    [LoggerMessage(1201, LogLevel.Warning, "{Target} cannot fold what begins at position {Position} (attempt {Attempt}); it stays behind and tries again")]
    private partial void LogFailed(Exception fault, string target, long position, int attempt);

    [LoggerMessage(1202, LogLevel.Debug, "{Target} was written by another activation; loading again")]
    private partial void LogOvertaken(string target);
}
