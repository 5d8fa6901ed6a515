using System.Globalization;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Primitives;
using Skiller.Web.Api;
using Skiller.Web.Problems;

namespace Skiller.Web.Site.Remembered;

/// <summary>
/// The pages of visitors: served from memory for a quarter of a second without asking anybody (within the second that figures may be old), then
/// made again by one request while the others still get the copy. A page that is made of the same as before keeps its bytes and their compressed
/// copies. While a page cannot be made because the database is away, visitors get the last copy, and are told. Bounded by bytes; what was not
/// asked for longest goes first. Whoever may change something is a member, and nothing of theirs comes from here.
/// </summary>
internal sealed class RememberedPages(INodeHealth health, TimeProvider clock) : IDisposable
{
    private const long MostBytes = 96 * 1024 * 1024;
    private const int LongestAddress = 512;
    private static readonly TimeSpan _fresh = TimeSpan.FromMilliseconds(250);

    // While one request makes it again, the others get the copy, but none that was last looked at longer ago than this.
    private static readonly TimeSpan _bearable = TimeSpan.FromMilliseconds(500);

    // Pages say how long ago something was, to the minute.
    private static readonly TimeSpan _oldest = TimeSpan.FromMinutes(1);
    private readonly MemoryCache _kept = new(new MemoryCacheOptions { SizeLimit = MostBytes });

    public void Dispose() => _kept.Dispose();

    /// <summary>Answers with the page that is kept, or that <paramref name="make"/> makes.</summary>
    public async Task<object?> Serve(HttpContext http, Remembering remembering, Func<ValueTask<object?>> make)
    {
        if (KeyOf(http, remembering) is not { } key)
        {
            return await make();
        }

        var kept = _kept.Get<Entry>(key);
        if (kept is null)
        {
            return await Make(http, key, null, remembering, make);
        }

        // What pages say of the node changes with it.
        var isSame = kept.IsReadOnly == health.IsReadOnly;
        var age = clock.GetElapsedTime(kept.SeenAt);
        var isFirst = age >= _fresh && kept.TryBegin();
        if (isSame && (age < _fresh || (age < _bearable && !isFirst)))
        {
            kept.Visit(remembering.Visits);
            return new PageBytes(kept.Page);
        }

        try
        {
            remembering.Visits += kept.TakeVisits();
            remembering.KeptBasis = isSame && clock.GetElapsedTime(kept.MadeAt) < _oldest ? kept.Basis : null;
            return await Make(http, key, kept, remembering, make);
        }
        catch (RequestRefusedException refused) when (refused.Problem.Status == StatusCodes.Status503ServiceUnavailable)
        {
            return new PageBytes(ReadOnlyNotice.In(kept.Page, SiteLanguage.Of(http.Request)));
        }
        finally
        {
            if (isFirst)
            {
                kept.End();
            }
        }
    }

    private async Task<object?> Make(HttpContext http, string key, Entry? kept, Remembering remembering, Func<ValueTask<object?>> make)
    {
        var isReadOnly = health.IsReadOnly;
        var before = http.Response.Headers.Keys.ToHashSet(StringComparer.OrdinalIgnoreCase);
        var seenAt = clock.GetTimestamp();
        var answer = await make();
        if (ReferenceEquals(answer, Remembering.Kept) && kept is not null)
        {
            kept.SeenAt = seenAt;
            return new PageBytes(kept.Page);
        }

        if (answer is not IPage page)
        {
            _kept.Remove(key);
            return answer;
        }

        var content = await page.Render(http);
        var headers = http.Response.Headers.Where(header => !before.Contains(header.Key)).ToList();
        if (http.Response.StatusCode != StatusCodes.Status200OK || headers.Exists(static header => header.Key.Equals("Set-Cookie", StringComparison.OrdinalIgnoreCase)))
        {
            _kept.Remove(key);
            return new PageBytes(new RememberedPage(content, http.Response.ContentType, []), http.Response.StatusCode);
        }

        var made = kept is not null && kept.Page.Content.AsSpan().SequenceEqual(content)
            ? kept.Page
            : new RememberedPage(content, http.Response.ContentType, Own(headers));
        _kept.Set(key, new Entry(made, remembering.Basis, seenAt, isReadOnly), new MemoryCacheEntryOptions { Size = made.Size });
        return new PageBytes(made);
    }

    private static string? KeyOf(HttpContext http, Remembering remembering)
    {
        var (path, query) = (http.Request.Path.Value ?? "", http.Request.QueryString.Value ?? "");
        return path.Length + query.Length > LongestAddress
            ? null
            : string.Join('\n', path, query, RequestLanguage.Tag(SiteLanguage.Of(http.Request)), SiteTheme.Of(http), remembering.Site.ToString(CultureInfo.InvariantCulture));
    }

    private static List<KeyValuePair<string, StringValues>> Own(List<KeyValuePair<string, StringValues>> headers) =>
        headers.FindAll(static header => header.Key is not ("Content-Type" or "Content-Length" or "blazor-enhanced-nav"));

    private sealed class Entry(RememberedPage page, object? basis, long madeAt, bool isReadOnly)
    {
        private int _visits;
        private int _making;

        public RememberedPage Page => page;

        public object? Basis => basis;

        public bool IsReadOnly => isReadOnly;

        public long MadeAt { get; } = madeAt;

        /// <summary>When it was last known to be right.</summary>
        public long SeenAt { get; set; } = madeAt;

        public void Visit(int looks) => Interlocked.Add(ref _visits, looks);

        public int TakeVisits() => Interlocked.Exchange(ref _visits, 0);

        public bool TryBegin() => Interlocked.Exchange(ref _making, 1) == 0;

        public void End() => Volatile.Write(ref _making, 0);
    }
}
