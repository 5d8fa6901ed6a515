using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Skiller.Tests.Benchmarks;

/// <summary>What does a question's page cost against a bare Kestrel endpoint that sends the same bytes from memory?</summary>
internal static class PageCase
{
    private const int Callers = 16;
    private static readonly TimeSpan _warming = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan _time = TimeSpan.FromSeconds(6);

    public static async Task<IReadOnlyList<Row>> Run()
    {
        await using var node = await BenchNode.Start(null);
        var community = new Community(node.Grains);
        var (question, _) = (await community.Questions(1))[0];
        using var http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = Callers });
        var page = new Uri(node.Public, $"/api/v1/questions/{question}");
        var bytes = await http.GetByteArrayAsync(page);
        await using var bare = await Bare(bytes);
        var same = new Uri(bare.Urls.First());

        // Both are compiled to the end before they are timed.
        await Load.Run(Callers, _warming, async (_, _) => await http.GetByteArrayAsync(page));
        await Load.Run(Callers, _warming, async (_, _) => await http.GetByteArrayAsync(same));
        var ours = await Load.Run(Callers, _time, async (_, _) => await http.GetByteArrayAsync(page));
        var theirs = await Load.Run(Callers, _time, async (_, _) => await http.GetByteArrayAsync(same));
        return
        [
            new Row("GET /questions/{id} against the same bytes from a bare Kestrel endpoint", $"{Report.Number(ours.PerSecond / theirs.PerSecond)} ×", "≥ 0.5 ×", $"{Report.Number(ours.PerSecond)}/s against {Report.Number(theirs.PerSecond)}/s, {bytes.Length} bytes, 16 callers in the same process"),
        ];
    }

    /// <summary>A bare endpoint that sends these bytes from memory.</summary>
    public static async Task<WebApplication> Bare(byte[] bytes)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        app.MapGet("/", () => Results.Bytes(bytes, "application/json"));
        await app.StartAsync();
        return app;
    }
}
