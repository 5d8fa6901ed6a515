using System.Collections.Immutable;
using System.Globalization;
using Skiller.Tests.Given;

namespace Skiller.Tests.Benchmarks.Operators;

/// <summary>
/// What does a vote cost, and a page, where one, two or three silos share the work, against one process? All stand side by side on one server, and are
/// asked in turn: what the machine does meanwhile, it does to all of them. What nodes need when nobody asks them anything (they look at each other, at the
/// log and at the queues) is measured by itself, and taken off: with few askers it would be most of what is measured.
/// </summary>
internal static class ScaleOutCase
{
    private const int Rounds = 3;
    private const int Callers = 8;
    private const int Members = 20;
    private const int Questions = 60;
    private const int Votes = 2_000;
    private const int Pages = 2_000;
    private static readonly TimeSpan _folds = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan _calm = TimeSpan.FromSeconds(8);

    private static readonly (string Name, int Silos, int Fronts)[] _setUps =
    [
        ("one process", 1, 0),
        ("two silos with a front each", 2, 0),
        ("three silos with a front each", 3, 0),
        ("three silos, two fronts apart", 3, 2),
    ];

    public static async Task<IReadOnlyList<Row>> Run()
    {
        await using var server = await PostgresServer.Start("max_connections=400");
        var standing = new List<Standing>();
        try
        {
            foreach (var (name, silos, fronts) in _setUps)
            {
                standing.Add(await Standing.Raise(name, await server.CreateDatabase(), silos, fronts));
            }

            var costs = standing.ToDictionary(static setUp => setUp, static _ => new List<Cost>());

            // The first round is for the compiler.
            for (var round = 0; round <= Rounds; round++)
            {
                foreach (var setUp in standing)
                {
                    var cost = await setUp.Measure(round);
                    if (round > 0)
                    {
                        costs[setUp].Add(cost);
                    }
                }
            }

            return [.. Rows("Processor time of a vote", standing, costs, static cost => cost.Vote), .. Rows("Processor time of a member's page", standing, costs, static cost => cost.Page), .. Rows("Processor time of a visitor's page", standing, costs, static cost => cost.Visit), .. Calm(standing, costs)];
        }
        finally
        {
            foreach (var setUp in standing)
            {
                await setUp.DisposeAsync();
            }
        }
    }

    private static IEnumerable<Row> Rows(string what, List<Standing> standing, Dictionary<Standing, List<Cost>> costs, Func<Cost, double> of)
    {
        var one = Median(costs[standing[0]], of);
        foreach (var setUp in standing.Skip(1))
        {
            var median = Median(costs[setUp], of);
            yield return new Row(
                $"{what}, {setUp.Name} against one process",
                $"{Report.Number(median / one)} ×",
                "≤ 1.15 ×",
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{median:0.000} ms ({string.Join(", ", costs[setUp].Select(cost => of(cost).ToString("0.000", CultureInfo.InvariantCulture)))}) against {one:0.000} ms, of all nodes, without the database server and the callers; folds included, what calm nodes need taken off"));
        }
    }

    private static IEnumerable<Row> Calm(List<Standing> standing, Dictionary<Standing, List<Cost>> costs) => standing.Select(setUp => new Row(
        $"Processor time of calm nodes, {setUp.Name}", $"{Report.Number(Median(costs[setUp], static cost => cost.Calm * 1_000))} ms/s", "", $"{setUp.Nodes} processes together"));

    private static double Median(List<Cost> costs, Func<Cost, double> of) => costs.Select(of).Order().ElementAt(costs.Count / 2);

    /// <summary>Milliseconds of processor time, and of calm nodes their share of one processor.</summary>
    private sealed record Cost(double Calm, double Vote, double Page, double Visit);

    private sealed class Standing(string name, ImmutableArray<NodeProcess> nodes, Village village) : IAsyncDisposable
    {
        public string Name => name;

        public int Nodes => nodes.Length;

        public static async Task<Standing> Raise(string name, string database, int silos, int fronts)
        {
            var nodes = ImmutableArray.CreateBuilder<NodeProcess>();
            for (var i = 0; i < silos; i++)
            {
                nodes.Add(await NodeProcess.Start(database, fronts == 0 ? [] : [("Skiller__Roles", "silo")]));
            }

            for (var i = 0; i < fronts; i++)
            {
                nodes.Add(await NodeProcess.Start(database, ("Skiller__Roles", "web")));
            }

            var village = await Village.Found(nodes[0], nodes.Where(static node => node.IsFront).Select(static node => node.Public), Members, Questions);
            return new Standing(name, nodes.ToImmutable(), village);
        }

        public async Task<Cost> Measure(int round)
        {
            var (before, begun) = (Cpu(), TimeProvider.System.GetTimestamp());
            await Task.Delay(_calm);
            var calm = (Cpu() - before) / TimeProvider.System.GetElapsedTime(begun);
            return new Cost(calm, await Cost(Votes, round, calm, village.Vote), await Cost(Pages, round, calm, village.Read), await Cost(Pages, round, calm, village.Visit));
        }

        public async ValueTask DisposeAsync()
        {
            village.Dispose();
            foreach (var node in nodes)
            {
                await node.DisposeAsync();
            }
        }

        private async Task<double> Cost(int count, int round, double calm, Func<long, Task> act)
        {
            var (before, begun) = (Cpu(), TimeProvider.System.GetTimestamp());
            var next = (long)count * round;
            var end = next + count;
            await Task.WhenAll(Enumerable.Range(0, Callers).Select(async _ =>
            {
                for (var number = Interlocked.Increment(ref next) - 1; number < end; number = Interlocked.Increment(ref next) - 1)
                {
                    await act(number);
                }
            }));
            await Task.Delay(_folds);
            return (Cpu() - before - (TimeProvider.System.GetElapsedTime(begun) * calm)).TotalMilliseconds / count;
        }

        private TimeSpan Cpu() => nodes.Aggregate(TimeSpan.Zero, static (sum, node) => sum + node.Cpu);
    }
}
