using Skiller.Simulator.Target;

namespace Skiller.Simulator.Growing;

/// <summary>Asks again what is refused for the moment, with growing waits, for three quarters of a minute in all where answers come at once.</summary>
internal static class Patience
{
    private const int Attempts = 12;
    private static readonly TimeSpan _first = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan _longest = TimeSpan.FromSeconds(8);

    public static async Task<Reply> Ask(Func<Task<Reply>> ask, CancellationToken ct)
    {
        var wait = _first;
        for (var attempt = 1; ; attempt++)
        {
            var reply = await ask();
            if (!reply.IsForTheMoment || attempt == Attempts)
            {
                return reply;
            }

            await Task.Delay(reply.RetryAfter is { } asked && asked > wait && asked < _longest ? asked : wait, ct);
            wait = wait * 2 < _longest ? wait * 2 : _longest;
        }
    }
}
