using System.Text.Json;
using Skiller.Tests.Given;
using Skiller.Tests.Processes.Operating;
using Xunit;

namespace Skiller.Tests.Processes;

/// <summary>The program's commands as an operator's scripts call them.</summary>
public sealed class CommandTests
{
    private static readonly string _standIn = Path.Combine(Node.Root, "tests", "Given", "StackExchange");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("run", "Runs a node")]
    [InlineData("migrate", "Brings the database")]
    [InlineData("status", "--json")]
    [InlineData("import", "stackexchange")]
    [InlineData("import stackexchange", "--site")]
    [InlineData("verify", "1 when something differs")]
    [InlineData("rebuild", "standings")]
    [InlineData("backup", "consistent")]
    [InlineData("restore", "verifies it")]
    [InlineData("release", "--drop-waiting")]
    [InlineData("doctor", "--sample")]
    [InlineData("move", "verified at both ends")]
    [InlineData("migrate", "--plan")]
    [InlineData("read-only on", "--reason")]
    [InlineData("read-only off", "without a restart")]
    [InlineData("drain", "exit code 3")]
    [InlineData("dead-letters list", "exit code 1")]
    [InlineData("dead-letters replay", "folded once")]
    [InlineData("dead-letters drop", "--reason")]
    [InlineData("test-mail", "--locale")]
    [InlineData("bounce", "RFC 3464")]
    public async Task Every_command_explains_itself(string command, string word)
    {
        using var folder = new TemporaryFolder();
        await using var node = new Node(folder.Path);
        var (exitCode, output) = await node.Command([.. command.Split(' '), "--help"], Ct);
        Assert.Equal(0, exitCode);
        Assert.Contains(word, output, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Path));
    }

    [Fact]
    public async Task A_misspelt_setting_is_warned_about_and_the_node_starts()
    {
        using var folder = new TemporaryFolder();
        await using var node = new Node(folder.Path, settings: [KeyValuePair.Create("Skiller__Databse", "Host=nowhere")]);
        await node.Start(Ct);
        Assert.Contains("Warning: Skiller__Databse is no setting of Skiller and is ignored.", node.Output.Split('\n'));
    }

    [Fact]
    public async Task Migrate_lists_what_it_applied_once()
    {
        using var folder = new TemporaryFolder();
        await using var node = new Node(folder.Path);
        var first = await node.Command(["migrate"], Ct);
        Assert.Equal(0, first.ExitCode);
        Assert.Contains("applied 0001-activity", first.Output, StringComparison.Ordinal);
        var second = await node.Command(["migrate"], Ct);
        Assert.Equal((0, "The schema is up to date."), second);
    }

    [Fact]
    public async Task On_PostgreSQL_every_command_works_without_a_node_and_through_the_operations_address_of_one()
    {
        await using var server = await PostgresServer.Start();
        var database = await server.CreateDatabase();
        using var folder = new TemporaryFolder();
        await using var alone = new Node(folder.Path, database);
        Assert.Contains("applied 0001-activity", (await alone.Command(["migrate"], Ct)).Output, StringComparison.Ordinal);
        var import = await alone.Command(["import", "stackexchange", _standIn, "--site", "clocks"], Ct);
        Assert.True(import.ExitCode == 0, import.Output);
        Assert.Contains("importing questions: 2 of 2", import.Output.Split('\n'));
        Assert.DoesNotContain('\u001b', import.Output);
        foreach (var command in new[] { "rebuild", "verify" })
        {
            var (exitCode, output) = await alone.Command([command], Ct);
            Assert.True(exitCode == 0, output);
        }

        var status = (await alone.Command(["status"], Ct)).Output;
        Assert.Matches("last backup +never\n", status);
        Assert.Matches("last verification +20.*, no difference\n", status);

        // Somebody else's machine: another data folder, and the address of the node.
        await alone.Start(Ct);
        using var elsewhere = new TemporaryFolder();
        await using var remote = new Node(elsewhere.Path, database, [KeyValuePair.Create("Skiller__OperationsUrl", alone.Operations.GetLeftPart(UriPartial.Authority))]);
        foreach (var command in new[] { "rebuild", "verify" })
        {
            var (exitCode, output) = await remote.Command([command, "--json"], Ct);
            Assert.True(exitCode == 0, output);
            Assert.True(JsonDocument.Parse(output).RootElement.GetProperty("isDone").GetBoolean());
            await HealthOf.Becomes(() => Task.FromResult(alone.Output.Contains($"Operation {command} ended: Done", StringComparison.Ordinal)), $"the node says that {command} ended", Ct);
        }

        Assert.False(File.Exists(Path.Combine(elsewhere.Path, "ports.json")));
    }

    [Fact]
    public async Task Status_in_JSON_has_the_head_the_streams_and_each_dead_letter_with_its_reason()
    {
        using var folder = new TemporaryFolder();
        await using var node = new Node(folder.Path);
        var import = await node.Command(["import", "stackexchange", _standIn, "--site", "clocks"], Ct);
        Assert.True(import.ExitCode == 0, import.Output);
        await Planting.Plant(folder.Path, null, "insert into dead_letter (target, position, reason, attempts, at) values ('member/m:1', 7, 'it cannot be', 5, 0)");

        var (exitCode, output) = await node.Command(["status", "--json"], Ct);

        Assert.Equal(0, exitCode);
        var status = JsonDocument.Parse(output).RootElement;
        Assert.True(status.GetProperty("databaseStatus").GetProperty("bytes").GetInt64() > 0);
        Assert.True(status.GetProperty("diskFreeBytes").GetInt64() > 0);
        Assert.Contains(status.GetProperty("consumers").EnumerateArray(), static consumer => consumer.GetProperty("name").GetString()!.StartsWith("lists/", StringComparison.Ordinal));
        var log = JsonDocument.Parse(output).RootElement.GetProperty("log");
        Assert.True(log.GetProperty("head").GetInt64() > 10);
        Assert.Equal(2, log.GetProperty("streams").GetProperty("q").GetInt64());
        Assert.Equal(3, log.GetProperty("streams").GetProperty("m").GetInt64());
        var letter = Assert.Single(log.GetProperty("deadLetters").EnumerateArray());
        Assert.Equal(("member/m:1", 7, "it cannot be"), (letter.GetProperty("target").GetString(), letter.GetProperty("position").GetInt32(), letter.GetProperty("reason").GetString()));
        Assert.Contains("member/m:1 stands before 7 since 1970-01-01 00:00:00Z after 5 attempts: it cannot be", (await node.Command(["status"], Ct)).Output, StringComparison.Ordinal);
    }
}
