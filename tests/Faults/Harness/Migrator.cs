using System.Diagnostics;
using Skiller.Tests.Given;

namespace Skiller.Tests.Faults.Harness;

/// <summary><c>skiller migrate</c> of a program on a database, which may be killed in the middle.</summary>
internal sealed class Migrator(string program, string database) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    /// <summary>Runs it to its end.</summary>
    public async Task<int> Run(CancellationToken ct)
    {
        using var process = Launch();
        await process.WaitForExitAsync(ct);
        return process.ExitCode;
    }

    /// <summary>Kills it (-9) after a time, unless it has ended.</summary>
    public async Task KilledAfter(TimeSpan time, CancellationToken ct)
    {
        using var process = Launch();
        await Task.WhenAny(process.WaitForExitAsync(ct), Task.Delay(time, ct));
        process.Kill();
        await process.WaitForExitAsync(ct);
    }

    public void Dispose() => _folder.Dispose();

    private Process Launch()
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(program, "skiller.dll"), "migrate"]) { UseShellExecute = false, RedirectStandardOutput = true };
        start.Environment["Skiller__Database"] = database;
        start.Environment["Skiller__Data"] = Path.Combine(_folder.Path, Path.GetRandomFileName());
        start.Environment["Skiller__Roles"] = "silo";
        var process = Process.Start(start)!;
        process.OutputDataReceived += static (_, _) => { };
        process.BeginOutputReadLine();
        return process;
    }
}
