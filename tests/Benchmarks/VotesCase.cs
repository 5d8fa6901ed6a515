using Skiller.Tests.Given;

namespace Skiller.Tests.Benchmarks;

/// <summary>How many durable votes a second do 64 callers get through the grains, held against PostgreSQL's own single-row inserts?</summary>
internal static class VotesCase
{
    private const int Callers = 64;
    private static readonly TimeSpan _time = TimeSpan.FromSeconds(8);

    public static async Task<IReadOnlyList<Row>> OnPostgres()
    {
        await using var server = await PostgresServer.Start();
        var database = await server.CreateDatabase();
        await server.Execute("postgres", "create table bench_insert (id bigserial primary key, question bigint, voter bigint, value int, at timestamptz)");
        await using var node = await BenchNode.Start(database);
        var community = new Community(node.Grains);
        var one = await community.Questions(1);
        var thousand = await community.Questions(1_000, answers: 2, bodyLength: 500);
        var hot = await Votes(community, one);
        var spread = await Votes(community, thousand);
        var of16 = await PgBench.Inserts("127.0.0.1", server.Port, "postgres", "postgres", 16, _time);
        var of64 = await PgBench.Inserts("127.0.0.1", server.Port, "postgres", "postgres", 64, _time);
        return
        [
            Against("1 hot question", hot, of16, 16, 1.5),
            Against("1 hot question", hot, of64, 64, 3),
            Against("1,000 questions", spread, of16, 16, 1.5),
            Against("1,000 questions", spread, of64, 64, 3),
        ];
    }

    public static async Task<IReadOnlyList<Row>> OnSqlite()
    {
        await using var node = await BenchNode.Start(null);
        var community = new Community(node.Grains);
        var one = await community.Questions(1);
        var thousand = await community.Questions(1_000, answers: 2, bodyLength: 500);
        return
        [
            Alone("1 hot question", await Votes(community, one)),
            Alone("1,000 questions", await Votes(community, thousand)),
        ];
    }

    private static Task<Measured> Votes(Community community, IReadOnlyList<(Contracts.Questions.QuestionId Question, Contracts.Questions.AnswerId Answer)> posts) =>
        Load.Run(Callers, _time, (caller, n) =>
        {
            var (question, answer) = posts[(int)((caller + (n * Callers)) % posts.Count)];
            return community.Vote(question, answer);
        });

    private static Row Against(string where, Measured votes, double inserts, int clients, double aim) => new(
        $"Durable votes, 64 callers, {where}, PostgreSQL, against pgbench inserts of {clients} clients",
        $"{Report.Number(votes.PerSecond / inserts)} ×",
        $"≥ {Report.Number(aim)} ×",
        $"{Report.Number(votes.PerSecond)}/s (p50 {Report.Number(votes.P50)} ms, p99 {Report.Number(votes.P99)} ms) against {Report.Number(inserts)}/s");

    private static Row Alone(string where, Measured votes) => new(
        $"Durable votes, 64 callers, {where}, SQLite synchronous=FULL",
        $"{Report.Number(votes.PerSecond)}/s",
        "≥ 8,000/s",
        $"p50 {Report.Number(votes.P50)} ms, p99 {Report.Number(votes.P99)} ms");
}
