using Skiller.Tests.Benchmarks;
using Skiller.Tests.Benchmarks.Live;
using Skiller.Tests.Benchmarks.Operators;

// Each case answers one question; ./bench runs all, ./bench NAME… those whose names begin so.
(string Name, string What, Func<Task<IReadOnlyList<Row>>> Run)[] cases =
[
    ("votes-postgres", "durable votes a second against pgbench", VotesCase.OnPostgres),
    ("votes-sqlite", "durable votes a second on SQLite", VotesCase.OnSqlite),
    ("log-postgres", "facts a second of one log, of two silos on it, and of several logs", LogCase.OnPostgres),
    ("big-question", "a vote at 500 answers against 5", BigQuestionCase.Run),
    ("fan-out-postgres", "decided to folded, folds a second", FanOutCase.OnPostgres),
    ("fan-out-sqlite", "the same on SQLite", FanOutCase.OnSqlite),
    ("page", "a question's page against the same bytes from memory", PageCase.Run),
    ("site", "pages for visitors and for members against the same bytes from memory", SiteCase.Run),
    ("pulse", "a page of visitors that is counted against the same one that is not", PulseCase.Run),
    ("resting", "idle processor time, memory of what is awake, cold activation", RestingCase.Run),
    ("live-postgres", "acknowledged to seen by 500 clients that listen", SeenCase.OnPostgres),
    ("live-sqlite", "the same on SQLite", SeenCase.OnSqlite),
    ("live-idle", "10,000 connections that hear nothing: memory, pages beside them", IdleCase.Run),
    ("live-stuck", "500 clients that never read", StuckCase.Run),
    ("followers-postgres", "a post to 10,000 followers, feeds and notifications as they are read", FollowersCase.OnPostgres),
    ("followers-sqlite", "the same on SQLite", FollowersCase.OnSqlite),
    ("search-quality", "what French and English queries find in what people wrote", SearchCase.Quality),
    ("search-analysis", "the same with analyses of Lucene.Net and our own, and nothing else", AnalysisCase.Run),
    ("search-sqlite", "French queries among 50,000 posts: how soon, what is found", SearchCase.Sqlite),
    ("search-postgres", "the same on PostgreSQL: how soon", SearchCase.Postgres),
    ("import-postgres", "import of a generated dump: events a second, peak memory", ImportCase.OnPostgres),
    ("import-sqlite", "the same on SQLite", ImportCase.OnSqlite),
    ("scale-out", "processor time of a vote and of pages with one, two and three silos", ScaleOutCase.Run),
    ("joining", "what a silo that joins and leaves costs the others", JoiningCase.Run),
    ("memory", "a node that does nothing, and one with 10,000 active members", MemoryCase.Run),
    ("backup-postgres", "what a backup costs those who write 300 times a second", BackupCase.OnPostgres),
    ("backup-sqlite", "the same on SQLite", BackupCase.OnSqlite),
];

if (args.Any(static word => word is "--help" or "-h" or "-?") || args.Any(word => !cases.Any(c => Is(c.Name, word))))
{
    Console.WriteLine("./bench [CASE…]   measures and prints one Markdown table; without arguments all cases, else those whose names begin so:");
    foreach (var (name, what, _) in cases)
    {
        Console.WriteLine($"  {name,-18} {what}");
    }

    return args.Any(static word => word is "--help" or "-h" or "-?") ? 0 : 2;
}

// The table alone goes to standard output; what nodes in this process say goes where progress goes.
var output = Console.Out;
Console.SetOut(Console.Error);
var rows = new List<Row>();
foreach (var (name, what, run) in cases.Where(c => args.Length == 0 || args.Any(word => Is(c.Name, word))))
{
    await Console.Error.WriteLineAsync($"{name}: {what} …");
    foreach (var row in await run())
    {
        rows.Add(row);
        await Console.Error.WriteLineAsync($"  {row.What}: {row.Result}");
    }
}

await output.WriteLineAsync(Report.Table(rows));
return 0;

static bool Is(string name, string word) => name.StartsWith(word, StringComparison.Ordinal);
