using Skiller.Web.Live;

namespace Skiller.Web.Problems;

/// <summary>
/// How many requests a front works on at once (D15). One more would only make all of them wait, until they wait longer than anybody does; it hears at
/// once that nothing was done and when to come back. Streams of events, which wait by nature, have a bound of their own (<see cref="LiveDoor"/>).
/// </summary>
internal sealed class RequestLimit(int most)
{
    private static readonly TimeSpan _comeBack = TimeSpan.FromSeconds(2);
    private int _running;

    public async Task Run(HttpContext http, RequestDelegate next)
    {
        if (http.Request.Path.StartsWithSegments("/api/v1/live", StringComparison.OrdinalIgnoreCase))
        {
            await next(http);
            return;
        }

        try
        {
            if (Interlocked.Increment(ref _running) > most)
            {
                throw new RequestRefusedException(ProblemMapping.Unavailable(_comeBack));
            }

            await next(http);
        }
        finally
        {
            Interlocked.Decrement(ref _running);
        }
    }
}
