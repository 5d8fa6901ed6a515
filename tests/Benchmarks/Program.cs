using Skiller.Tests.Benchmarks;

// Each case answers one question; ./bench runs all, ./bench NAME… those whose names begin so.
(string Name, Func<Task<IReadOnlyList<Row>>> Run)[] cases =
[
    ("votes-postgres", VotesCase.OnPostgres),
    ("votes-sqlite", VotesCase.OnSqlite),
    ("big-question", BigQuestionCase.Run),
    ("fan-out-postgres", FanOutCase.OnPostgres),
    ("fan-out-sqlite", FanOutCase.OnSqlite),
    ("page", PageCase.Run),
    ("resting", RestingCase.Run),
];

var rows = new List<Row>();
foreach (var (name, run) in cases.Where(c => args.Length == 0 || args.Any(a => c.Name.StartsWith(a, StringComparison.Ordinal))))
{
    await Console.Error.WriteLineAsync($"{name} …");
    rows.AddRange(await run());
}

Console.WriteLine(Report.Table(rows));
