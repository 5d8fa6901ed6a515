using System.Diagnostics;
using System.Globalization;
using Skiller.Contracts.Questions;

namespace Skiller.Tests.Benchmarks;

/// <summary>What do pages cost, for a visitor and for a member, against a bare Kestrel endpoint that sends the same bytes from memory?</summary>
internal static class SiteCase
{
    private const int Callers = 16;
    private static readonly TimeSpan _warming = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan _time = TimeSpan.FromSeconds(4);

    public static async Task<IReadOnlyList<Row>> Run()
    {
        await using var node = await BenchNode.Start(null);
        var members = await Joined.Members(node, 40);
        var community = new Community(node.Grains) { Authors = members };
        var (ten, _) = (await community.Questions(1, answers: 10, bodyLength: 1_000))[0];
        var (thirty, _) = (await community.Questions(1, answers: 30, bodyLength: 1_000))[0];
        await community.Questions(30, answers: 2, bodyLength: 500);
        var session = $"session={await Joined.Session(node, 1)}";
        (string Name, string Path)[] pages =
        [
            ("question of 10 answers", await Canonical(node, ten)),
            ("question of 30 answers", await Canonical(node, thirty)),
            ("home", "/"),
            ("profile", $"/members/{Joined.Name(2)}"),
        ];
        var rows = new List<Row>();
        foreach (var (name, path) in pages)
        {
            rows.Add(await Measure($"{name}, visitor", new Uri(node.Public, path), null, "≥ 0.5 ×, ≤ 0.6 ms"));
            rows.Add(await Measure($"{name}, member", new Uri(node.Public, path), session, ""));
        }

        return rows;
    }

    private static async Task<Row> Measure(string what, Uri page, string? session, string aim)
    {
        using var http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = Callers, UseCookies = false });
        http.DefaultRequestHeaders.TryAddWithoutValidation("Accept", "text/html");
        http.DefaultRequestHeaders.TryAddWithoutValidation("Accept-Encoding", "br, gzip");
        using var plain = new HttpClient();
        if (session is not null)
        {
            http.DefaultRequestHeaders.TryAddWithoutValidation("Cookie", session);
            plain.DefaultRequestHeaders.TryAddWithoutValidation("Cookie", session);

            // As browsers say when a reader follows a link; members' pages are compressed for nobody else.
            http.DefaultRequestHeaders.TryAddWithoutValidation("Sec-Fetch-Site", "same-origin");
            http.DefaultRequestHeaders.TryAddWithoutValidation("Sec-Fetch-Dest", "document");
        }

        var whole = (await plain.GetByteArrayAsync(page)).Length;
        var bytes = await http.GetByteArrayAsync(page);
        await using var bare = await PageCase.Bare(bytes);
        var same = new Uri(bare.Urls.First());
        var (ours, cost, allocated) = await Costs(http, page);
        var (theirs, least, leastAllocated) = await Costs(http, same);
        return new Row(
            $"Page of the site: {what}, against the same bytes from a bare endpoint",
            string.Create(CultureInfo.InvariantCulture, $"{ours.PerSecond / theirs.PerSecond:0.00} ×, {cost - least:0.000} ms beyond it"),
            aim,
            string.Create(
                CultureInfo.InvariantCulture,
                $"{ours.PerSecond:0}/s against {theirs.PerSecond:0}/s; CPU {cost:0.000} ms a page against {least:0.000} ms, the caller in both; {(allocated - leastAllocated) / 1024:0} KiB allocated beyond it; {bytes.Length:N0} bytes on the wire of {whole:N0}"));
    }

    // The whole process: server and callers.
    private static async Task<(Measured Load, double MillisecondsOfCpu, double Bytes)> Costs(HttpClient http, Uri page)
    {
        await Load.Run(Callers, _warming, async (_, _) => await http.GetByteArrayAsync(page));
        using var process = Process.GetCurrentProcess();
        var calls = 0L;
        var (cpu, allocated) = (process.TotalProcessorTime, GC.GetTotalAllocatedBytes());
        var load = await Load.Run(Callers, _time, async (_, _) =>
        {
            await http.GetByteArrayAsync(page);
            Interlocked.Increment(ref calls);
        });
        process.Refresh();
        return (load, (process.TotalProcessorTime - cpu).TotalMilliseconds / calls, (double)(GC.GetTotalAllocatedBytes() - allocated) / calls);
    }

    private static async Task<string> Canonical(BenchNode node, QuestionId question)
    {
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        using var moved = await http.GetAsync(new Uri(node.Public, $"/questions/{question}"));
        return moved.Headers.Location?.ToString() ?? throw new InvalidOperationException("A question does not lead to its page.");
    }
}
