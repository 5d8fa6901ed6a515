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
        Assert.InRange(summary.Loads, 1, 10_000);
    }
}
