using Microsoft.Data.Sqlite;
using Skiller.Tests.Given;
using Xunit;

namespace Skiller.Tests.Processes.Verifying;

/// <summary>Verify is itself tested: a difference of each kind is planted in the database, and found by name.</summary>
public sealed class VerifyTests(VerifyTests.Import import) : IClassFixture<VerifyTests.Import>
{
    [Fact]
    public async Task A_difference_of_each_derived_kind_is_named_and_a_rebuild_heals_it()
    {
        using var folder = new TemporaryFolder();
        await using var node = import.CopiedTo(folder);
        await Planting.Plant(
            folder.Path,
            null,
            "update standing set total = total + 1 where member = (select min(member) from standing)",
            "update member_skill set points = points + 1 where rowid = (select min(rowid) from member_skill where scored = 1)",
            "update ledger set points = points + 1 where rowid = (select min(rowid) from ledger)",
            "delete from ledger where rowid = (select max(rowid) from ledger)",
            "delete from ledger_skill where rowid = (select min(rowid) from ledger_skill)",
            "update ledger_skill set points = points + 1 where rowid = (select max(rowid) from ledger_skill)",
            "update pulse_day set questions = questions + 1 where day = (select min(day) from pulse_day)",
            "update pulse_question set wait = wait + 1 where question = (select min(question) from pulse_question)",
            "delete from pulse_answer where rowid = (select max(rowid) from pulse_answer)",
            "delete from search_name where word = (select min(word) from search_name)",
            "update skill_pair set questions = questions + 1 where rowid = (select min(rowid) from skill_pair)",
            "update question_row set score = score + 1 where question = (select min(question) from question_row)",
            "update question_row set answers = answers + 1, hidden = 1 where question = (select max(question) from question_row)",
            "update answer_row set question = question + 1 where answer = (select min(answer) from answer_row)",
            "delete from answer_row where answer = (select max(answer) from answer_row)",
            "delete from question_skill where rowid = (select min(rowid) from question_skill)",
            "update question_skill set score = score + 1 where rowid = (select max(rowid) from question_skill)",
            "update member_row set name = 'Somebody else' where member = (select min(member) from member_row)",
            "insert into member_skill (member, skill, declared, endorsements) values (1, 'planted', 1, 0)",
            "update skill_row set questions = questions + 1 where slug = 'pendulum'");
        var (exitCode, output) = await node.Command(["verify"], TestContext.Current.CancellationToken);
        Assert.Equal(1, exitCode);
        string[] kinds = ["standing", "standing-skill", "standing grain", "ledger", "ledger-skill", "question", "answer", "question-skill", "member", "member-skill", "skill", "skill-pair", "search-name", "pulse-day", "pulse-question", "pulse-answer"];
        Assert.All(kinds, kind => Assert.Matches($"(?m)^{kind} [-/:a-z0-9+]+: expected ", output));
        Assert.Contains("expected nothing, found", output);
        Assert.Contains(", found nothing", output);
        Assert.Matches("last verification +20.*, [1-9][0-9]* differences", (await node.Command(["status"], TestContext.Current.CancellationToken)).Output);
        var rebuilt = await node.Command(["rebuild"], TestContext.Current.CancellationToken);
        Assert.True(rebuilt.ExitCode == 0, rebuilt.Output);
        var clean = await node.Command(["verify"], TestContext.Current.CancellationToken);
        Assert.True(clean.ExitCode == 0, clean.Output);
    }

    [Fact]
    public async Task Each_figure_that_a_list_is_sorted_by_or_shows_is_compared()
    {
        (string Table, string Key, string Column, string Kind)[] figures =
        [
            ("member_row", "member", "total", "member"), ("member_row", "member", "endorsements", "member"),
            ("member_skill", "member || '/' || skill", "points", "standing-skill"), ("member_skill", "member || '/' || skill", "scored", "standing-skill"),
            ("question_skill", "question || '/' || skill", "active_at", "question-skill"),
            ("question_skill", "question || '/' || skill", "score", "question-skill"), ("question_skill", "question || '/' || skill", "answers", "question-skill"),
            ("question_skill", "question || '/' || skill", "hidden", "question-skill"),
            ("skill_row", "slug", "members", "skill"),
            ("skill_row", "slug", "reputation", "skill"), ("skill_row", "slug", "endorsements", "skill"),
        ];
        using var folder = new TemporaryFolder();
        await using var node = import.CopiedTo(folder);

        // Each in a row of its own.
        var planted = figures.GroupBy(static f => f.Table).SelectMany(table => table.Select((f, i) => PlantOne(
            folder,
            $"update {f.Table} set {f.Column} = {f.Column} + 1 where rowid = (select rowid from {f.Table} order by rowid limit 1 offset {i}) returning '{f.Kind} ' || {f.Key}"))).ToList();
        var (exitCode, output) = await node.Command(["verify"], TestContext.Current.CancellationToken);
        Assert.Equal(1, exitCode);
        Assert.All(planted, line => Assert.Contains($"\n{line}: expected ", output));
    }

    [Theory]
    [InlineData("delete from activity_target where position = (select min(position) from activity_target where target not like 'audit/%')", "target [0-9]+/[0-9]+/[0-9]+: expected ")]
    [InlineData("update activity_target set partition = (partition + 1) % 8 where position = (select min(position) from activity_target where target not like 'audit/%')", "target [0-9]+/[0-9]+/[0-9]+: expected ")]
    [InlineData("delete from activity where stream like 'q:%' and version = 3", "stream q:")]
    [InlineData("delete from activity where position = (select min(position) from activity where kind = 'handle-claimed')", "log: position")]
    [InlineData("delete from activity where position >= (select max(position) from activity_target)", "target [0-9]+/[0-9]+/[0-9]+: expected ")]
    [InlineData("update standing set mark = mark + 1000000 where member = (select min(member) from standing)", "standing-mark [0-9]+: expected ")]
    [InlineData("update pulse_mark set mark = mark + 1000000", "pulse-mark p:0: expected ")]
    [InlineData("update activity set kind = 'question-sung' where position = (select max(position) from activity where kind = 'comment-posted')", "cannot be read")]
    [InlineData(
        "update activity set payload = replace(payload, '\"previous\":0', '\"previous\":1') where position = (select max(position) from activity where kind = 'post-voted')",
        "says that it replaces")]
    public async Task A_log_that_was_tampered_with_is_named(string statement, string named)
    {
        using var folder = new TemporaryFolder();
        await using var node = import.CopiedTo(folder);
        await Planting.Plant(folder.Path, null, statement);
        var (exitCode, output) = await node.Command(["verify"], TestContext.Current.CancellationToken);
        Assert.Equal(1, exitCode);
        Assert.Matches(named, output);
    }

    [Fact]
    public async Task A_rebuild_that_cannot_fold_a_fact_names_who_is_behind_and_fails()
    {
        using var folder = new TemporaryFolder();
        await using var node = import.CopiedTo(folder);
        await Planting.Plant(folder.Path, null, "update activity set kind = 'post-sung' where position = (select max(position) from activity where kind = 'post-voted')");
        var (exitCode, output) = await node.Command(["rebuild"], TestContext.Current.CancellationToken);
        Assert.Equal(1, exitCode);
        Assert.Matches(@"\nlists/l:\d cannot be folded: UnknownActivityException: 'post-sung' 1 at position \d+ of q:\d+ is not known here\.", output);
        Assert.Contains(" projections are behind: the rebuild of all is not complete.", output);
    }

    private static string PlantOne(TemporaryFolder folder, string statement)
    {
        using var connection = Open(folder);
        using var command = connection.CreateCommand();
        command.CommandText = statement;
        return command.ExecuteScalar() as string ?? throw new InvalidOperationException($"Nothing was planted by: {statement}");
    }

    private static SqliteConnection Open(TemporaryFolder folder)
    {
        var connection = new SqliteConnection($"Data Source={Directory.EnumerateFiles(folder.Path, "*.db").Single()};Pooling=False");
        connection.Open();
        return connection;
    }

    /// <summary>A small site in which verify finds nothing, imported once for all.</summary>
    public sealed class Import : IAsyncLifetime
    {
        private readonly TemporaryFolder _folder = new();

        public async ValueTask InitializeAsync()
        {
            await using var node = new Node(_folder.Path);
            var (exitCode, output) = await node.Command(
                ["import", "stackexchange", Path.Combine(Node.Root, "tests", "Given", "StackExchange"), "--site", "clocks"], CancellationToken.None);
            Assert.True(exitCode == 0, output);
            var verified = await node.Command(["verify"], CancellationToken.None);
            Assert.True(verified.ExitCode == 0, verified.Output);
        }

        public ValueTask DisposeAsync()
        {
            _folder.Dispose();
            return ValueTask.CompletedTask;
        }

        internal Node CopiedTo(TemporaryFolder folder)
        {
            foreach (var file in Directory.EnumerateFiles(_folder.Path))
            {
                File.Copy(file, Path.Combine(folder.Path, Path.GetFileName(file)));
            }

            return new Node(folder.Path);
        }
    }
}
