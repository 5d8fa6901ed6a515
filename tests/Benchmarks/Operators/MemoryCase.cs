using System.Net.Http.Headers;

namespace Skiller.Tests.Benchmarks.Operators;

/// <summary>What does a node weigh that does nothing, and one where ten thousand members are awake?</summary>
internal static class MemoryCase
{
    private const int Many = 10_000;
    private const int Callers = 4;
    private static readonly TimeSpan _settle = TimeSpan.FromSeconds(10);

    public static async Task<IReadOnlyList<Row>> Run()
    {
        await using var node = await NodeProcess.Start();
        await Task.Delay(_settle);
        var idle = node.Memory;
        using var http = new HttpClient { BaseAddress = node.Public };
        await Joined.Join(http, await node.FirstInvitation(), 0);
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await Joined.SignIn(http, 0));
        var next = 0;
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(async _ =>
        {
            using var own = new HttpClient { BaseAddress = node.Public };
            for (var number = Interlocked.Increment(ref next); number <= Many; number = Interlocked.Increment(ref next))
            {
                using var invited = await Joined.Post(http, "/api/v1/invitations", new { note = "You know this." });
                await Joined.Join(own, (await Joined.Read(invited)).GetProperty("code").GetString()!, number);
            }
        }));

        // Whoever joined is awake with their account; each profile is looked at as well.
        for (var number = 1; number <= Many; number++)
        {
            using var seen = await http.GetAsync(new Uri($"/api/v1/members/{Joined.Name(number)}", UriKind.Relative));
            seen.EnsureSuccessStatusCode();
        }

        await Task.Delay(_settle);
        var busy = node.Memory;
        return
        [
            new Row("Memory of a node that does nothing, SQLite", $"{Report.Number(idle / 1048576.0)} MiB", "", "whole process, as the machine sees it, ten seconds after its start"),
            new Row($"Memory of a node with {Many:N0} active members, SQLite", $"{Report.Number(busy / 1048576.0)} MiB", "", $"all joined within the last minutes and were looked at: {Report.Number((busy - idle) / (double)Many / 1024)} KiB each, what has not been collected included"),
        ];
    }
}
