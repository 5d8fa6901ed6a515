using System.Collections.Immutable;
using Skiller.Silo.Commands;
using Skiller.Silo.Operations;
using Skiller.Tests.Given;

namespace Skiller.Tests.Benchmarks;

/// <summary>How long after its decision is a vote folded into the author's standing, and how many folds a second are there?</summary>
internal static class FanOutCase
{
    private const int Authors = 1_000;
    private const int Appenders = 256;
    private const double PerSecond = 200;
    private static readonly TimeSpan _time = TimeSpan.FromSeconds(10);

    public static async Task<IReadOnlyList<Row>> OnPostgres()
    {
        await using var server = await PostgresServer.Start();
        return await Run(await server.CreateDatabase(), "PostgreSQL");
    }

    public static Task<IReadOnlyList<Row>> OnSqlite() => Run(null, "SQLite");

    private static async Task<IReadOnlyList<Row>> Run(string? database, string name)
    {
        await using var node = await BenchNode.Start(database);
        var community = new Community(node.Grains) { Authors = Community.Numbered(Authors) };
        var posts = await community.Questions(Authors, answers: 2, bodyLength: 500);

        // Every author is awake before anything is measured.
        using (var waking = new Fanned("member"))
        {
            await Task.WhenAll(posts.Select(post => community.Vote(post.Question, post.Answer)));
            await waking.Quiet();
        }

        return [await Steady(community, posts, name), await Live(community, posts, name), await Backlog(node, name)];
    }

    private static async Task<Row> Steady(Community community, ImmutableArray<(Contracts.Questions.QuestionId Question, Contracts.Questions.AnswerId Answer)> posts, string name)
    {
        using var standings = new Fanned("member");
        var (rate, latest) = await Load.Pace(PerSecond, _time, n =>
        {
            var (question, answer) = posts[(int)(n % posts.Length)];
            return community.Vote(question, answer);
        });
        await standings.Quiet();
        return new Row(
            $"Decided to folded at 200 votes/s, {Authors} members, {name}",
            $"p50 {Report.Number(standings.P50)} ms, p99 {Report.Number(standings.P99)} ms",
            "p50 ≤ 10 ms, p99 ≤ 50 ms",
            $"the append is in it; {Report.Number(rate)} votes/s were begun, none later than {Report.Number(latest.TotalMilliseconds)} ms after its time, {standings.Folded} folded");
    }

    // The stream provider with everything that comes before it: what is appended and folded at the same time, on the same cores.
    private static async Task<Row> Live(Community community, ImmutableArray<(Contracts.Questions.QuestionId Question, Contracts.Questions.AnswerId Answer)> posts, string name)
    {
        using var all = new Fanned("member", "lists");
        var votes = await Load.Run(Appenders, _time, (caller, n) =>
        {
            var (question, answer) = posts[(int)((caller + (n * Appenders)) % posts.Length)];
            return community.Vote(question, answer);
        });
        await all.Quiet();
        return new Row(
            $"Folds a second while {Appenders} callers vote, {name}",
            $"{Report.Number(all.PerSecond)}/s",
            "",
            $"{Report.Number(votes.PerSecond)} votes/s appended; {all.Folded} folds of standings and lists in {Report.Number(all.Took.TotalSeconds)} s, from the first vote to the last fold");
    }

    // What is all there already: the same log folded anew by the same projections.
    private static async Task<Row> Backlog(BenchNode node, string name)
    {
        using var all = new Fanned("member", "lists");
        var exit = await node.Operation("rebuild").Run(
            new OperationRequest(ImmutableDictionary<string, string>.Empty.Add("what", "all")), new Unseen(), CancellationToken.None);
        if (exit != ExitCode.Done)
        {
            throw new InvalidOperationException("The backlog was not folded.");
        }

        return new Row(
            $"Folds a second of a backlog, {name}",
            $"{Report.Number(all.PerSecond)}/s",
            "≥ 7,000/s",
            $"{all.Folded} folds of standings and lists in {Report.Number(all.Took.TotalSeconds)} s, dropping the old rows included");
    }

    private sealed class Unseen : IOperationReport
    {
        public void Line(string text) => Console.Error.WriteLine(text);

        public void Progress(string what, long done, long? total)
        {
            // The rows tell.
        }

        public void Table(ImmutableArray<string> columns, ImmutableArray<ImmutableArray<string>> rows)
        {
            // The rows tell.
        }
    }
}
