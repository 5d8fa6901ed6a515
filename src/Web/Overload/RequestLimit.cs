using Skiller.Web.Live;
using Skiller.Web.Problems;

namespace Skiller.Web.Overload;

/// <summary>
/// How many requests a front works on at once (D15). One more would only make all of them wait, until they wait longer than anybody does; it hears at
/// once that nothing was done and when to come back. Where the processors are what is short, few readers are worked on at once, some wait before anything
/// is done for them, and the rest are turned away, before whoever wrote something (<see cref="RequestRoom"/>). Streams of events, which wait by nature,
/// have a bound of their own (<see cref="LiveDoor"/>).
/// </summary>
internal sealed class RequestLimit(WebOptions options)
{
    private static readonly TimeSpan _comeBack = TimeSpan.FromSeconds(2);
    private int _running;
    private long _done;
    private volatile int _roomForReaders = options.MostRequests;

    /// <summary>Where readers wait until somebody is done.</summary>
    public RequestDoor Door { get; } = new(options.MostRequests);

    /// <summary>How many requests were worked on and have ended.</summary>
    public long Done => Interlocked.Read(ref _done);

    /// <summary>How many may be under way, those that wait included, when one comes that only reads.</summary>
    public int RoomForReaders
    {
        get => _roomForReaders;
        set => _roomForReaders = value;
    }

    public async Task Run(HttpContext http, RequestDelegate next)
    {
        if (http.Request.Path.StartsWithSegments("/api/v1/live", StringComparison.OrdinalIgnoreCase))
        {
            await next(http);
            return;
        }

        var reads = HttpMethods.IsGet(http.Request.Method);
        var room = reads ? _roomForReaders : options.MostRequests;
        if (Interlocked.Increment(ref _running) > room)
        {
            Interlocked.Decrement(ref _running);
            throw new RequestRefusedException(ProblemMapping.Unavailable(_comeBack));
        }

        try
        {
            await Door.Enter(mayWait: reads, http.RequestAborted);
            try
            {
                await next(http);
            }
            finally
            {
                Door.Leave();
                Interlocked.Increment(ref _done);
            }
        }
        finally
        {
            Interlocked.Decrement(ref _running);
        }
    }
}
