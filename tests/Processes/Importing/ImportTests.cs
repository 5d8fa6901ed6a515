using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Skiller.Tests.Given;
using Xunit;

namespace Skiller.Tests.Processes.Importing;

/// <summary>
/// A dump is imported by the real program: our own small one, with the oddities of real ones, always; a real community where its data lie
/// beside the repository.
/// </summary>
public sealed partial class ImportTests
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

    [Fact]
    public async Task What_was_imported_reads_as_it_was_on_a_running_node()
    {
        var ct = TestContext.Current.CancellationToken;
        using var folder = new TemporaryFolder();
        await using var node = new Node(folder.Path);
        await node.Start(ct);
        var import = await Import(node, _standIn);
        Assert.True(import.ExitCode == 0, import.Output);
        Assert.Equal(Table, Told(import.Output));
        await IsVerified(node);
        using var http = new HttpClient { BaseAddress = node.Public };
        var list = await Get(http, "/api/v1/questions?sort=votes");
        var best = list.GetProperty("items")[0];
        Assert.Equal(2, list.GetProperty("items").GetArrayLength());
        Assert.Equal("Why does it stop?", best.GetProperty("title").GetString());
        Assert.Equal(2, best.GetProperty("score").GetInt32());
        Assert.Equal("zoe-lumiere", best.GetProperty("author").GetProperty("handle").GetString());
        var page = await Get(http, $"/api/v1/questions/{best.GetProperty("id").GetString()}");
        Assert.Equal("It stops at *noon*.", page.GetProperty("body").GetString());
        Assert.Equal(2, page.GetProperty("version").GetInt32());
        Assert.Equal(["c++", "pendulum"], page.GetProperty("skills").EnumerateArray().Select(s => s.GetString()).Order());
        var accepted = page.GetProperty("answers")[0];
        Assert.True(accepted.GetProperty("accepted").GetBoolean());
        Assert.Contains("    turn();", accepted.GetProperty("body").GetString());
        Assert.Equal(JsonValueKind.Null, page.GetProperty("answers")[1].GetProperty("author").ValueKind);
        Assert.Equal("2020-02-01T10:00:00Z", At(page.GetProperty("createdAt")));
        Assert.Equal("2020-02-01T11:00:00Z", At(accepted.GetProperty("createdAt")));
        var remark = Assert.Single(page.GetProperty("comments").EnumerateArray());
        Assert.Equal("Which clock?", remark.GetProperty("body").GetString());
        Assert.Equal("2020-02-01T10:30:00Z", At(remark.GetProperty("createdAt")));
        Assert.Equal(JsonValueKind.Null, Assert.Single(accepted.GetProperty("comments").EnumerateArray()).GetProperty("author").ValueKind);

        // The other spelling of tags, a title beyond the limits of today, a closure.
        var other = await Get(http, $"/api/v1/questions/{list.GetProperty("items")[1].GetProperty("id").GetString()}");
        Assert.Equal(["brass", "pendulum"], other.GetProperty("skills").EnumerateArray().Select(s => s.GetString()).Order());
        Assert.Equal(string.Concat(Enumerable.Repeat("A long title that goes on ", 9)).Trim(), other.GetProperty("title").GetString());
        Assert.Equal("closed", other.GetProperty("status").GetString());
        Assert.Equal("open", page.GetProperty("status").GetString());

        var member = await Get(http, "/api/v1/members/zoe-lumiere");
        Assert.Equal("Zoé Lumière", member.GetProperty("name").GetString());
        Assert.Equal("2020-01-02T10:00:00Z", At(member.GetProperty("joinedAt")));
        Assert.Equal(5 + 5 + 2, member.GetProperty("reputation").GetInt32());
        Assert.Equal("I mend **clocks**.", member.GetProperty("bio").GetString());

        // Who voted is nobody's member: there are the three users that the dump has, and no pool.
        var members = (await Get(http, "/api/v1/members?limit=100")).GetProperty("items").EnumerateArray();
        Assert.Equal(["member-3", "zoe-lumiere", "zoe-lumiere-2"], members.Select(m => m.GetProperty("handle").GetString()).Order());
    }

    // What is read is imported or skipped, row by row.
    private static readonly string[] Table =
    [
        "Badges.xml read 1",
        "Badges.xml skipped: badges are Skiller's own to give 1",
        "Comments.xml read 3",
        "Comments.xml imported 2",
        "Comments.xml skipped: post that is not imported 1",
        "PostHistory.xml read 10",
        "PostHistory.xml imported 6",
        "PostHistory.xml skipped: change of another kind than words 1",
        "PostHistory.xml skipped: change without its text 1",
        "PostHistory.xml skipped: edit that changes nothing 1",
        "PostHistory.xml skipped: post that is not imported 1",
        "PostLinks.xml read 2",
        "PostLinks.xml skipped: Skiller has no links between questions yet 1",
        "PostLinks.xml skipped: link that points at nothing imported 1",
        "Posts.xml read 7",
        "Posts.xml imported 4",
        "Posts.xml with closure 1",
        "Posts.xml skipped: answer to a question that is not there 1",
        "Posts.xml skipped: moderator post 1",
        "Posts.xml skipped: wiki 1",
        "Users.xml read 5",
        "Users.xml imported 3",
        "Users.xml skipped: row without number 1",
        "Users.xml skipped: the system's own user 1",
        "Votes.xml read 7",
        "Votes.xml imported 5",
        "Votes.xml skipped: post that is not imported 1",
        "Votes.xml skipped: vote of another kind than up, down and accepted 1",
    ];

    private static string[] Told(string output) =>
    [
        .. output.Split('\n').Where(static line => Row().IsMatch(line)).Select(static line => Spaces().Replace(line, " ")),
    ];

    [GeneratedRegex(@"^[A-Z]\w+\.xml  ", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Row();

    [GeneratedRegex(" {2,}", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Spaces();

    private static string At(JsonElement time) => time.GetDateTimeOffset().ToString("yyyy-MM-ddTHH:mm:ssK", CultureInfo.InvariantCulture).Replace("+00:00", "Z", StringComparison.Ordinal);

    private static async Task<JsonElement> Get(HttpClient http, string path) =>
        JsonDocument.Parse(await http.GetStringAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken)).RootElement;

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
