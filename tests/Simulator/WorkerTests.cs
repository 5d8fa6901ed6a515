using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Skiller.Simulator.Commands;
using Skiller.Simulator.Journal;
using Skiller.Simulator.Load;
using Skiller.Simulator.Report;
using Skiller.Tests.Given;
using Xunit;

namespace Skiller.Tests.Simulator;

/// <summary>A load by several real processes of the program, which comes to what one would have sent.</summary>
public sealed class WorkerTests
{
    [Fact]
    public async Task Two_processes_send_what_one_would_and_it_is_one_report()
    {
        await using var target = await ScriptedTarget.Start(static context => context.Response.WriteAsync("page"), TestContext.Current.CancellationToken);
        using var temporary = new TemporaryFolder();
        var profile = new LoadProfile { Rate = 60, Seconds = 3, WarmUpSeconds = 1, Pages = [new LoadedPage("/one", 1), new LoadedPage("/two", 1)] };
        var folder = new RunFolder(Path.Combine(temporary.Path, "load"));
        var (summary, _) = await RunningLoad.Of(new LoadRequest(profile, target.Address, folder) { Workers = 2 }, TestContext.Current.CancellationToken);
        var due = Arrivals.Of(profile).ToList();
        Assert.Equal((due.Count(static at => at >= 0), due.Count(static at => at < 0)), (summary.Loads, summary.WarmUp));
        Assert.Equal((0, 0, 2), (summary.LoadErrors, summary.Dropped, summary.Workers));
        Assert.Equal(summary.Loads, summary.Kinds.Sum(static kind => kind.Count));
        Assert.Equal(["page-one", "page-two"], summary.Kinds.Select(static kind => kind.Kind));
        Assert.Equal(summary.Loads, ReportFiles.Samples(folder)[^1].Loads);
        Assert.True(File.Exists(folder.File("report.fr.html")));
        Assert.Equal(2, JsonDocument.Parse(await File.ReadAllTextAsync(folder.Summary, TestContext.Current.CancellationToken)).RootElement.GetProperty("workers").GetInt32());
    }

    [Fact]
    public async Task When_it_is_stopped_its_processes_end_and_what_they_sent_is_reported()
    {
        await using var target = await ScriptedTarget.Start(static context => context.Response.WriteAsync("page"), TestContext.Current.CancellationToken);
        using var temporary = new TemporaryFolder();
        var profile = new LoadProfile { Rate = 50, Seconds = 600, WarmUpSeconds = 0, Pages = [new LoadedPage("/", 1)] };
        var folder = new RunFolder(Path.Combine(temporary.Path, "load"));
        using var stop = new CancellationTokenSource();
        var running = RunningLoad.Of(new LoadRequest(profile, target.Address, folder) { Workers = 2 }, stop.Token);
        while (ReportFiles.Samples(folder) is not [.., { Loads: > 0 }])
        {
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }

        await stop.CancelAsync();
        var (summary, _) = await running;
        Assert.True(summary.WasStopped);
        Assert.Null(summary.Broke);
        Assert.InRange(summary.Loads, 1, 10_000);
    }

    [Theory]
    [InlineData("KILL", 137)]
    [InlineData("TERM", 3)]
    public async Task When_one_of_them_ends_before_its_end_the_load_ends_at_once_and_its_report_says_that_it_is_partial(string signal, int exitCode)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Looks for the processes in /proc.");
        await using var target = await ScriptedTarget.Start(static context => context.Response.WriteAsync("page"), TestContext.Current.CancellationToken);
        using var temporary = new TemporaryFolder();
        var profile = new LoadProfile { Rate = 50, Seconds = 600, WarmUpSeconds = 0, Pages = [new LoadedPage("/", 1)] };
        var folder = new RunFolder(Path.Combine(temporary.Path, "load"));
        var running = RunningLoad.Of(new LoadRequest(profile, target.Address, folder) { Workers = 2 }, TestContext.Current.CancellationToken);
        while (ReportFiles.Samples(folder) is not [.., { Loads: > 0 }])
        {
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }

        var worker = Workers(folder)[0];
        using (var kill = Process.Start("kill", ["-s", signal, worker.ToString(CultureInfo.InvariantCulture)]))
        {
            await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        var (summary, holds) = await running;
        Assert.False(holds);
        Assert.False(summary.WasStopped);
        Assert.InRange(summary.Loads, 1, 10_000);
        Assert.Contains($"(process {worker}) ended before its end, with exit code {exitCode}", summary.Broke, StringComparison.Ordinal);
        Assert.Empty(Workers(folder));
        Assert.Contains("This report is partial", await File.ReadAllTextAsync(folder.File("report.en.html"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Contains("Ce rapport est partiel", await File.ReadAllTextAsync(folder.File("report.fr.html"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Contains("name=\"workers\"", await File.ReadAllTextAsync(folder.File("thresholds.xml"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Those_that_have_begun_end_when_one_cannot_begin()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Looks for the processes in /proc.");
        using var temporary = new TemporaryFolder();
        var folder = new RunFolder(Path.Combine(temporary.Path, "load"));

        // Nobody answers there.
        var request = new LoadRequest(new LoadProfile { Seconds = 600 }, new Uri("http://127.0.0.1:9"), folder) { Workers = 2 };
        var fault = await Assert.ThrowsAsync<InvalidOperationException>(() => RunningLoad.Of(request, TestContext.Current.CancellationToken));
        Assert.Contains("before it was ready", fault.Message, StringComparison.Ordinal);
        Assert.Empty(Workers(folder));
    }

    // Each has the load's profile among its arguments.
    private static List<int> Workers(RunFolder folder) =>
    [
        .. Directory.EnumerateDirectories("/proc")
            .Select(static process => int.TryParse(Path.GetFileName(process), CultureInfo.InvariantCulture, out var id) ? id : 0)
            .Where(id => id != 0 && Arguments(id) is var arguments && arguments.Contains("load-worker", StringComparison.Ordinal) && arguments.Contains(folder.File("profile.json"), StringComparison.Ordinal)),
    ];

    private static string Arguments(int process)
    {
        try
        {
            return File.ReadAllText($"/proc/{process}/cmdline");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
