using System.Collections.Immutable;
using Microsoft.Data.Sqlite;
using Skiller.Tests.Given;

namespace Skiller.Tests.Processes.Crash;

/// <summary>One process on SQLite.</summary>
internal sealed class SqliteCluster : ICluster
{
    private readonly TemporaryFolder _folder = new();
    private readonly Node _node;

    private SqliteCluster() => _node = new Node(_folder.Path, settings: CrashSettings.All);

    public IReadOnlyList<Uri> Fronts => [_node.Public];

    public int Nodes => 1;

    public Node Node => _node;

    /// <summary>The file of the database.</summary>
    public string File => Directory.EnumerateFiles(_folder.Path, "*.db").Single();

    public string Output => _node.Output;

    public static async Task<SqliteCluster> Start(CancellationToken ct)
    {
        var cluster = new SqliteCluster();
        await cluster._node.Start(ct);
        return cluster;
    }

    public async Task<string> FirstInvitation(CancellationToken ct) => await CrashSettings.FirstInvitation(_node, ct);

    public async Task KillAndRestart(int node, CancellationToken ct)
    {
        await _node.Kill();
        await _node.Start(ct);
    }

    public Task<ImmutableArray<LogLine>> ReadLog(CancellationToken ct) => ReadLog(File, ct);

    /// <summary>The whole log of a database that nobody writes to, or of one that is written to.</summary>
    public static async Task<ImmutableArray<LogLine>> ReadLog(string file, CancellationToken ct)
    {
        await using var connection = new SqliteConnection($"Data Source={file};Mode=ReadOnly;Pooling=False");
        await connection.OpenAsync(ct);
        await using var command = connection.CreateCommand();
        command.CommandText = "select position, stream, version, kind, payload, at, actor, personal from activity order by position";
        await using var reader = await command.ExecuteReaderAsync(ct);
        var lines = ImmutableArray.CreateBuilder<LogLine>();
        while (await reader.ReadAsync(ct))
        {
            lines.Add(new LogLine(
                reader.GetInt64(0),
                reader.GetString(1),
                reader.GetInt64(2),
                reader.GetString(3),
                CrashSettings.Text(reader.GetValue(4)),
                DateTimeOffset.UnixEpoch.AddTicks(reader.GetInt64(5) * TimeSpan.TicksPerMicrosecond))
            {
                Actor = await reader.IsDBNullAsync(6, ct) ? null : reader.GetInt64(6),
                Personal = await reader.IsDBNullAsync(7, ct) ? null : CrashSettings.Text(reader.GetValue(7)),
            });
        }

        return lines.ToImmutable();
    }

    public Task<(int ExitCode, string Output)> Command(IReadOnlyList<string> arguments, CancellationToken ct) => _node.Command(arguments, ct);

    public async ValueTask DisposeAsync()
    {
        await _node.DisposeAsync();
        _folder.Dispose();
    }
}
