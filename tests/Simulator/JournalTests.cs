using Skiller.Simulator.Journal;
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
}
