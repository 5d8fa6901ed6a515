using System.Diagnostics;
using System.Globalization;
using System.Net;
using Skiller.Tests.Given;
using Xunit;

namespace Skiller.Tests.Processes;

/// <summary>The first of README's two commands, as a newcomer runs it: in a clone that was never built.</summary>
public sealed class RunScriptTests
{
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(6);

    [Fact]
    public async Task A_clean_clone_builds_runs_answers_and_stops_and_takes_paths_from_where_one_is()
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        over.CancelAfter(_patience);
        var ct = over.Token;
        using var folder = new TemporaryFolder();
        await Ends(0, Launch(folder.Path, "git", ["clone", "--quiet", Node.Root, "clone"]), ct);
        var (address, operations) = ($"http://127.0.0.1:{Ports.Free()}", $"http://127.0.0.1:{Ports.Free()}");
        using var run = Launch(folder.Path, "clone/run", [], ("ASPNETCORE_URLS", address), ("Skiller__OperationsUrl", operations));
        var output = run.StandardOutput.ReadToEndAsync(ct);
        var errors = run.StandardError.ReadToEndAsync(ct);
        using var http = new HttpClient { BaseAddress = new Uri(address) };
        while (!run.HasExited && await Status(http, "/api/v1/questions", ct) != HttpStatusCode.OK)
        {
            await Task.Delay(100, ct);
        }

        Assert.False(run.HasExited, run.HasExited ? await output + await errors : "");
        Assert.Equal(HttpStatusCode.OK, await Status(http, "/openapi/v1.json", ct));
        await Ends(0, Launch(folder.Path, "kill", ["-TERM", run.Id.ToString(CultureInfo.InvariantCulture)]), ct);
        await run.WaitForExitAsync(ct);
        Assert.Equal(0, run.ExitCode);
        Assert.Contains($"Skiller runs: {address}/", await output, StringComparison.Ordinal);
        Assert.Contains($"First administrator: {address}/join/", await output, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(folder.Path, "clone", "data", "skiller.db")));

        GeneratedDump.Write(Directory.CreateDirectory(Path.Combine(folder.Path, "dump")).FullName, 30);
        await Ends(0, Launch(folder.Path, "clone/run", ["import", "stackexchange", "dump", "--site", "here"]), ct);
    }

    private static async Task<HttpStatusCode?> Status(HttpClient http, string path, CancellationToken ct)
    {
        try
        {
            using var response = await http.GetAsync(new Uri(path, UriKind.Relative), ct);
            return response.StatusCode;
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    private static async Task Ends(int exitCode, Process process, CancellationToken ct)
    {
        using (process)
        {
            var errors = process.StandardError.ReadToEndAsync(ct);
            var output = await process.StandardOutput.ReadToEndAsync(ct);
            await process.WaitForExitAsync(ct);
            if (process.ExitCode != exitCode)
            {
                Assert.Fail(output + await errors);
            }
        }
    }

    private static Process Launch(string folder, string program, string[] arguments, params (string Name, string Value)[] environment)
    {
        var path = program.Contains('/', StringComparison.Ordinal) ? Path.Combine(folder, program) : program;
        var start = new ProcessStartInfo(path, arguments)
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // A build's worker that outlives it would keep the pipes open.
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }
}
