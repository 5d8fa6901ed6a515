using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Skiller.Tests.Given;

namespace Skiller.Tests.Benchmarks;

/// <summary>PostgreSQL's own benchmark as the yardstick: single-row inserts, prepared, one row a transaction.</summary>
internal static partial class PgBench
{
    /// <summary>Transactions a second of single-row inserts from so many clients.</summary>
    public static async Task<double> Inserts(string host, int port, string user, string database, int clients, TimeSpan time)
    {
        var script = Path.GetTempFileName();
        await File.WriteAllTextAsync(script, "INSERT INTO bench_insert (question, voter, value, at) VALUES (random() * 1000, random() * 100000, 1, now());\n");
        try
        {
            var program = Path.Combine(PostgresPrograms.Folder ?? throw new InvalidOperationException("PostgreSQL is not installed."), "pgbench");
            var start = new ProcessStartInfo(program)
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                ArgumentList =
                {
                    "-h", host, "-p", port.ToString(CultureInfo.InvariantCulture), "-U", user, "-n", "-M", "prepared", "-j", "2",
                    "-c", clients.ToString(CultureInfo.InvariantCulture),
                    "-T", ((int)time.TotalSeconds).ToString(CultureInfo.InvariantCulture),
                    "-f", script, database,
                },
            };
            using var process = Process.Start(start) ?? throw new InvalidOperationException("pgbench does not start.");
            var output = await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            var match = Tps().Match(output);
            return match.Success
                ? double.Parse(match.Groups["tps"].Value, CultureInfo.InvariantCulture)
                : throw new InvalidOperationException($"pgbench said: {output}");
        }
        finally
        {
            File.Delete(script);
        }
    }

    [GeneratedRegex(@"tps = (?<tps>[0-9.]+)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Tps();
}
