using System.Buffers;
using System.Collections.Concurrent;

namespace Skiller.Simulator.Target;

/// <summary>What loading a page came to.</summary>
/// <param name="Status">The answer's status; 0: nothing came, or not to its end.</param>
/// <param name="Bytes">Of its body, as they came over the network; of an answer of the API the characters of its text.</param>
internal readonly record struct Loaded(int Status, long Bytes)
{
    public static Loaded Of(Reply reply) => new(reply.Status, reply.Text.Length);

    public bool IsSuccess => Status is >= 200 and < 300;
}

/// <summary>
/// Loads pages as browsers do, packed, and reads each to its end without unpacking it, so that the generator's processor goes into requests. A page that leads
/// elsewhere is followed, and the next time asked for where it led: as links have it.
/// </summary>
internal sealed class PageClient : IDisposable
{
    private const int Part = 16 * 1024;
    private readonly HttpClient _http;
    private readonly TimeSpan _patience;
    private readonly ConcurrentDictionary<string, string> _ledTo = new(StringComparer.Ordinal);

    /// <param name="address">The target's public address.</param>
    /// <param name="connections">At most so many at once.</param>
    /// <param name="protocol">The version of HTTP.</param>
    /// <param name="patience">How long a page is waited for, to its end; null: as long as for anything else.</param>
    public PageClient(Uri address, int connections, TargetProtocol protocol, TimeSpan? patience = null)
    {
        _http = protocol.Client(address, TargetApi.Handler(connections), Timeout.InfiniteTimeSpan);
        _patience = patience ?? TargetApi.Patience;
    }

    public void Dispose() => _http.Dispose();

    /// <summary>Notes where a page leads, so that it is asked for there from the first time on.</summary>
    public void Learn(string path, string ledTo) => _ledTo[path] = ledTo;

    /// <summary>Loads a page. Never throws for what the network does.</summary>
    /// <param name="path">Which.</param>
    /// <param name="locale">In which language.</param>
    /// <param name="token">The session of the member who loads it; null: nobody's.</param>
    public async Task<Loaded> Load(string path, string locale, string? token)
    {
        var asked = _ledTo.GetValueOrDefault(path, path);
        using var request = Request(asked, locale);

        // As browsers say when a reader follows a link: members' pages are packed for nobody else.
        request.Headers.TryAddWithoutValidation("Sec-Fetch-Dest", "document");
        request.Headers.TryAddWithoutValidation("Sec-Fetch-Site", "same-origin");
        if (token is not null)
        {
            // A session of the API is one of the site's. Which of both names it looks for depends on the address that it knows itself by, not on this one.
            request.Headers.TryAddWithoutValidation("Cookie", $"session={token}; __Host-session={token}");
        }

        var (loaded, from) = await Send(_http, request, _patience);
        if (loaded.IsSuccess && from?.PathAndQuery is { } last && last != asked)
        {
            _ledTo[path] = last;
        }

        return loaded;
    }

    /// <summary>A request for a page, packed as browsers ask for it.</summary>
    internal static HttpRequestMessage Request(string path, string locale)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative));
        request.Headers.TryAddWithoutValidation("Accept", "text/html");
        request.Headers.TryAddWithoutValidation("Accept-Encoding", "gzip, deflate, br");
        request.Headers.TryAddWithoutValidation("Accept-Language", locale);
        return request;
    }

    /// <summary>Sends a request and reads the answer to its end, without unpacking it, as long as is waited for all of it. Never throws for what the network does.</summary>
    /// <returns>What came, and from where; null: nothing came.</returns>
    internal static async Task<(Loaded Loaded, Uri? From)> Send(HttpClient http, HttpRequestMessage request, TimeSpan patience)
    {
        using var over = new CancellationTokenSource(patience);
        try
        {
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, over.Token);
            var bytes = await Read(response, over.Token);
            return (new Loaded((int)response.StatusCode, bytes), response.RequestMessage?.RequestUri);
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException or OperationCanceledException)
        {
            return (new Loaded(0, 0), null);
        }
    }

    private static async Task<long> Read(HttpResponseMessage response, CancellationToken ct)
    {
        await using var body = await response.Content.ReadAsStreamAsync(ct);
        var part = ArrayPool<byte>.Shared.Rent(Part);
        try
        {
            var bytes = 0L;
            while (await body.ReadAsync(part, ct) is var read and > 0)
            {
                bytes += read;
            }

            return bytes;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(part);
        }
    }
}
