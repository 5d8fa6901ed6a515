using Skiller.Tests.Given;
using Xunit;

namespace Skiller.Tests.Deploy;

/// <summary>The units of deploy/systemd, by systemd's own judgement.</summary>
public sealed class SystemdTests
{
    /// <summary>Of 100; what is left is the network, which is a node's work, and memory that is written and run, which a just-in-time compiler needs.</summary>
    private const string MostExposed = "--threshold=15";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_unit_is_one()
    {
        using var folder = new TemporaryFolder();
        foreach (var file in Directory.GetFiles(Path.Combine(Tool.Files, "systemd")))
        {
            await Copy(folder, file);
        }

        var units = Directory.GetFiles(folder.Path);
        Assert.Equal(5, units.Length);
        var verdict = await Tool.Run("systemd-analyze", ["verify", .. units]);
        verdict.Passes();
        Assert.Equal("", verdict.Said.Trim());
    }

    [Theory]
    [InlineData("skiller.service")]
    [InlineData("skiller-backup.service")]
    [InlineData("skiller-verify.service")]
    public async Task A_unit_gives_its_process_little(string unit)
    {
        (await Exposure(Path.Combine(Tool.Files, "systemd", unit))).Passes();
        using var folder = new TemporaryFolder();
        (await Exposure(await Tool.Planted(folder, $"systemd/{unit}", "CapabilityBoundingSet=\n", "\n"))).Finds("Service may");
    }

    [Fact]
    public async Task A_misspelt_setting_is_found()
    {
        using var folder = new TemporaryFolder();
        var unit = await Tool.Planted(folder, "systemd/skiller.service", "ProtectHome=", "ProtectHouse=");
        await Copy(folder, unit);
        Assert.Contains("ProtectHouse", (await Tool.Run("systemd-analyze", "verify", unit)).Said, StringComparison.Ordinal);
    }

    private static Task<Verdict> Exposure(string unit) => Tool.Run("systemd-analyze", "security", "--offline=true", MostExposed, "--no-pager", unit);

    // The program is not installed here, and that it is not is no fault of the unit.
    private static async Task Copy(TemporaryFolder folder, string file)
    {
        var text = await File.ReadAllTextAsync(file, Ct);
        await File.WriteAllTextAsync(
            Path.Combine(folder.Path, Path.GetFileName(file)), text.Replace("ExecStart=/opt/skiller/skiller", "ExecStart=/bin/true", StringComparison.Ordinal), Ct);
    }
}
