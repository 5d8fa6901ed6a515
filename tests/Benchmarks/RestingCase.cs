using System.Diagnostics;
using Skiller.Contracts;
using Skiller.Contracts.Questions;

namespace Skiller.Tests.Benchmarks;

/// <summary>What does a node cost that does nothing, what does what it holds weigh, and how long does a cold question or member take?</summary>
internal static class RestingCase
{
    private const int Many = 500;
    private static readonly TimeSpan _idle = TimeSpan.FromSeconds(15);

    public static async Task<IReadOnlyList<Row>> Run()
    {
        await using var node = await BenchNode.Start(null);
        var members = await Joined.Members(node, Many);
        var community = new Community(node.Grains) { Authors = members };
        var posts = await community.Questions(Many);
        using (var fanned = new Fanned("member"))
        {
            await Task.WhenAll(posts.Select(post => community.Vote(post.Question, post.Answer)));
            await fanned.Quiet();
        }

        var cpu = await Idle();
        await Sleep(node);
        var empty = Settled();
        var questionTimes = await Wake(Many, i => node.Grains.Question(posts[i].Question).View(new ViewQuestion(null, Count: false), CancellationToken.None));
        var questions = Settled();
        var memberTimes = await Wake(Many, i => node.Grains.Member(members[i]).View(CancellationToken.None));
        var profiles = Settled();
        await Wake(Many, i => node.Grains.Account(members[i]).View(CancellationToken.None));
        var accounts = Settled();
        await Wake(Many, i => node.Grains.Standing(members[i]).View(CancellationToken.None));
        var standings = Settled();
        return
        [
            new Row("Idle node on SQLite, whole process", $"{Report.Number(cpu * 100)} % of a core", "≤ 5 %", $"{Many} questions and members awake, over {_idle.TotalSeconds} s"),
            Cold("question of 20 KB", questionTimes),
            Cold("member", memberTimes),
            new Row("Memory of an active question of 20 KB", $"{Each(questions - empty)} bytes", "", $"{Many} of them"),
            new Row(
                "Memory of an active member",
                $"{Each(standings - questions)} bytes",
                "",
                $"profile {Each(profiles - questions)}, account with a session {Each(accounts - profiles)}, standing {Each(standings - accounts)}; {Many} of each"),
        ];
    }

    private static Row Cold(string what, double[] times) => new(
        $"Cold activation of a {what}",
        $"p50 {Report.Number(times[Many / 2])} ms, p99 {Report.Number(times[Many * 99 / 100])} ms",
        "",
        "one after the other, SQLite");

    private static string Each(long bytes) => Report.Number(bytes / (double)Many);

    // How long each took in milliseconds, the shortest first.
    private static async Task<double[]> Wake(int count, Func<int, Task> look)
    {
        var times = new double[count];
        for (var i = 0; i < count; i++)
        {
            var start = TimeProvider.System.GetTimestamp();
            await look(i);
            times[i] = TimeProvider.System.GetElapsedTime(start).TotalMilliseconds;
        }

        Array.Sort(times);
        return times;
    }

    private static async Task Sleep(BenchNode node)
    {
#pragma warning disable RS0030 // Orleans' own grain, not one of ours.
        await node.Grains.GetGrain<IManagementGrain>(0).ForceActivationCollection(TimeSpan.Zero);
#pragma warning restore RS0030
        await Task.Delay(TimeSpan.FromSeconds(3));
    }

    private static async Task<double> Idle()
    {
        await Task.Delay(TimeSpan.FromSeconds(3));
        using var process = Process.GetCurrentProcess();
        var before = process.TotalProcessorTime;
        await Task.Delay(_idle);
        process.Refresh();
        return (process.TotalProcessorTime - before) / _idle;
    }

    private static long Settled()
    {
        GC.Collect(2, GCCollectionMode.Forced, blocking: true, compacting: true);
        GC.WaitForPendingFinalizers();
        return GC.GetTotalMemory(forceFullCollection: true);
    }
}
