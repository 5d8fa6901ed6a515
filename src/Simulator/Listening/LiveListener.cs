using System.Globalization;
using Skiller.Simulator.Growing;
using Skiller.Simulator.Target;
using Skiller.Simulator.Words;

namespace Skiller.Simulator.Listening;

/// <summary>A client that listens to live events of a few skills, and comes back with the last id that it has. Ids that do not rise are noted.</summary>
internal sealed class LiveListener(Uri target, int number, RunTally tally, TimeProvider clock, TargetProtocol? protocol = null)
{
    private const int SkillsEach = 3;
    private static readonly TimeSpan _pause = TimeSpan.FromSeconds(1);
    private long _position = -1;

    /// <summary>Events whose id was not above the one before.</summary>
    public long Repeated { get; private set; }

    /// <summary>Listens until it is cancelled.</summary>
    public async Task Run(CancellationToken ct)
    {
        var topics = string.Join(',', Enumerable.Range(0, SkillsEach)
            .Select(place => $"skill:{Uri.EscapeDataString(Vocabulary.Skills[((number * SkillsEach) + place) % Vocabulary.Skills.Length].Slug)}"));
        using var http = (protocol ?? TargetProtocol.Http11).Client(target, new SocketsHttpHandler(), Timeout.InfiniteTimeSpan);
        while (!ct.IsCancellationRequested)
        {
            try
            {
                await Listen(http, topics, ct);
            }
            catch (Exception fault) when (fault is HttpRequestException or IOException or OperationCanceledException)
            {
                // The way was lost, or there is none yet: it comes back.
            }

            await Task.WhenAny(Task.Delay(_pause, clock, ct));
        }
    }

    private async Task Listen(HttpClient http, string topics, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri($"/api/v1/live?topics={topics}", UriKind.Relative));
        request.Headers.Accept.ParseAdd("text/event-stream");
        if (_position >= 0)
        {
            request.Headers.TryAddWithoutValidation("Last-Event-ID", _position.ToString(CultureInfo.InvariantCulture));
        }

        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
        if (!response.IsSuccessStatusCode)
        {
            return;
        }

        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(ct));
        var (position, kind) = (_position, "");
        while (await reader.ReadLineAsync(ct) is { } line)
        {
            if (line.StartsWith("id: ", StringComparison.Ordinal) && long.TryParse(line.AsSpan(4), CultureInfo.InvariantCulture, out var id))
            {
                position = id;
            }
            else if (line.StartsWith("event: ", StringComparison.Ordinal))
            {
                kind = line[7..];
            }
            else if (line.Length == 0)
            {
                if (kind.Length > 0 && kind != "reset")
                {
                    tally.Heard();
                    Repeated += position <= _position ? 1 : 0;
                }

                (_position, kind) = (kind == "reset" ? position : Math.Max(position, _position), "");
            }
        }
    }
}
