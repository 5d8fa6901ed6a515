using CsCheck;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Skiller.Simulator.Commands;
using Skiller.Simulator.Journal;
using Skiller.Simulator.Load;
using Skiller.Simulator.Plan;
using Skiller.Tests.Given;
using Xunit;

namespace Skiller.Tests.Simulator;

/// <summary>Load as it is meant: arrivals wait for nobody, and what a target makes them wait is seen.</summary>
public sealed class LoadTests
{
    private static readonly Gen<LoadProfile> _profiles = Gen.Select(Gen.ULong, Gen.Double[1, 200], Gen.Double[1, 200], Gen.Double[1, 20], Gen.Enum<LoadShape>(), Gen.Enum<ArrivalTimes>())
        .Select(static (seed, rate, peak, seconds, shape, times) => new LoadProfile { Seed = seed, Rate = rate, Peak = peak, Seconds = seconds, Shape = shape, Arrivals = times });

    [Fact]
    public void Arrivals_rise_end_in_time_and_are_the_same_again() => _profiles.Sample(static profile =>
    {
        var arrivals = Arrivals.Of(profile).ToList();
        Assert.Equal(arrivals, Arrivals.Of(profile));
        Assert.Equal(arrivals.Order(), arrivals);
        Assert.All(arrivals, at => Assert.InRange(at, -profile.WarmUpSeconds, profile.Seconds));
    }, iter: 100);

    [Fact]
    public void As_many_come_as_the_rate_says_at_equal_distances_or_as_people_do()
    {
        var even = Arrivals.Of(new LoadProfile { Rate = 50, Seconds = 20, WarmUpSeconds = 0, Arrivals = ArrivalTimes.Even }).ToList();
        Assert.InRange(even.Count, 998, 1000);
        Assert.All(even.Zip(even.Skip(1)), static pair => Assert.Equal(0.02, pair.Second - pair.First, 6));
        var people = Arrivals.Of(new LoadProfile { Rate = 50, Seconds = 200, WarmUpSeconds = 0 }).ToList();
        Assert.InRange(people.Count, 9_600, 10_400);
        Assert.InRange(people.Zip(people.Skip(1)).Count(static pair => pair.Second - pair.First > 0.02) / (double)people.Count, 0.34, 0.40);
    }

    [Theory]
    [InlineData("Constant", 10, 10, 10)]
    [InlineData("Ramp", 10, 55, 100)]
    [InlineData("Steps", 10, 55, 100)]
    [InlineData("Spike", 10, 100, 10)]
    public void A_shape_goes_where_it_says(string shape, double first, double middle, double last)
    {
        var profile = new LoadProfile { Shape = Enum.Parse<LoadShape>(shape), Rate = 10, Peak = 100, Steps = 3, Seconds = 100 };
        Assert.Equal((first, middle, last), (profile.RateAt(0), profile.RateAt(50), Math.Round(profile.RateAt(99.9999999), 3)));
    }

    [Fact]
    public async Task A_target_that_answers_nobody_for_a_while_is_seen_so_by_everybody_who_comes_meanwhile()
    {
        var ct = TestContext.Current.CancellationToken;
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var entered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var target = Answering(() =>
        {
            entered.TrySetResult();
            return gate.Task.WaitAsync(ct);
        });
        await target.StartAsync(ct);
        using var temporary = new TemporaryFolder();
        var profile = new LoadProfile { Rate = 20, Seconds = 1, WarmUpSeconds = 0, Arrivals = ArrivalTimes.Even, Pages = [new LoadedPage("/slow", 1)], MostUnderWay = 10 };
        var run = RunningLoad.Of(new LoadRequest(profile, new Uri(target.Urls.Single()), new RunFolder(Path.Combine(temporary.Path, "load"))), ct);

        // Twice the time in which they come, from the first one on: a run may begin late on a busy machine.
        await Task.WhenAny(entered.Task, run);
        await Task.Delay(TimeSpan.FromSeconds(2), ct);
        gate.SetResult();
        var (summary, _) = await run;

        // Ten were under way; whoever came then was dropped, and is counted.
        Assert.Equal((10, 9), (summary.Loads, summary.Dropped));
        var kind = Assert.Single(summary.Kinds);
        Assert.True(kind.FromDue.P50 > 1_000, $"{kind.FromDue}");
    }

    [Fact]
    public async Task Its_report_has_everything_in_it_and_needs_nothing_else()
    {
        await using var target = Answering(static () => Task.CompletedTask);
        await target.StartAsync(TestContext.Current.CancellationToken);
        using var temporary = new TemporaryFolder();
        var folder = new RunFolder(Path.Combine(temporary.Path, "load"));
        var profile = new LoadProfile { Rate = 50, Seconds = 2, WarmUpSeconds = 1, Pages = [new LoadedPage("/fast", 3), new LoadedPage("/missing", 1)], MaxErrorShare = 0.01 };
        var (summary, holds) = await RunningLoad.Of(new LoadRequest(profile, new Uri(target.Urls.Single()), folder), TestContext.Current.CancellationToken);
        Assert.False(holds);
        Assert.InRange(summary.WarmUp, 1, 150);
        Assert.Equal(Arrivals.Of(profile).Count(static at => at >= 0), summary.Loads);
        Assert.Equal(summary.Kinds.Single(static kind => kind.Kind == "page-missing").Count, summary.LoadErrors);
        foreach (var locale in new[] { "fr", "en" })
        {
            var html = await File.ReadAllTextAsync(folder.File($"report.{locale}.html"), TestContext.Current.CancellationToken);
            Assert.Contains($"<html lang=\"{locale}\">", html, StringComparison.Ordinal);
            Assert.Contains("<svg", html, StringComparison.Ordinal);
            Assert.DoesNotMatch("(?:src|href)=|<script|url\\(", html);
        }

        Assert.Contains("<failure message=", await File.ReadAllTextAsync(folder.File("thresholds.xml"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Contains("page-fast,", await File.ReadAllTextAsync(folder.File("kinds.csv"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Contains("#[Mean", await File.ReadAllTextAsync(folder.File("page-fast-due.hgrm"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"shape\":\"hill\"}", "p.json: shape is not what it should be")]
    [InlineData("{\"rte\":5}", "Did you mean 'rate'?")]
    [InlineData("{\"writes\":2}", "p.json: writes is 2, and must be from 0 to 1.")]
    [InlineData("{\"model\":\"closed\",\"writes\":0.1}", "are of the open model")]
    [InlineData("{\"pages\":[{\"path\":\"questions\",\"share\":1}]}", "must begin with '/'")]
    public void A_profile_that_cannot_be_is_refused_with_what_would_do(string text, string told) =>
        Assert.Contains(told, Assert.Throws<UsageException>(() => ProfileFile.Parse(text, "p.json")).Message, StringComparison.Ordinal);

    [Fact]
    public void Profiles_ship_by_name_and_what_is_written_of_one_is_read_again()
    {
        Assert.Equal(["hot-question", "soak", "ten-thousand-online"], ProfileFile.Shipped);
        var hot = ProfileFile.Read("hot-question");
        Assert.Equal((0.25, 100), (hot.HotShare, hot.HotVotes));
        Assert.Equal((767, 600, 100), (ProfileFile.Read("ten-thousand-online").Rate, ProfileFile.Read("ten-thousand-online").Seconds, ProfileFile.Read("ten-thousand-online").MaxP99Milliseconds));
        Assert.Equal(hot, ProfileFile.Parse(JsonInput.Write(hot), "p.json") with { Pages = hot.Pages });
        Assert.Contains("Did you mean 'soak'?", Assert.Throws<UsageException>(static () => ProfileFile.Read("soack")).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"writes\":0.1}")]
    [InlineData("{\"memberShare\":0.1}")]
    [InlineData("{\"hotVotes\":1}")]
    public async Task What_members_do_needs_the_folder_of_their_growth(string text)
    {
        using var temporary = new TemporaryFolder();
        var request = new LoadRequest(ProfileFile.Parse(text, "p.json"), new Uri("http://127.0.0.1:9"), new RunFolder(Path.Combine(temporary.Path, "load")));
        var wrong = await Assert.ThrowsAsync<UsageException>(() => RunningLoad.Of(request, TestContext.Current.CancellationToken));
        Assert.Contains("--members", wrong.Message, StringComparison.Ordinal);
    }

    private static WebApplication Answering(Func<Task> slow)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        app.MapGet("/fast", static () => "fast");
        app.MapGet("/slow", async (HttpContext context) =>
        {
            await slow();
            await context.Response.WriteAsync("slow");
        });
        return app;
    }
}
