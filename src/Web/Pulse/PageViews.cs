using System.Security.Cryptography;
using Skiller.Contracts.Pulse;
using Skiller.Web.Site;

namespace Skiller.Web.Pulse;

/// <summary>
/// Counts the pages that this front shows, without a cookie and without keeping who it was: in memory, until <see cref="ViewWriting"/> writes
/// the figures. They are whole figures of this front since it started, under a number that it drew, so that writing them again changes nothing.
/// </summary>
internal sealed class PageViews(TimeProvider clock)
{
    private readonly Lock _gate = new();
    private readonly long _front = BitConverter.ToInt64(RandomNumberGenerator.GetBytes(sizeof(long)));
    private DayViews _today = new(default);
    private List<CountedViews> _over = [];

    /// <summary>Says that a request wants no page but only what is said of it.</summary>
    public static void Ignore(HttpContext http) => http.Items[typeof(PageViews)] = typeof(PageViews);

    /// <summary>Counts a page that is shown: not a part of one, not to a robot, and not before somebody looks at it.</summary>
    public void Count(HttpContext http)
    {
        var headers = http.Request.Headers;
        var agent = headers.UserAgent is [{ } said] ? said : "";
        if (HttpMethods.IsGet(http.Request.Method) && !Robots.Is(agent) && !Htmx.IsAsking(http.Request)
            && !headers.ContainsKey("Sec-Purpose") && !http.Items.ContainsKey(typeof(PageViews)))
        {
            Today().Count(http.Connection.RemoteIpAddress, agent);
        }
    }

    /// <summary>The figures of today and of days before that were not written yet.</summary>
    public IReadOnlyList<CountedViews> Counted()
    {
        Today();
        lock (_gate)
        {
            return [.. _over, Of(_today)];
        }
    }

    /// <summary>The last figures of a day that is over are written.</summary>
    public void Written(CountedViews counted)
    {
        lock (_gate)
        {
            _over.Remove(counted);
        }
    }

    private DayViews Today()
    {
        var day = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        var known = Volatile.Read(ref _today);
        if (known.Day == day)
        {
            return known;
        }

        lock (_gate)
        {
            if (_today.Day != day)
            {
                _today.Forget();
                _over = [.. _over, .. new[] { Of(_today) }.Where(static counted => counted.Views > 0)];
                Volatile.Write(ref _today, new DayViews(day));
            }

            return _today;
        }
    }

    private CountedViews Of(DayViews views)
    {
        var (seen, visits, atLeast) = views.Counted;
        return new CountedViews(views.Day, _front, seen, visits, atLeast);
    }
}
