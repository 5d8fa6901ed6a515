using Skiller.Tests.Given;

namespace Skiller.Tests.Benchmarks;

/// <summary>Does a vote on a question with 500 answers cost what it costs on one with 5 (guarantee 4)?</summary>
internal static class BigQuestionCase
{
    private const int Rounds = 3;
    private static readonly TimeSpan _time = TimeSpan.FromSeconds(4);

    public static async Task<IReadOnlyList<Row>> Run()
    {
        await using var server = await PostgresServer.Start();
        await using var node = await BenchNode.Start(await server.CreateDatabase());
        var community = new Community(node.Grains);
        var small = (await community.Questions(1, answers: 5, bodyLength: 1_500))[0];
        var big = (await community.Questions(1, answers: 500, bodyLength: 1_500))[0];
        var ratios = new List<double>();
        var details = new List<string>();
        for (var i = 0; i < Rounds; i++)
        {
            var few = await Load.Run(1, _time, (_, _) => community.Vote(small.Question, small.Answer));
            var many = await Load.Run(1, _time, (_, _) => community.Vote(big.Question, big.Answer));
            ratios.Add(many.P50 / few.P50);
            details.Add($"{Report.Number(many.P50)}/{Report.Number(few.P50)} ms");
        }

        return [new Row("A vote at 500 answers against 5, one caller, median of 3 rounds", $"{Report.Number(ratios.Order().ElementAt(Rounds / 2))} ×", "≤ 1.2 ×", string.Join(", ", details))];
    }
}
