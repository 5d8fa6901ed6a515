using Skiller.Contracts;

namespace Skiller.Web.Api;

/// <summary>
/// How long this front has been told that what it asks for is unavailable. A short outage, such as a restart of the database, is waited out by
/// whoever asks (F07); in a long one everybody is told at once.
/// </summary>
internal sealed class Outage(TimeProvider clock)
{
    private static readonly TimeSpan _short = TimeSpan.FromSeconds(4);

    // Whoever is told so after that long is told of another outage.
    private static readonly TimeSpan _apart = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();
    private long? _since;
    private long _last;

    /// <summary>Notes that somebody was told so; returns whether the outage is short so far.</summary>
    public bool IsShort(Exception fault)
    {
        // What an operator keeps closed is not back in a moment.
        if (fault is not UnavailableException { IsReadOnly: false })
        {
            return false;
        }

        lock (_gate)
        {
            var now = clock.GetTimestamp();
            if (_since is null || clock.GetElapsedTime(_last, now) > _apart)
            {
                _since = now;
            }

            _last = now;
            return clock.GetElapsedTime(_since.Value, now) < _short;
        }
    }
}
