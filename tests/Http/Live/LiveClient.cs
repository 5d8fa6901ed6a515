using System.Net;
using System.Net.Http.Headers;
using System.Net.ServerSentEvents;
using System.Text.Json;
using System.Threading.Channels;
using Skiller.Tests.Http.Sites;
using Xunit;

namespace Skiller.Tests.Http.Live;

/// <summary>Somebody who listens to events, as a program would.</summary>
internal sealed class LiveClient : IAsyncDisposable
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(20);
    private readonly HttpClient _http = new() { Timeout = Timeout.InfiniteTimeSpan };
    private readonly CancellationTokenSource _over = new();
    private readonly Channel<Heard> _heard = Channel.CreateUnbounded<Heard>();
    private Task _reading = Task.CompletedTask;

    private LiveClient()
    {
    }

    public HttpStatusCode Status { get; private set; }

    public string Body { get; private set; } = "";

    /// <summary>Connects; what is refused has a status and a body.</summary>
    public static async Task<LiveClient> Connect(Site site, string query, Person? by = null, params (string Name, string Value)[] headers)
    {
        var client = new LiveClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(site.Address, $"/api/v1/live?{query}"));
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        if (by is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", by.Token);
        }

        var response = await client._http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        client.Status = response.StatusCode;
        if (response.IsSuccessStatusCode)
        {
            Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);
            client._reading = client.Read(await response.Content.ReadAsStreamAsync());
        }
        else
        {
            client.Body = await response.Content.ReadAsStringAsync();
        }

        return client;
    }

    /// <summary>The next event.</summary>
    public async Task<Heard> Next() => await _heard.Reader.ReadAsync().AsTask().WaitAsync(_patience);

    /// <summary>The next events.</summary>
    public async Task<IReadOnlyList<Heard>> Next(int count)
    {
        var heard = new List<Heard>();
        while (heard.Count < count)
        {
            heard.Add(await Next());
        }

        return heard;
    }

    /// <summary>Waits until the server has ended the stream.</summary>
    public Task Ended() => _reading.WaitAsync(_patience);

    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        await _reading.ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        _http.Dispose();
        _over.Dispose();
    }

    private async Task Read(Stream stream)
    {
        try
        {
            await foreach (var item in SseParser.Create(stream).EnumerateAsync(_over.Token))
            {
                await _heard.Writer.WriteAsync(new Heard(long.Parse(item.EventId ?? "0", System.Globalization.CultureInfo.InvariantCulture), item.EventType, JsonDocument.Parse(item.Data).RootElement));
            }
        }
        catch (Exception gone) when (gone is OperationCanceledException or IOException or HttpRequestException)
        {
            // That is how it ends.
        }
    }
}

/// <summary>An event that was heard.</summary>
internal sealed record Heard(long Id, string Kind, JsonElement Data)
{
    public string? Text(string name) => Data.TryGetProperty(name, out var value) ? value.ToString() : null;
}
