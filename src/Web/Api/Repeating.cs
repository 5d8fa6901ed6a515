using Skiller.Contracts;

namespace Skiller.Web.Api;

/// <summary>
/// When one act or look is asked again which the cluster has lost, within the time that all attempts have together (I16). A silo that was killed turns
/// calls away at once until the others have declared it dead, some two seconds later: whoever asks again at once only hears the same.
/// </summary>
/// <param name="clock">Tells the time.</param>
/// <param name="begun">From when the time counts, by <paramref name="clock"/>'s timestamps.</param>
internal sealed class Repeating(TimeProvider clock, long begun)
{
    private static readonly TimeSpan _most = TimeSpan.FromSeconds(6);
    private static readonly TimeSpan _leastOfTwo = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan _longestPause = TimeSpan.FromSeconds(1);

    private TimeSpan _pause = TimeSpan.FromMilliseconds(250);
    private bool _wasSilent;

    /// <summary>What is left for the next attempt; zero: nothing.</summary>
    public TimeSpan Left => TimeSpan.FromTicks(Math.Max(0, (_most - clock.GetElapsedTime(begun)).Ticks));

    /// <summary>
    /// How long the next attempt is waited for. What was on its way to a silo that was killed is answered by nobody: so as long as one more attempt may
    /// follow, half of the time is left for it, in which others have taken over (F01).
    /// </summary>
    public TimeSpan Next => Left is var left && (_wasSilent || left < _leastOfTwo) ? left : left / 2;

    /// <summary>Whether to ask again after a fault that is perhaps none any more; waits first where that is of use.</summary>
    public async Task<bool> Again(Exception fault)
    {
        if (fault is OutcomeUnknownException or TimeoutException)
        {
            // Whoever answered, or should have, is asked once more and not again and again.
            var again = !_wasSilent && Left > TimeSpan.Zero;
            _wasSilent = true;
            return again;
        }

        if (Left <= _pause)
        {
            return false;
        }

        await Task.Delay(_pause, clock);
        _pause = TimeSpan.FromTicks(Math.Min(_longestPause.Ticks, 2 * _pause.Ticks));
        return true;
    }
}
