using Skiller.Simulator.Commands;
using Skiller.Tests.Given;
using Xunit;

namespace Skiller.Tests.Simulator;

/// <summary>Wrong usage ends with 2 and does nothing.</summary>
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
    [InlineData("replay", "FOLDER", "--target", "http://127.0.0.1:9", "--out", "FOLDER", "--invitation", "code")]
    [InlineData("audit", "--out", "FOLDER")]
    [InlineData("compare", "FOLDER", "FOLDER")]
    [InlineData("load", "--target", "http://127.0.0.1:9", "--out", "FOLDER")]
    [InlineData("load", "--target", "http://127.0.0.1:9", "--out", "FOLDER", "--profile", "FOLDER/none.json")]
    [InlineData("schema", "nothing")]
    public async Task What_cannot_be_done_is_refused_before_anything_is_sent(params string[] arguments)
    {
        using var temporary = new TemporaryFolder();
        var folder = Path.Combine(temporary.Path, "run");
        Assert.Equal(ExitCode.Usage, await CommandLine.Run([.. arguments.Select(argument => argument.Replace("FOLDER", folder, StringComparison.Ordinal))]));
        Assert.False(File.Exists(Path.Combine(folder, "run.json")));
    }

    [Theory]
    [InlineData("1day=2s", 2)]
    [InlineData("1day=0.25s", 0.25)]
    public void A_speed_is_read(string speed, double seconds) => Assert.Equal(seconds, GrowOptions.Seconds(speed));
}
