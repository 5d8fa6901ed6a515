using System.Net.Http.Json;
using System.Text.Json;
using Skiller.Tests.Given;
using Xunit;

namespace Skiller.Tests.Processes;

/// <summary>The demo that a newcomer starts: whole within a minute, the same after a kill in its middle, and never over somebody's data.</summary>
public sealed class DemoTests : IDisposable
{
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(20) };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _http.Dispose();

    [Fact]
    public async Task A_demo_that_is_killed_in_the_middle_ends_the_same_when_it_is_started_again()
    {
        using var folder = new TemporaryFolder();
        await using var node = new Node(folder.Path);
        await node.CommandKilledAt(static line => line.StartsWith("Demo: 20 of", StringComparison.Ordinal) && line.EndsWith("answered", StringComparison.Ordinal), ["--demo"], Ct);

        await node.Start(["--demo"], Ct);
        await Until(() => Task.FromResult(node.Output.Contains("The demo is whole: ", StringComparison.Ordinal)));

        Assert.Contains("The demo is whole: 16 invented members, 43 questions in French and English.", node.Output, StringComparison.Ordinal);
        await Until(() => Task.FromResult(node.Output.Contains($"Take part: {node.Public}sign-in", StringComparison.Ordinal)));
        await Until(async () => (await Get(node, "questions?limit=100")).GetProperty("items").GetArrayLength() == 43);
        await Until(async () => (await Get(node, "members?limit=100")).GetProperty("items").GetArrayLength() == 16);
        Assert.All((await Get(node, "questions?limit=100")).GetProperty("items").EnumerateArray(), static question => Assert.InRange(question.GetProperty("answerCount").GetInt32(), 0, 2));
        await Until(async () => (await Get(node, "questions?sort=unanswered")).GetProperty("items").GetArrayLength() == 2);
        await Until(async () => (await Get(node, "members/marion")).GetProperty("reputation").GetInt32() > 200);
        var signedIn = await _http.PostAsJsonAsync(new Uri(node.Public, "/api/v1/tokens"), new { email = "ines@skiller.example", password = "les cinq moineaux du toit" }, Ct);
        Assert.Equal(201, (int)signedIn.StatusCode);
        var (exitCode, output) = await node.Command(["verify"], Ct);
        Assert.True(exitCode == 0, output);

        Assert.Equal(0, await node.Stop(Ct));
        await node.Start(["run", "--demo"], Ct);
        await Until(() => Task.FromResult(node.Output.Contains("The demo is whole: ", StringComparison.Ordinal)));
        Assert.Equal(43, (await Get(node, "questions?limit=100")).GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task A_folder_that_holds_something_else_is_left_as_it_is()
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "somebody's.txt");
        await File.WriteAllTextAsync(file, "Mine.", Ct);
        await using var node = new Node(folder.Path);

        var (exitCode, output) = await node.Command(["--demo"], Ct);

        Assert.Equal(2, exitCode);
        Assert.Equal($"The data folder {folder.Path} is not empty, and --demo fills an empty one. Name another (Skiller__Data), or start without --demo.", output);
        Assert.Equal([file], Directory.GetFileSystemEntries(folder.Path));
    }

    private async Task<JsonElement> Get(Node node, string path) => await _http.GetFromJsonAsync<JsonElement>(new Uri(node.Public, $"/api/v1/{path}"), Ct);

    private static async Task Until(Func<Task<bool>> fact)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (!await fact())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(start) < TimeSpan.FromSeconds(90), "It did not come.");
            await Task.Delay(100, Ct);
        }
    }
}
