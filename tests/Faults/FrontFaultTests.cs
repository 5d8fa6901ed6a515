using System.Net;
using Skiller.Tests.Faults.Harness;
using Xunit;

namespace Skiller.Tests.Faults;

/// <summary>A front dies, or all silos are gone for longer than a call can wait.</summary>
[Collection(nameof(RunningCluster))]
public sealed class FrontFaultTests(RunningCluster running)
{
    private static readonly TimeSpan _away = TimeSpan.FromSeconds(FaultScale.Of(8, 20));

    [Fact(Explicit = true)]
    public Task F34_fronts_lose_the_cluster()
    {
        return running.Suffer(
            "F34",
            $"no silo for {_away.TotalSeconds:0} s; the fronts stay",
            FaultAim.BackWithin(20),
            async (moment, ct) =>
            {
                var (silos, fronts) = (running.Cluster.Silos, running.Cluster.FrontNodes);
                foreach (var silo in silos)
                {
                    silo.IsWanted = false;
                }

                var begun = TimeProvider.System.GetTimestamp();
                await Task.WhenAll(silos.Select(static silo => silo.Process.Kill()));
                var unready = await When(fronts[0], static status => status != 200, _away, ct);
                moment.Note(unready is { } after ? $"a front was not ready after {after.TotalSeconds:0.0} s (aim 5 s)" : "the fronts said that they are ready all the time");
                moment.Note($"it answered {await fronts[0].Health("/health/live", ct)} at /health/live and {await Page(fronts[0].Process.Public, ct)} on a page");
                var left = _away - TimeProvider.System.GetElapsedTime(begun);
                await Task.Delay(left > TimeSpan.Zero ? left : TimeSpan.Zero, ct);
                foreach (var silo in silos)
                {
                    silo.IsWanted = true;
                }

                moment.Heals();
                await Task.WhenAny(silos.Select(silo => silo.BecomeReady(ct)));
                var back = await When(fronts[0], static status => status == 200, TimeSpan.FromSeconds(60), ct);
                moment.Note(back is { } reached ? $"ready {reached.TotalSeconds:0.0} s after the first silo (aim 5 s)" : "not ready within a minute of the first silo");
                await running.Cluster.BecomeReady(ct);
            });
    }

    [Fact(Explicit = true)]
    public Task F01_a_front_is_killed()
    {
        return running.Suffer(
            "F01",
            "`kill -9` of one of two fronts",
            FaultAim.EndsWithin(2),
            async (_, ct) =>
            {
                var front = running.Cluster.FrontNodes[1];
                await front.Process.Kill();
                await front.BecomeReady(ct);
            });
    }

    // After how long it was so for the first time, within a time; null: it was not.
    private static async Task<TimeSpan?> When(FaultNode node, Func<int?, bool> isSo, TimeSpan time, CancellationToken ct)
    {
        var begun = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(begun) < time)
        {
            if (isSo(await node.Health("/health/ready", ct)))
            {
                return TimeProvider.System.GetElapsedTime(begun);
            }

            await Task.Delay(50, ct);
        }

        return null;
    }

    private static async Task<string> Page(Uri site, CancellationToken ct)
    {
        using var http = new HttpClient { BaseAddress = site, Timeout = TimeSpan.FromSeconds(10) };
        using var answer = await http.GetAsync(new Uri("/questions?sort=votes", UriKind.Relative), ct);
        return $"{(int)answer.StatusCode}{(answer.StatusCode == HttpStatusCode.ServiceUnavailable && answer.Headers.RetryAfter is { } wait ? $" with Retry-After {wait}" : "")}";
    }
}
