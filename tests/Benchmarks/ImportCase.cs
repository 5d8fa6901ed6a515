using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Skiller.Tests.Given;

namespace Skiller.Tests.Benchmarks;

/// <summary>How many facts a second does the import of a dump write, and does its memory grow with the dump? The real program, a process of its own.</summary>
internal static partial class ImportCase
{
    private const int Small = 5_000;
    private const int Large = 20_000;

    public static async Task<IReadOnlyList<Row>> OnPostgres()
    {
        await using var server = await PostgresServer.Start();
        return await Run(async () => await server.CreateDatabase(), "PostgreSQL");
    }

    public static Task<IReadOnlyList<Row>> OnSqlite() => Run(static () => Task.FromResult<string?>(null), "SQLite");

    private static async Task<IReadOnlyList<Row>> Run(Func<Task<string?>> database, string name)
    {
        var small = await Import(Small, await database());
        var large = await Import(Large, await database());
        return
        [
            new Row(
                $"Import of a dump of {Large:N0} posts, {name}",
                $"{Report.Number(large.PerSecond)} facts/s",
                "≥ 5,000/s",
                $"{large.Facts:N0} facts in {Report.Number(large.Seconds)} s, the reading of the files included"),
            new Row(
                $"Peak memory of that import, whole process, {name}",
                $"{Report.Number(large.Memory)} MiB",
                "",
                $"{Report.Number(small.Memory)} MiB at {Small:N0} posts and {small.Facts:N0} facts"),
        ];
    }

    private static async Task<Imported> Import(int posts, string? database)
    {
        using var dump = new TemporaryFolder();
        using var data = new TemporaryFolder();
        GeneratedDump.Write(dump.Path, posts);
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "skiller.dll"), "import", "stackexchange", dump.Path, "--site", "generated"])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            Environment = { ["Skiller__Data"] = data.Path },
        };
        if (database is not null)
        {
            start.Environment["Skiller__Database"] = database;
        }

        using var process = Process.Start(start) ?? throw new InvalidOperationException("The program does not start.");
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        var told = Told().Match(output);
        return process.ExitCode == 0 && told.Success
            ? new Imported(Number(told, "facts"), Number(told, "seconds"), Number(told, "memory"))
            : throw new InvalidOperationException($"The import ended with {process.ExitCode}:\n{output}");
    }

    private static double Number(Match match, string name) => double.Parse(match.Groups[name].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(
        @"(?<facts>\d+) facts added to the log in (?<seconds>[0-9.]+) s .*peak memory (?<memory>\d+) MiB",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Told();

    private sealed record Imported(double Facts, double Seconds, double Memory)
    {
        public double PerSecond => Facts / Seconds;
    }
}
