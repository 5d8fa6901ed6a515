using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;

namespace Skiller.Tests.Processes.Live;

/// <summary>
/// A client that listens to events whatever dies: it comes back with its last id, each time to the next front, and now and then leaves by itself.
/// </summary>
internal sealed class Listener(HttpClient http, IReadOnlyList<Uri> fronts, ListenerWish wish, Random random)
{
    /// <summary>A server says something every fifteen seconds.</summary>
    private static readonly TimeSpan _silence = TimeSpan.FromSeconds(45);

    private readonly Lock _gate = new();
    private readonly List<Heard> _heard = [];
    private int _front = random.Next(fronts.Count);
    private int _connections;
    private long _last = wish.After;

    /// <summary>The last position that it was told.</summary>
    public long Last => Interlocked.Read(ref _last);

    /// <summary>Whether it stays where it is, as long as it can.</summary>
    public bool Stays { get; set; }

    public HeardByOne Heard
    {
        get
        {
            lock (_gate)
            {
                return new HeardByOne(wish.Name, wish.Topics, wish.Member?.Id, wish.After, [.. _heard], _connections);
            }
        }
    }

    public async Task Run(CancellationToken over)
    {
        while (!over.IsCancellationRequested)
        {
            try
            {
                await Listen(over);
            }
            catch (Exception gone) when (gone is HttpRequestException or IOException or OperationCanceledException)
            {
                // That is how it ends, and what this is about.
            }

            _front++;
            await Task.Delay(random.Next(50, 500), over).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task Listen(CancellationToken over)
    {
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(over);
        leaving.CancelAfter(_silence);
        using var response = await http.SendAsync(Request(), HttpCompletionOption.ResponseHeadersRead, leaving.Token);
        if (response.StatusCode is HttpStatusCode.ServiceUnavailable or HttpStatusCode.BadGateway or HttpStatusCode.GatewayTimeout)
        {
            return;
        }

        if (!response.IsSuccessStatusCode)
        {
            throw new InvalidOperationException($"{wish.Name}: {(int)response.StatusCode} {await response.Content.ReadAsStringAsync(over)}");
        }

        Interlocked.Increment(ref _connections);
        var leaves = random.Next(2) == 0 ? random.Next(10, 200) : int.MaxValue;
        await foreach (var heard in SseReader.Read(await response.Content.ReadAsStreamAsync(leaving.Token), leaving.Token))
        {
            leaving.CancelAfter(_silence);
            Keep(heard);
            if (--leaves <= 0 && !Stays)
            {
                return;
            }
        }
    }

    private void Keep(Heard heard)
    {
        lock (_gate)
        {
            // Of a position that is only said again nothing is to be kept.
            if (heard.Kind.Length > 0 || heard.Id != Last)
            {
                _heard.Add(heard);
            }
        }

        Interlocked.Exchange(ref _last, heard.Id);
    }

    private HttpRequestMessage Request()
    {
        var named = string.Join(',', wish.Topics.Concat(wish.Member is null ? [] : ["notifications"]));
        var from = _connections == 0 ? string.Create(CultureInfo.InvariantCulture, $"&from={wish.After}") : "";
        var request = new HttpRequestMessage(HttpMethod.Get, new Uri(fronts[_front % fronts.Count], $"/api/v1/live?topics={named}{from}"));
        request.Headers.Add("X-Forwarded-For", wish.Source);
        if (_connections > 0)
        {
            request.Headers.Add("Last-Event-ID", Last.ToString(CultureInfo.InvariantCulture));
        }

        if (wish.Member is { } member)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", member.Token);
        }

        return request;
    }
}

/// <summary>What a client wants to hear.</summary>
/// <param name="Name">How it is called in a report.</param>
/// <param name="Topics">Which topics.</param>
/// <param name="Member">Whose notifications too, null: nobody's.</param>
/// <param name="Source">From which network address.</param>
/// <param name="After">From which position on.</param>
internal sealed record ListenerWish(string Name, ImmutableHashSet<string> Topics, Crash.Member? Member, string Source, long After);
