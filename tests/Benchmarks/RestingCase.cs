using System.Diagnostics;
using Skiller.Contracts;
using Skiller.Contracts.Questions;

namespace Skiller.Tests.Benchmarks;

/// <summary>What does a node cost that does nothing, what does what it holds weigh, and how long does a cold question take?</summary>
internal static class RestingCase
{
    private const int Questions = 500;
    private static readonly TimeSpan _idle = TimeSpan.FromSeconds(15);

    public static async Task<IReadOnlyList<Row>> Run()
    {
        await using var node = await BenchNode.Start(null);
        var community = new Community(node.Grains) { Authors = Questions };
        var posts = await community.Questions(Questions);
        foreach (var (question, answer) in posts)
        {
            await community.Vote(question, answer);
        }

        await Task.Delay(TimeSpan.FromSeconds(3));
        var cpu = await Idle();
#pragma warning disable RS0030 // Orleans' own grain, not one of ours.
        await node.Grains.GetGrain<IManagementGrain>(0).ForceActivationCollection(TimeSpan.Zero);
#pragma warning restore RS0030
        await Task.Delay(TimeSpan.FromSeconds(3));
        var empty = Settled();
        var times = new List<double>();
        foreach (var (question, _) in posts)
        {
            var start = TimeProvider.System.GetTimestamp();
            await node.Grains.Question(question).View(new ViewQuestion(null, Count: false), CancellationToken.None);
            times.Add(TimeProvider.System.GetElapsedTime(start).TotalMilliseconds);
        }

        var questions = Settled();
        for (var i = 0; i < Questions; i++)
        {
            await node.Grains.Standing(new Contracts.Members.MemberId(i + 1)).View(CancellationToken.None);
        }

        var members = Settled();
        times.Sort();
        return
        [
            new Row("Idle node on SQLite, whole process", $"{Report.Number(cpu * 100)} % of a core", "≤ 5 %", $"{Questions} questions awake, over {_idle.TotalSeconds} s"),
            new Row("Cold activation of a question of 20 KB", $"p50 {Report.Number(times[Questions / 2])} ms, p99 {Report.Number(times[Questions * 99 / 100])} ms", "", "one after the other, SQLite"),
            new Row("Memory of an active question of 20 KB", $"{Report.Number((questions - empty) / (double)Questions)} bytes", "", $"{Questions} of them"),
            new Row("Memory of an active standing", $"{Report.Number((members - questions) / (double)Questions)} bytes", "", $"{Questions} of them"),
        ];
    }

    private static async Task<double> Idle()
    {
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
