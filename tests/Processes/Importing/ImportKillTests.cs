using System.Globalization;
using System.Text.RegularExpressions;
using Skiller.Tests.Given;
using Xunit;

namespace Skiller.Tests.Processes.Importing;

/// <summary>An import that is killed (-9) in the middle and run again writes what one that nobody disturbed writes, fact by fact.</summary>
public sealed partial class ImportKillTests
{
    private const int Posts = 3_000;
    private static readonly string _sample = Path.Combine(Node.Root, "..", "shared", "data", "stackexchange-sample");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static TheoryData<string> Dumps => Directory.Exists(_sample) ? ["", _sample] : [""];

    [Theory]
    [MemberData(nameof(Dumps))]
    public async Task On_SQLite_an_import_that_is_killed_ends_the_same(string real)
    {
        using var generated = new TemporaryFolder();
        GeneratedDump.Write(generated.Path, Posts);
        await EndsTheSame(real.Length > 0 ? real : generated.Path, static () => Task.FromResult<string?>(null));
    }

    // In the long form: two nodes on PostgreSQL, and an import on SQLite, are in the short one.
    [Fact(Explicit = true)]
    public async Task On_PostgreSQL_an_import_that_is_killed_ends_the_same()
    {
        await using var server = await PostgresServer.Start();
        using var dump = new TemporaryFolder();
        GeneratedDump.Write(dump.Path, Posts);
        await EndsTheSame(dump.Path, async () => await server.CreateDatabase());
    }

    private static async Task EndsTheSame(string dump, Func<Task<string?>> database)
    {
        string[] import = ["import", "stackexchange", dump, "--site", "a-site"];
        using var undisturbed = new TemporaryFolder();
        var whole = await database();
        await using (var node = new Node(undisturbed.Path, whole))
        {
            var (exitCode, output) = await node.Command(import, Ct);
            Assert.True(exitCode == 0, output);
        }

        var expected = await ImportedLog.Read(undisturbed.Path, whole, Ct);
        using var disturbed = new TemporaryFolder();
        var halved = await database();
        await using var again = new Node(disturbed.Path, halved);
        var killed = await again.CommandKilledAt(IsInTheMiddle, import, Ct);
        Assert.True(killed.ExitCode == 137, killed.Output);
        var half = ImportedLog.Questions(await ImportedLog.Read(disturbed.Path, halved, Ct));
        Assert.InRange(half, 1, ImportedLog.Questions(expected) - 1);

        var second = await again.Command(import, Ct);
        Assert.True(second.ExitCode == 0, second.Output);
        Assert.Empty(Directory.EnumerateFiles(disturbed.Path, "import-*.tmp"));
        var found = await ImportedLog.Read(disturbed.Path, halved, Ct);
        Assert.Equal(expected.Keys, found.Keys);
        Assert.All(expected, stream => Assert.Equal(stream.Value, found[stream.Key]));
        var verified = await again.Command(["verify"], Ct);
        Assert.True(verified.ExitCode == 0, verified.Output);
    }

    private static bool IsInTheMiddle(string line) => Progress().Match(line) is { Success: true } told
        && int.Parse(told.Groups["done"].Value, CultureInfo.InvariantCulture) is > 0 and var done
        && done < int.Parse(told.Groups["all"].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^importing questions: (?<done>\d+) of (?<all>\d+)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Progress();
}
