using System.Collections.Immutable;
using Skiller.Contracts.Operations;
using Skiller.Storage.Relational;

namespace Skiller.Storage.Nodes;

/// <summary>
/// Which nodes run. Each keeps a row, fronts too, which membership does not know; and hears by it what an operator tells it, wherever it is.
/// What Orleans does needs none of it. Each look tells <see cref="ClusterClock"/> the time.
/// </summary>
internal sealed class NodeRows(ISqlDatabase database, StorageOptions options, ClusterClock cluster, TimeProvider clock)
{
    /// <summary>What tells a node to leave.</summary>
    public const string Drain = "drain";

    private static readonly SqlText _sql = SqlText.Load("Nodes.nodes.sql");

    // A node that was killed is remembered for so long.
    private static readonly TimeSpan _remembered = TimeSpan.FromDays(1);

    /// <summary>Writes a node down that begins, in the place of one that was killed.</summary>
    public async Task Enter(NodeRow node, CancellationToken ct)
    {
        var (now, ahead) = await Clock(ct);
        await database.Write(
            async session =>
            {
                await session.Execute(_sql["forget"], ("before", now - (_remembered.Ticks / TimeSpan.TicksPerMicrosecond)));
                return await session.Execute(
                    _sql["enter"],
                    ("name", node.Name),
                    ("version", node.Version),
                    ("roles", node.Roles),
                    ("silo", node.Silo),
                    ("public", node.PublicUrl),
                    ("operations", node.OperationsUrl),
                    ("process", node.Process),
                    ("now", now),
                    ("state", node.State),
                    ("ahead", ahead));
            },
            ct);
    }

    /// <summary>Says that a node goes on; returns what it is told, empty: nothing.</summary>
    public async Task<string> Beat(string name, long process, string state, CancellationToken ct)
    {
        var (now, ahead) = await Clock(ct);
        return await database.Write(
            async session =>
            {
                await session.Execute(_sql["beat"], ("name", name), ("process", process), ("now", now), ("state", state), ("ahead", ahead));
                var told = await session.Query(_sql["told"], static row => row.GetString(0), ("name", name), ("process", process));
                return told is [var word] ? word : "";
            },
            ct);
    }

    /// <summary>A node has left in order.</summary>
    public Task<int> Leave(string name, long process, CancellationToken ct) =>
        database.Write(session => session.Execute(_sql["leave"], ("name", name), ("process", process)), ct);

    /// <summary>Tells a node something; it hears it within five seconds.</summary>
    public Task<int> Tell(string name, string word, CancellationToken ct) =>
        database.Write(session => session.Execute(_sql["tell"], ("name", name), ("word", word)), ct);

    /// <summary>All that are known, and the time by the database's clock.</summary>
    public async Task<(ImmutableArray<NodeRow> Nodes, DateTimeOffset Now)> List(CancellationToken ct)
    {
        var (now, _) = await Clock(ct);
        var rows = await database.Read(
            static session => session.Query(
                _sql["list"],
                static row => new NodeRow(
                    row.GetString(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetString(4), row.GetString(5), row.GetInt64(6), row.GetString(9))
                {
                    StartedAt = UnixMicroseconds.ToTime(row.GetInt64(7)),
                    SeenAt = UnixMicroseconds.ToTime(row.GetInt64(8)),
                    ClockAhead = TimeSpan.FromMicroseconds(row.GetInt64(10)),
                }),
            ct);
        return ([.. rows], UnixMicroseconds.ToTime(now));
    }

    /// <summary>How far this machine's clock is ahead of the database's, to half of what asking takes.</summary>
    public async Task<TimeSpan> ClockAhead(CancellationToken ct) => TimeSpan.FromMicroseconds((await Clock(ct)).Ahead);

    // The database's time, and how far this machine's is ahead of it, seen from the middle of the question.
    private async Task<(long Now, long Ahead)> Clock(CancellationToken ct)
    {
        var machine = clock is DatabaseClock ? TimeProvider.System : clock;
        var asked = clock.GetTimestamp();
        var begun = UnixMicroseconds.Of(machine.GetUtcNow());
        var now = (await database.Read(session => session.Query(_sql[options.IsPostgres ? "clock-postgres" : "clock-sqlite"], static row => row.GetInt64(0)), ct))[0];
        cluster.Set(UnixMicroseconds.ToTime(now), clock.GetElapsedTime(asked));
        return (now, ((begun + UnixMicroseconds.Of(machine.GetUtcNow())) / 2) - now);
    }
}
