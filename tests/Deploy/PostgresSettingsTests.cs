using Npgsql;
using Skiller.Tests.Given;
using Skiller.Tests.Processes;
using Xunit;

namespace Skiller.Tests.Deploy;

/// <summary>deploy/postgres/skiller.conf is what a real server takes, and what nodes ask of one.</summary>
public sealed class PostgresSettingsTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_server_starts_with_them_and_nodes_find_nothing_against_it()
    {
        var settings = (await File.ReadAllLinesAsync(Path.Combine(Tool.Files, "postgres", "skiller.conf"), Ct))
            .Where(static line => line.Length > 0 && line[0] != '#')
            .Select(static line => line.Split(" = "))
            .ToDictionary(static pair => pair[0], static pair => pair[1].Trim('\''), StringComparer.Ordinal);

        // A size for a machine of its own: the test's has others beside it.
        settings["shared_buffers"] = "64MB";
        await using var server = await PostgresServer.Start([.. settings.Select(static setting => $"{setting.Key}={setting.Value}")]);
        var database = await server.CreateDatabase();
        await using (var connection = new NpgsqlConnection(database + ";Pooling=false"))
        {
            await connection.OpenAsync(Ct);
            foreach (var (name, value) in settings)
            {
                await using var command = new NpgsqlCommand("select current_setting($1)", connection) { Parameters = { new() { Value = name } } };
                Assert.Equal((name, value), (name, await command.ExecuteScalarAsync(Ct)));
            }
        }

        using var folder = new TemporaryFolder();
        await using var node = new Node(folder.Path, database);
        await node.Start(Ct);
    }
}
