using Skiller.Simulator.Journal;
using Skiller.Simulator.Plan;
using Skiller.Tests.Given;
using Xunit;

namespace Skiller.Tests.Simulator;

/// <summary>What a journal keeps.</summary>
public sealed class JournalTests
{
    [Fact]
    public async Task Lines_come_back_as_they_were_written_and_one_that_was_cut_off_is_written_over()
    {
        using var temporary = new TemporaryFolder();
        var folder = new RunFolder(temporary.Path);
        var line = new JournalLine("q1v2", "vote", "ada-s1-2", Outcome.Acknowledged) { Began = 5, Ended = 7, Status = 200, Question = "12", Value = 0, Skills = ["a"] };
        await using (var journal = JournalWriter.Open(folder.Journal))
        {
            await Task.WhenAll(Enumerable.Range(0, 50).Select(number => journal.Append(line with { Name = $"v{number}" })));
        }

        await File.AppendAllTextAsync(folder.Journal, "{\"name\":\"torn\",\"ki", TestContext.Current.CancellationToken);
        await using (var journal = JournalWriter.Open(folder.Journal))
        {
            await journal.Append(line with { Name = "after" });
        }

        var lines = folder.Lines();
        Assert.Equal(Enumerable.Range(0, 50).Select(static number => $"v{number}").Append("after"), lines.Select(static written => written.Name));
        Assert.Equal(line.Write(), (lines[^1] with { Name = line.Name }).Write());
    }

    [Fact]
    public async Task The_last_word_about_an_act_counts_from_when_it_was_first_sent()
    {
        using var temporary = new TemporaryFolder();
        var folder = new RunFolder(temporary.Path);
        await using (var journal = JournalWriter.Open(folder.Journal))
        {
            await journal.Append(new JournalLine("q1", "ask", "ada", Outcome.Unknown) { Began = 10, Ended = 20 });
            await journal.Append(new JournalLine("q1", "ask", "ada", Outcome.Acknowledged) { Began = 30, Ended = 40, Id = "7" });
        }

        var line = Assert.Single(folder.Lines());
        Assert.Equal((Outcome.Acknowledged, 10, 40), (line.Outcome, line.Began, line.Ended));
    }

    [Fact]
    public async Task What_is_noted_comes_before_what_is_appended_after_it()
    {
        using var temporary = new TemporaryFolder();
        var folder = new RunFolder(temporary.Path);
        await using (var journal = JournalWriter.Open(folder.Journal))
        {
            await journal.Note(new JournalLine("v1", "vote", "ada", Outcome.Unknown) { Began = 10, Ended = 900 });
            Assert.Equal("v1", Assert.Single(folder.Lines()).Name);
            await journal.Note(new JournalLine("v2", "vote", "ada", Outcome.Unknown) { Began = 11, Ended = 901 });
            await journal.Append(new JournalLine("v1", "vote", "ada", Outcome.Acknowledged) { Began = 12, Ended = 20 });
        }

        Assert.Equal([("v1", Outcome.Acknowledged, 10L, 20L), ("v2", Outcome.Unknown, 11L, 901L)], folder.Lines().Select(static line => (line.Name, line.Outcome, line.Began, line.Ended)));
    }

    [Fact]
    public async Task A_write_that_fails_half_way_does_not_spoil_the_next_line()
    {
        using var temporary = new TemporaryFolder();
        var folder = new RunFolder(temporary.Path);
        await using (var journal = new JournalWriter(new FailingFile(folder.Journal, static number => number == 2)))
        {
            await journal.Append(new JournalLine("q1", "ask", "ada", Outcome.Acknowledged));
            await Assert.ThrowsAsync<IOException>(() => journal.Append(new JournalLine("q2", "ask", "ada", Outcome.Acknowledged)));
            await journal.Append(new JournalLine("q3", "ask", "ada", Outcome.Acknowledged));
        }

        Assert.Equal(["q1", "q3"], folder.Lines().Select(static line => line.Name));
        Assert.Equal(2, (await File.ReadAllLinesAsync(folder.Journal, TestContext.Current.CancellationToken)).Length);
    }

    [Fact]
    public async Task A_last_line_without_an_end_does_not_count_since_going_on_removes_it()
    {
        using var temporary = new TemporaryFolder();
        var folder = new RunFolder(temporary.Path);
        var (first, last) = (new JournalLine("q1", "ask", "ada", Outcome.Acknowledged), new JournalLine("q2", "ask", "ada", Outcome.Acknowledged));
        await File.WriteAllTextAsync(folder.Journal, $"{first.Write()}\n{last.Write()}", TestContext.Current.CancellationToken);
        Assert.Equal(["q1"], folder.Lines().Select(static line => line.Name));
        await JournalWriter.Open(folder.Journal).DisposeAsync();
        Assert.Equal($"{first.Write()}\n", await File.ReadAllTextAsync(folder.Journal, TestContext.Current.CancellationToken));
        Assert.Equal(["q1"], folder.Lines().Select(static line => line.Name));
    }

    [Fact]
    public async Task Loads_that_go_on_with_a_growth_are_numbered_and_their_acts_are_among_its_lines()
    {
        using var temporary = new TemporaryFolder();
        var folder = new RunFolder(temporary.Path);
        await Write(folder.Journal, "q1");
        Assert.Equal(1, folder.NextLoad());
        await Write(folder.LoadJournal(1, 0), "l1v0");
        await Write(folder.LoadJournal(1, 1), "l1v1");
        await Write(folder.LoadJournal(10, 0), "l10v0");
        Assert.Equal(11, folder.NextLoad());
        Assert.Equal(["l10v0", "l1v0", "l1v1", "q1"], folder.Lines().Select(static line => line.Name).Order(StringComparer.Ordinal));

        static async Task Write(string path, string name)
        {
            await using var journal = JournalWriter.Open(path);
            await journal.Append(new JournalLine(name, "vote", "ada", Outcome.Acknowledged));
        }
    }

    [Fact]
    public void Two_loads_at_once_do_not_act_as_the_same_members()
    {
        using var temporary = new TemporaryFolder();
        var folder = new RunFolder(temporary.Path);
        using (folder.Hold())
        {
            Assert.Contains("Another run acts", Assert.Throws<UsageException>(folder.Hold).Message, StringComparison.Ordinal);
        }

        folder.Hold().Dispose();
    }

    [Fact]
    public async Task What_is_the_run_s_own_is_for_its_owner_alone()
    {
        using var temporary = new TemporaryFolder();
        var folder = new RunFolder(Path.Combine(temporary.Path, "run"));
        folder.Begin(new RunFacts(new Scenario(), new Uri("http://localhost"), RunFolder.NewPassword(), DateTimeOffset.UnixEpoch, StartedEmpty: true, null));
        await JournalWriter.Open(folder.Journal).DisposeAsync();
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(folder.File("run.json")));
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(folder.Journal));
        }
    }

    [Fact]
    public void A_password_stands_in_JSON_as_it_is_so_that_a_leak_is_seen() => Assert.Matches("^[0-9a-f]{36}$", RunFolder.NewPassword());
}
