using Skiller.Simulator.Faults;
using Skiller.Simulator.Growing;
using Skiller.Simulator.Journal;
using Skiller.Simulator.Measuring;
using Skiller.Simulator.Report;
using Skiller.Tests.Given;
using Xunit;

namespace Skiller.Tests.Simulator;

/// <summary>Errors around a fault are told from the others, and stand in the report.</summary>
public sealed class FaultEffectTests
{
    private static readonly FaultLine _kill = new(0, "3d", "kill silo 2") { Day = 3, Began = 1_000, Ended = 3_000, ExitCode = 0, Said = "Node 2 (silo) is killed." };

    // An error before, five within the minute after second 100, one long after.
    private static readonly List<Sample> _samples =
    [
        .. Enumerable.Range(0, 300).Select(static second => new Sample
        {
            Seconds = second,
            Members = second,
            Errors = second switch { < 50 => 0, < 101 => 1, < 108 => 4, < 250 => 6, _ => 7 },
            Acts = new Percentiles(1, 1, second == 103 ? 900 : 5, 0, 0),
            Pages = new Percentiles(1, 1, second == 200 ? 5_000 : 7, 0, 0),
            Faults = second == 100 ? ["3d kill silo 2"] : null,
        }),
    ];

    [Fact]
    public void Errors_within_the_minute_are_the_fault_s_and_the_others_are_not()
    {
        var effect = Assert.Single(FaultEffects.Of([_kill], _samples, []));
        Assert.Equal(new FaultEffect("3d kill silo 2", 3, 2, 0, "Node 2 (silo) is killed.") { Second = 100, Errors = 5, LastErrorSeconds = 8, ActsP99 = 900, PagesP99 = 7 }, effect);
        Assert.Equal(7, FaultEffects.Errors(_samples, []));
    }

    [Fact]
    public void What_comes_after_the_next_fault_is_the_next_one_s()
    {
        var start = new FaultLine(1, "4d", "start silo 2") { Began = 9_000, Ended = 9_500, ExitCode = 0 };
        List<Sample> samples = [.. _samples.Select(static sample => sample.Seconds == 105 ? sample with { Faults = ["4d start silo 2"] } : sample)];
        Assert.Equal([3, 2], FaultEffects.Of([_kill, start], samples, []).Select(static effect => effect.Errors));
    }

    [Fact]
    public void A_run_that_went_on_counts_from_nothing_again()
    {
        List<Sample> samples = [new() { Seconds = 1, Errors = 5 }, new() { Seconds = 2, Errors = 1 }, new() { Seconds = 3, Errors = 2 }];
        Assert.Equal(7, FaultEffects.Errors(samples, []));
        Assert.Null(Assert.Single(FaultEffects.Of([_kill], samples, [])).Second);
    }

    [Fact]
    public void An_act_of_unknown_fate_belongs_to_the_fault_that_it_ran_into_however_late_it_is_told()
    {
        var start = new FaultLine(1, "4d", "start silo 2") { Began = 200_000, Ended = 201_000, ExitCode = 0 };
        var acts = new[]
        {
            // Told before the first; begun before it and told minutes after; begun half a minute after it and told after the second; between both; within the second.
            Act(0, 900), Act(500, 400_000), Act(33_000, 250_000), Act(64_000, 190_000), Act(210_000, 400_000),
        };
        List<Sample> samples = [.. _samples.Select(static sample => sample with { Errors = sample.Errors + (sample.Seconds >= 290 ? 5 : 0), Unknown = sample.Seconds >= 290 ? 5 : 0 })];
        var effects = FaultEffects.Of([_kill, start], samples, acts);
        Assert.Equal([(7L, 399.0), (1L, 200.0)], effects.Select(static effect => (effect.Errors, effect.LastErrorSeconds)));
        Assert.Equal(12, FaultEffects.Errors(samples, acts));

        static JournalLine Act(long began, long ended) => new($"v{began}", "vote", "ada", Outcome.Unknown) { Began = began, Ended = ended };
    }

    [Fact]
    public async Task Each_unknown_word_of_a_journal_counts_also_when_the_act_was_done_later()
    {
        using var temporary = new TemporaryFolder();
        var folder = new RunFolder(temporary.Path);
        Assert.Empty(folder.Unknown());
        await using (var journal = JournalWriter.Open(folder.Journal))
        {
            await journal.Append(new JournalLine("q1", "ask", "ada", Outcome.Unknown) { Began = 10, Ended = 20 });
            await journal.Append(new JournalLine("Unknown", "ask", "ada", Outcome.Acknowledged) { Began = 11, Ended = 21 });
            await journal.Append(new JournalLine("q1", "ask", "ada", Outcome.Acknowledged) { Began = 30, Ended = 40 });
        }

        Assert.Equal(("q1", 20L), Assert.Single(folder.Unknown().Select(static line => (line.Name, line.Ended))));
    }

    [Theory]
    [InlineData("fr", "Pannes provoquées")]
    [InlineData("en", "Faults")]
    public void The_report_has_a_table_of_them_and_marks_them_on_its_charts(string locale, string heading)
    {
        var summary = new RunSummary { Faults = FaultEffects.Of([_kill], _samples, []), ErrorsApartFromFaults = 2 };
        var html = new HtmlReport(
            new ReportFacts("title", new Uri("http://localhost"), 1, DateTimeOffset.UnixEpoch, summary, _samples, null, new Thresholds(null, null).Judge(summary, null)), new ReportWords(locale)).Write();
        Assert.Contains($"<h2>{System.Net.WebUtility.HtmlEncode(heading)}</h2>", html, StringComparison.Ordinal);
        Assert.Contains("<g class=\"mark\"><title>3d kill silo 2</title>", html, StringComparison.Ordinal);
        Assert.Contains("<td>3d kill silo 2</td>", html, StringComparison.Ordinal);
    }

    [Fact]
    public void A_fault_that_was_not_done_as_planned_fails_the_run()
    {
        var summary = new RunSummary { Faults = [new FaultEffect("3d kill silo 2", 3, 1, 2, "There is no node 'silo 2'.")] };
        Assert.False(new Thresholds(null, null).Judge(summary, null).Single(static check => check.Name == "faults").Holds);
        Assert.DoesNotContain(new Thresholds(null, null).Judge(new RunSummary(), null), static check => check.Name == "faults");
    }
}
