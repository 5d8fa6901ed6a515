using System.Text.Json;
using Skiller.Tests.Given;
using Xunit;

namespace Skiller.Tests.Processes.Importing;

/// <summary>
/// A dump is imported by the real program: our own small one, with the oddities of real ones, always; a real community where its data lie
/// beside the repository.
/// </summary>
public sealed class ImportTests
{
    private static readonly string _standIn = Path.Combine(Node.Root, "tests", "Given", "StackExchange");
    private static readonly string _sample = Path.Combine(Node.Root, "..", "shared", "data", "stackexchange-sample");

    public static TheoryData<string> Dumps => Directory.Exists(_sample) ? [_standIn, _sample] : [_standIn];

    [Theory]
    [MemberData(nameof(Dumps))]
    public async Task A_dump_is_imported_as_its_own_figures_say_and_a_second_run_adds_nothing(string dump)
    {
        using var folder = new TemporaryFolder();
        await using var node = new Node(folder.Path);
        var first = await Import(node, dump);
        Assert.True(first.ExitCode == 0, first.Output);
        Assert.Contains("Scores, answer counts and acceptances equal the dump's own figures.", first.Output);
        var second = await Import(node, dump);
        Assert.True(second.ExitCode == 0, second.Output);
        Assert.Contains("0 facts added to the log", second.Output);
        await IsVerified(node);
    }

    [Theory]
    [MemberData(nameof(Dumps))]
    public async Task An_import_that_is_killed_and_run_again_ends_the_same(string dump)
    {
        using var folder = new TemporaryFolder();
        await using var node = new Node(folder.Path);
        await node.Start(TestContext.Current.CancellationToken);
        var killed = Import(node, dump);
        await Task.Delay(TimeSpan.FromMilliseconds(1_500), TestContext.Current.CancellationToken);
        await node.Kill();
        await killed;
        var again = await Import(node, dump);
        Assert.True(again.ExitCode == 0, again.Output);
        Assert.Contains("equal the dump's own figures", again.Output);
        await IsVerified(node);
    }

    [Fact]
    public async Task What_was_imported_reads_as_it_was_on_a_running_node()
    {
        var ct = TestContext.Current.CancellationToken;
        using var folder = new TemporaryFolder();
        await using var node = new Node(folder.Path);
        await node.Start(ct);
        var import = await Import(node, _standIn);
        Assert.True(import.ExitCode == 0, import.Output);
        Assert.Contains("answer to a question that is not there", import.Output);
        Assert.Contains("wiki", import.Output);
        Assert.Contains("moderator post", import.Output);
        await IsVerified(node);
        using var http = new HttpClient { BaseAddress = node.Public };
        var list = JsonDocument.Parse(await http.GetStringAsync(new Uri("/api/v1/questions?sort=votes", UriKind.Relative), ct)).RootElement;
        var best = list.GetProperty("items")[0];
        Assert.Equal(2, list.GetProperty("items").GetArrayLength());
        Assert.Equal("Why does it stop?", best.GetProperty("title").GetString());
        Assert.Equal(2, best.GetProperty("score").GetInt32());
        Assert.Equal("zoe-lumiere", best.GetProperty("author").GetProperty("handle").GetString());
        var page = JsonDocument.Parse(await http.GetStringAsync(new Uri($"/api/v1/questions/{best.GetProperty("id").GetString()}", UriKind.Relative), ct)).RootElement;
        Assert.Equal("It stops at *noon*.", page.GetProperty("body").GetString());
        Assert.Equal(2, page.GetProperty("version").GetInt32());
        Assert.Equal(["c++", "pendulum"], page.GetProperty("skills").EnumerateArray().Select(s => s.GetString()).Order());
        var accepted = page.GetProperty("answers")[0];
        Assert.True(accepted.GetProperty("accepted").GetBoolean());
        Assert.Contains("    turn();", accepted.GetProperty("body").GetString());
        Assert.Equal(JsonValueKind.Null, page.GetProperty("answers")[1].GetProperty("author").ValueKind);
        var member = JsonDocument.Parse(await http.GetStringAsync(new Uri("/api/v1/members/zoe-lumiere", UriKind.Relative), ct)).RootElement;
        Assert.Equal("Zoé Lumière", member.GetProperty("name").GetString());
        Assert.Equal(5 + 5 + 2, member.GetProperty("reputation").GetInt32());
        Assert.Equal("I mend **clocks**.", member.GetProperty("bio").GetString());
    }

    [Fact]
    public async Task A_folder_without_a_dump_is_refused_in_one_line()
    {
        using var folder = new TemporaryFolder();
        await using var node = new Node(folder.Path);
        var (exitCode, output) = await Import(node, folder.Path);
        Assert.Equal(2, exitCode);
        Assert.Contains("Posts.xml", output);
    }

    private static Task<(int ExitCode, string Output)> Import(Node node, string dump) =>
        node.Command(["import", "stackexchange", dump, "--site", "clocks"], TestContext.Current.CancellationToken);

    private static async Task IsVerified(Node node)
    {
        var (exitCode, output) = await node.Command(["verify"], TestContext.Current.CancellationToken);
        Assert.True(exitCode == 0, output);
    }
}
