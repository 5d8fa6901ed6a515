namespace Skiller.Tests.Benchmarks.Live;

/// <summary>What do 10,000 connections that hear nothing cost one front, and what do they do to the pages beside them (F30)? A real process.</summary>
internal static class IdleCase
{
    private const int Connections = 10_000;
    private const int Callers = 4;
    private static readonly TimeSpan _settle = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan _time = TimeSpan.FromSeconds(10);

    public static async Task<IReadOnlyList<Row>> Run()
    {
        await using var node = await NodeProcess.Start();
        using var http = new HttpClient { BaseAddress = node.Public };
        var without = await Load.Run(Callers, _time, (_, _) => http.GetByteArrayAsync(new Uri("/about", UriKind.Relative)));
        await Task.Delay(_settle);
        var before = node.Memory;
        using var clients = new LiveClients(node.Public, "questions");
        await clients.Open(Connections);
        await Task.Delay(_settle);
        var after = node.Memory;
        var with = await Load.Run(Callers, _time, (_, _) => http.GetByteArrayAsync(new Uri("/about", UriKind.Relative)));
        var open = clients.Sockets.Count(static socket => socket.Connected);
        return
        [
            new Row(
                $"Memory of a connection that hears nothing, {Connections:N0} on one front",
                $"{Report.Number((after - before) / (double)Connections / 1024)} KiB",
                "≤ 25 KiB",
                $"{before / 1048576:N0} to {after / 1048576:N0} MiB of the process; {open:N0} stayed open"),
            new Row(
                "p99 of a page beside them against without them",
                $"{Report.Number(with.P99 / without.P99)} ×",
                "≤ 2 ×",
                $"{Report.Number(with.P99)} ms at {Report.Number(with.PerSecond)}/s against {Report.Number(without.P99)} ms at {Report.Number(without.PerSecond)}/s, {Callers} callers"),
        ];
    }
}
