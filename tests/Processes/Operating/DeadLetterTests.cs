using System.Globalization;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Skiller.Tests.Given;
using Skiller.Tests.Processes.Crash;
using Xunit;

namespace Skiller.Tests.Processes.Operating;

/// <summary>F18: a fact that a consumer cannot write is named, folded once when what hindered it is repaired, or passed over when an operator says so.</summary>
public sealed class DeadLetterTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task F18_What_could_not_be_folded_is_folded_once_when_it_is_replayed_after_the_repair()
    {
        using var folder = new TemporaryFolder();
        await using var node = new Node(folder.Path, settings: CrashSettings.All);
        await node.Start(Ct);
        using var asker = await Asker.Join(node, Ct);
        await Run(folder, "create trigger poison before insert on question_row when new.title like '%number 1?' begin select raise(abort, 'poison'); end");
        var question = await asker.Asked(node, Ct);
        var letter = await Letter(node);
        Assert.StartsWith("lists/", letter, StringComparison.Ordinal);

        var tried = await node.Command(["dead-letters", "replay", letter, "--json"], Ct);
        Assert.Equal(1, tried.ExitCode);
        var result = JsonDocument.Parse(tried.Output).RootElement;
        Assert.False(result.GetProperty("isDone").GetBoolean());
        Assert.Contains(result.GetProperty("said").EnumerateArray(), static line => line.GetString()!.Contains("poison", StringComparison.Ordinal));

        // Of all, since the consumer may try again by itself in between: then this letter is no longer there. One alone was tried above.
        await Run(folder, "drop trigger poison");
        var replayed = await node.Command(["dead-letters", "replay"], Ct);
        Assert.True(replayed.ExitCode == 0, replayed.Output);
        Assert.Equal((0, "There is no dead letter."), await node.Command(["dead-letters", "list"], Ct));
        Assert.Equal(1L, await Count(folder, question));
        await Clean(node);
    }

    [Fact]
    public async Task F18_What_is_dropped_is_passed_over_named_by_verify_and_folded_by_a_rebuild_that_can()
    {
        using var folder = new TemporaryFolder();
        await using var node = new Node(folder.Path, settings: CrashSettings.All);
        await node.Start(Ct);
        using var asker = await Asker.Join(node, Ct);
        await Run(folder, "create trigger poison before insert on question_row when new.title like '%number 1?' begin select raise(abort, 'poison'); end");
        var question = await asker.Asked(node, Ct);
        var letter = await Letter(node);

        Assert.Equal(1, (await node.Command(["dead-letters", "drop", "lists/nowhere@1", "--reason", "none"], Ct)).ExitCode);
        var dropped = await node.Command(["dead-letters", "drop", letter, "--reason", "cannot be repaired today", "--json"], Ct);
        Assert.True(dropped.ExitCode == 0, dropped.Output);
        Assert.True(JsonDocument.Parse(dropped.Output).RootElement.GetProperty("isDone").GetBoolean());
        Assert.Equal(0, (await node.Command(["dead-letters", "list"], Ct)).ExitCode);
        Assert.Equal(0L, await Count(folder, question));

        var (exitCode, output) = await node.Command(["verify", "--json"], Ct);
        Assert.Equal(1, exitCode);
        var verified = JsonDocument.Parse(output).RootElement;
        Assert.False(verified.GetProperty("isDone").GetBoolean());
        Assert.Contains(verified.GetProperty("said").EnumerateArray(), line => line.GetString()!.Contains($"question {question}: expected ", StringComparison.Ordinal));
        Assert.Contains(Assert.Single(verified.GetProperty("tables").EnumerateArray()).GetProperty("rows").EnumerateArray(), static row => row[0].GetString() == "question");

        await Run(folder, "drop trigger poison");
        Assert.Equal(0, (await node.Command(["rebuild", "--what", "lists"], Ct)).ExitCode);
        Assert.Equal(1L, await Count(folder, question));
        await Clean(node);
    }

    // Its id, once there is one.
    private static async Task<string> Letter(Node node)
    {
        var id = "";
        await HealthOf.Becomes(
            async () =>
            {
                var (exitCode, output) = await node.Command(["dead-letters", "list", "--json"], Ct);
                id = exitCode == 1 ? JsonDocument.Parse(output).RootElement[0].GetProperty("id").GetString()! : "";
                return id.Length > 0;
            },
            "a dead letter",
            Ct);
        return id;
    }

    private static async Task Clean(Node node)
    {
        var (exitCode, output) = await node.Command(["verify"], Ct);
        Assert.True(exitCode == 0, output);
    }

    private static async Task<object?> Count(TemporaryFolder folder, string question) =>
        await Run(folder, string.Create(CultureInfo.InvariantCulture, $"select count(*) from question_row where question = {question}"));

    private static async Task<object?> Run(TemporaryFolder folder, string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(folder.Path, "skiller.db")};Pooling=False");
        await connection.OpenAsync(Ct);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteScalarAsync(Ct);
    }
}
