using System.Diagnostics;
using System.Globalization;
using Skiller.Simulator.Commands;
using Skiller.Simulator.Faults;
using Skiller.Simulator.Journal;
using Skiller.Tests.Given;
using Xunit;

namespace Skiller.Tests.Simulator;

/// <summary>How the script of a cluster is started, and what ends it and what does not.</summary>
public sealed class ClusterScriptTests : IDisposable
{
    private readonly TemporaryFolder _temporary = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public async Task It_has_a_session_of_its_own()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Looks into /proc.");
        var script = ScriptFile.Write(_temporary.Path, "read -r a b c d group session rest </proc/$$/stat\necho \"$$ $group $session\"");
        var (exitCode, said) = await ClusterScript.At(script).Do("kill silo 2");
        Assert.Equal(0, exitCode);
        Assert.Single(said.Split(' ').Distinct());
    }

    [Fact]
    public async Task One_that_cannot_be_started_is_told_as_such()
    {
        var script = ScriptFile.Whole(_temporary.Path, "#!/nowhere/at/all\n");
        var (exitCode, said) = await ClusterScript.At(script).Do("kill silo 2");
        Assert.Equal(-1, exitCode);
        Assert.NotEmpty(said);
    }

    [Fact]
    public async Task One_that_is_not_there_or_is_no_program_is_refused_before_anything_is_done()
    {
        Assert.Contains("there is no such script", Assert.Throws<UsageException>(() => ClusterScript.At(Path.Combine(_temporary.Path, "none"))).Message, StringComparison.Ordinal);
        var file = Path.Combine(_temporary.Path, "no-program");
        await File.WriteAllTextAsync(file, "no program", Ct);
        Assert.Contains("may not be executed", Assert.Throws<UsageException>(() => ClusterScript.At(file)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_signal_to_all_of_a_terminal_does_not_end_it_half_way_and_the_report_waits_for_it()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Needs setsid and groups of processes.");
        using var script = new HeldScript(_temporary.Path);
        await using var target = await Growing();
        var folder = new RunFolder(Path.Combine(_temporary.Path, "run"));

        // The program leads a group of its own, as it does in a terminal.
        string[] words =
        [
            "dotnet", typeof(RunningGrowth).Assembly.Location, "grow", "--target", target.Address.AbsoluteUri, "--invitation", "code", "--out", folder.Path,
            "--to", "2", "--days", "30", "--speed", "1day=60s", "--reads", "0", "--at", "0d kill silo 2", "--cluster", script.Path,
        ];
        using var program = Process.Start(new ProcessStartInfo("setsid", words) { UseShellExecute = false, RedirectStandardError = true, RedirectStandardOutput = true })!;
        var output = program.StandardOutput.ReadToEndAsync(Ct);
        await script.Begins(Ct);
        using (var kill = Process.Start("kill", ["-s", "TERM", "--", string.Create(CultureInfo.InvariantCulture, $"-{program.Id}")]))
        {
            await kill.WaitForExitAsync(Ct);
        }

        while (await program.StandardError.ReadLineAsync(Ct) is { } line && !line.Contains("is being done to the cluster", StringComparison.Ordinal))
        {
        }

        script.Release();
        var errors = program.StandardError.ReadToEndAsync(Ct);
        await program.WaitForExitAsync(Ct);
        Assert.Equal((int)ExitCode.Stopped, program.ExitCode);
        var done = Assert.Single(new FaultLog(folder.Faults).Read());
        Assert.Equal(((int?)0, "done"), (done.ExitCode, done.Said));
        Assert.True(File.Exists(folder.File("report.en.html")), $"{await output}\n{await errors}");
    }

    [Fact]
    public async Task A_log_that_cannot_be_written_ends_a_run_before_it_begins()
    {
        var folder = new RunFolder(Path.Combine(_temporary.Path, "run"));
        Directory.CreateDirectory(folder.Faults);
        var asked = 0;
        await using var target = await ScriptedTarget.Start(
            context =>
            {
                Interlocked.Increment(ref asked);
                return ScriptedTarget.Say(context, 404, "{}");
            },
            Ct);
        using var script = new HeldScript(_temporary.Path);
        var wrong = await Assert.ThrowsAsync<UsageException>(() => ScriptedGrowth.Run(target.Address, folder, script.Path, "0d", Ct));
        Assert.Contains("faults.jsonl cannot be written", wrong.Message, StringComparison.Ordinal);
        Assert.Equal(0, asked);
    }

    [Fact]
    public async Task A_log_that_cannot_be_written_any_more_ends_a_run()
    {
        var folder = new RunFolder(Path.Combine(_temporary.Path, "run"));
        await using var target = await Growing();
        var script = ScriptFile.Write(_temporary.Path, $"rm -f '{folder.Faults}'\nmkdir '{folder.Faults}'");

        // It would take half an hour.
        var fault = await Record.ExceptionAsync(() => ScriptedGrowth.Run(target.Address, folder, script, "0d", Ct));
        Assert.True(fault is IOException or UnauthorizedAccessException, $"{fault}");
    }

    // Takes members, and has nothing else.
    private static Task<ScriptedTarget> Growing() => ScriptedTarget.Start(
        static context => $"{context.Request.Method} {context.Request.Path}" switch
        {
            "GET /api/v1/questions" => ScriptedTarget.Say(context, 200, "{\"items\":[]}"),
            "POST /api/v1/tokens" => ScriptedTarget.Say(context, 201, "{\"token\":\"t\"}"),
            "POST /api/v1/members" => ScriptedTarget.Say(context, 201, "{\"id\":\"1\"}"),
            _ => ScriptedTarget.Say(context, 404, "{\"code\":\"not-found\"}"),
        },
        Ct);
}
