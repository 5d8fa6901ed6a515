using Microsoft.Extensions.Logging;

namespace Skiller.Grains.Activity;

// What the sweep sees of a projection, from its own thread (StaleSweep).
internal abstract partial class ProjectionGrain
{
    string IActiveFold.Of => $"{Source}/{this.GetPrimaryKeyString()}";

    bool IActiveFold.IsOver => GrainContext.Deactivated.IsCompleted;

    // What is not through is about to read.
    long IActiveFold.UpTo => IsThrough ? Mark : long.MaxValue;

    void IActiveFold.Learn(long head) => GrainContext.Scheduler.QueueAction(() => LoadAgain(head).Ignore());

    // From its rows, which another activation may have written: folding on from what is in memory would count on older sums until the next write.
    private async Task LoadAgain(long head)
    {
        await _turn.Take(() =>
        {
            if (IsThrough && _arrived.Count == 0 && Mark < head)
            {
                LogStale(Target, Mark, head);
                _loaded = false;
                Forget();
            }

            return Task.FromResult(true);
        });
        Ring();
    }

    [LoggerMessage(1204, LogLevel.Information, "{Target} stood at position {Mark} when the log had {Head}, and nothing was delivered; loading again")]
    private partial void LogStale(string target, long mark, long head);
}
