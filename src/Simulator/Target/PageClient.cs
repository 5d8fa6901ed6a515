using System.Buffers;
using System.Collections.Concurrent;

namespace Skiller.Simulator.Target;

/// <summary>What loading a page came to.</summary>
/// <param name="Status">The answer's status; 0: nothing came, or not to its end.</param>
/// <param name="Bytes">Of its body, as they came over the network.</param>
internal readonly record struct Loaded(int Status, long Bytes)
{
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
    private readonly ConcurrentDictionary<string, string> _ledTo = new(StringComparer.Ordinal);

    public PageClient(Uri address, int connections, TargetProtocol protocol) =>
        _http = protocol.Client(address, TargetApi.Handler(connections), TargetApi.Patience);

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
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(asked, UriKind.Relative));
        request.Headers.TryAddWithoutValidation("Accept", "text/html");
        request.Headers.TryAddWithoutValidation("Accept-Encoding", "gzip, deflate, br");
        request.Headers.TryAddWithoutValidation("Accept-Language", locale);

        // As browsers say when a reader follows a link: members' pages are packed for nobody else.
        request.Headers.TryAddWithoutValidation("Sec-Fetch-Dest", "document");
        request.Headers.TryAddWithoutValidation("Sec-Fetch-Site", "same-origin");
        if (token is not null)
        {
            // A session of the API is one of the site's. Which of both names it looks for depends on the address that it knows itself by, not on this one.
            request.Headers.TryAddWithoutValidation("Cookie", $"session={token}; __Host-session={token}");
        }

        try
        {
            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, CancellationToken.None);
            var bytes = await Read(response);
            if (response is { IsSuccessStatusCode: true, RequestMessage.RequestUri.PathAndQuery: var last } && last != asked)
            {
                _ledTo[path] = last;
            }

            return new Loaded((int)response.StatusCode, bytes);
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException or OperationCanceledException)
        {
            return new Loaded(0, 0);
        }
    }

    private static async Task<long> Read(HttpResponseMessage response)
    {
        await using var body = await response.Content.ReadAsStreamAsync();
        var part = ArrayPool<byte>.Shared.Rent(Part);
        try
        {
            var bytes = 0L;
            while (await body.ReadAsync(part) is var read and > 0)
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
