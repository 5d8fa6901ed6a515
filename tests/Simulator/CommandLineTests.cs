using Skiller.Simulator.Commands;
using Skiller.Tests.Given;
using Xunit;

namespace Skiller.Tests.Simulator;

/// <summary>Wrong usage ends with 2 and does nothing; a fault ends with 1 and one line.</summary>
public sealed class CommandLineTests
{
    [Theory]
    [InlineData("grow")]
    [InlineData("grow", "--target", "nowhere", "--out", "FOLDER")]
    [InlineData("grow", "--target", "http://127.0.0.1:9", "--out", "FOLDER")]
    [InlineData("grow", "--target", "http://127.0.0.1:9", "--out", "FOLDER", "--invitation", "code")]
    [InlineData("grow", "--target", "http://127.0.0.1:9", "--out", "FOLDER", "--resume")]
    [InlineData("grow", "--target", "http://127.0.0.1:9", "--out", "FOLDER", "--invitation", "code", "--speed", "fast")]
    [InlineData("grow", "--target", "http://127.0.0.1:9", "--out", "FOLDER", "--invitation", "code", "--from", "5")]
    [InlineData("grow", "--target", "http://127.0.0.1:9", "--out", "FOLDER", "--invitation", "code", "--at", "kill silo 2")]
    [InlineData("grow", "--target", "http://127.0.0.1:9", "--out", "FOLDER", "--invitation", "code", "--at", "3d kill silo 2")]
    [InlineData("grow", "--target", "http://127.0.0.1:9", "--out", "FOLDER", "--invitation", "code", "--at", "3d kill silo 2", "--cluster", "FOLDER/none")]
    [InlineData("grow", "--target", "http://127.0.0.1:9", "--out", "FOLDER", "--invitation", "code", "--watch", "70000")]
    [InlineData("grow", "--target", "http://127.0.0.1:9", "--out", "FOLDER", "--invitation", "code", "--otlp", "nowhere")]
    [InlineData("grow", "--target", "http://127.0.0.1:9", "--out", "FOLDER", "--invitation", "code", "--direct", "nowhere")]
    [InlineData("replay", "FOLDER", "--target", "http://127.0.0.1:9", "--out", "FOLDER", "--invitation", "code")]
    [InlineData("audit", "--out", "FOLDER")]
    [InlineData("compare", "FOLDER", "FOLDER")]
    [InlineData("load", "--target", "http://127.0.0.1:9", "--out", "FOLDER")]
    [InlineData("load", "--target", "http://127.0.0.1:9", "--out", "FOLDER", "--profile", "FOLDER/none.json")]
    [InlineData("load", "--target", "http://127.0.0.1:9", "--out", "FOLDER", "--http", "3")]
    [InlineData("load", "--target", "http://127.0.0.1:9", "--out", "FOLDER", "--workers", "0")]
    [InlineData("load", "--target", "http://127.0.0.1:9", "--out", "FOLDER", "--audit")]
    [InlineData("load", "--target", "http://127.0.0.1:9", "--out", "FOLDER", "--members", "FOLDER/none")]
    [InlineData("schema", "nothing")]
    public async Task What_cannot_be_done_is_refused_before_anything_is_sent(params string[] arguments)
    {
        using var temporary = new TemporaryFolder();
        var folder = Path.Combine(temporary.Path, "run");
        Assert.Equal(ExitCode.Usage, (await Run(folder, arguments)).Code);
        Assert.False(File.Exists(Path.Combine(folder, "run.json")));
    }

    [Theory]
    [InlineData("run.json", "{\"scenario", "audit", "--out", "FOLDER")]
    [InlineData("run.json", "{}", "audit", "--out", "FOLDER")]
    [InlineData("run.json", "nothing", "grow", "--target", "http://127.0.0.1:9", "--out", "FOLDER", "--resume")]
    [InlineData("samples.jsonl", "{\"seconds\":}", "compare", "FOLDER", "FOLDER")]
    [InlineData("file", "", "load", "--target", "http://127.0.0.1:9", "--out", "FOLDER/file/run")]
    public async Task A_fault_ends_with_one_line(string file, string text, params string[] arguments)
    {
        using var temporary = new TemporaryFolder();
        await File.WriteAllTextAsync(Path.Combine(temporary.Path, file), text, TestContext.Current.CancellationToken);
        var (code, told) = await Run(temporary.Path, arguments);
        Assert.Equal(ExitCode.Failed, code);
        Assert.Single(told.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task A_run_that_is_gone_on_with_is_told_nothing_of_its_beginning()
    {
        using var temporary = new TemporaryFolder();
        string[] resume = ["grow", "--target", "http://127.0.0.1:9", "--out", "FOLDER", "--resume"];
        var (code, told) = await Run(temporary.Path, [.. resume, "--seed", "5", "--invitation", "code"]);
        Assert.Equal(ExitCode.Usage, code);
        Assert.Contains("leave --invitation, --seed out", told, StringComparison.Ordinal);
        Assert.Contains("There is no run", (await Run(temporary.Path, resume)).Told, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--workers is 0, and must be from 1 to 64", "find-limit", "--target", "http://127.0.0.1:9", "--out", "FOLDER", "--workers", "0")]
    [InlineData("--workers is 65, and must be from 1 to 64", "load", "--target", "http://127.0.0.1:9", "--out", "FOLDER", "--workers", "65")]
    [InlineData("--repeats is 0, and must be from 1 to 20", "find-limit", "--target", "http://127.0.0.1:9", "--out", "FOLDER", "--repeats", "0")]
    [InlineData("leave --workers out", "grow", "--target", "http://127.0.0.1:9", "--out", "FOLDER", "--invitation", "code", "--workers", "4")]
    [InlineData("leave --workers out", "replay", "FOLDER", "--target", "http://127.0.0.1:9", "--out", "FOLDER", "--invitation", "code", "--workers")]
    [InlineData("there is no such folder", "grow", "--target", "http://127.0.0.1:9", "--out", "FOLDER", "--invitation", "code", "--mails", "FOLDER/data/mail")]
    public async Task It_is_told_what_cannot_be(string told, params string[] arguments)
    {
        using var temporary = new TemporaryFolder();
        var (code, said) = await Run(temporary.Path, arguments);
        Assert.Equal(ExitCode.Usage, code);
        Assert.Contains(told, said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1day=2s", 2)]
    [InlineData("1day=0.25s", 0.25)]
    public void A_speed_is_read(string speed, double seconds) => Assert.Equal(seconds, GrowOptions.Seconds(speed));

    private static async Task<(ExitCode Code, string Told)> Run(string folder, string[] arguments)
    {
        await using var errors = new StringWriter();
        var code = await CommandLine.Run([.. arguments.Select(argument => argument.Replace("FOLDER", folder, StringComparison.Ordinal))], errors);
        return (code, errors.ToString());
    }
}
