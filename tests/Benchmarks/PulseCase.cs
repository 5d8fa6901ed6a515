using System.Diagnostics;
using System.Globalization;

namespace Skiller.Tests.Benchmarks;

/// <summary>
/// What does the pulse cost per page view? The same remembered page is asked for as a browser, which is counted and told apart, and as a robot,
/// which is looked at and not counted; in turns, so that nothing else differs.
/// </summary>
internal static class PulseCase
{
    private const int Callers = 16;
    private const int Turns = 6;
    private const string Browser = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36";
    private const string Robot = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko; compatible; Somebot/2.1) Chrome/140.0.0.0";
    private static readonly TimeSpan _time = TimeSpan.FromSeconds(2);

    public static async Task<IReadOnlyList<Row>> Run()
    {
        await using var node = await BenchNode.Start(null);
        using var http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = Callers, UseCookies = false });
        http.DefaultRequestHeaders.TryAddWithoutValidation("Accept", "text/html");
        var page = new Uri(node.Public, "/about");
        var (with, without) = (new List<double>(), new List<double>());
        await Cost(http, page, Browser);
        for (var turn = 0; turn < Turns; turn++)
        {
            with.Add(await Cost(http, page, Browser));
            without.Add(await Cost(http, page, Robot));
        }

        var (counted, uncounted) = (Median(with), Median(without));
        return
        [
            new Row(
                "A page of visitors that the pulse counts, against the same one that it does not",
                string.Create(CultureInfo.InvariantCulture, $"{counted / uncounted:0.00} ×, {(counted - uncounted) * 1_000:0.0} µs a view"),
                "≤ 1.05 ×",
                string.Create(CultureInfo.InvariantCulture, $"CPU {counted:0.0000} ms a page against {uncounted:0.0000} ms, the caller in both; medians of {Turns} turns")),
        ];
    }

    // The whole process: server and callers.
    private static async Task<double> Cost(HttpClient http, Uri page, string agent)
    {
        using var process = Process.GetCurrentProcess();
        var calls = 0L;
        var cpu = process.TotalProcessorTime;
        await Load.Run(Callers, _time, async (_, _) =>
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, page);
            request.Headers.TryAddWithoutValidation("User-Agent", agent);
            using var answer = await http.SendAsync(request);
            answer.EnsureSuccessStatusCode();
            await answer.Content.ReadAsByteArrayAsync();
            Interlocked.Increment(ref calls);
        });
        process.Refresh();
        return (process.TotalProcessorTime - cpu).TotalMilliseconds / calls;
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
