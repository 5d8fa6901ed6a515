using System.Diagnostics;
using System.Text.RegularExpressions;
using Skiller.Tests.Given;
using Xunit;

namespace Skiller.Tests.Processes;

/// <summary>What README.md shows a newcomer, run as it stands; only the address is that of the test's node.</summary>
public sealed partial class ReadmeTests
{
    private const string Address = "http://localhost:5080";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_examples_work_on_SQLite()
    {
        using var folder = new TemporaryFolder();
        await using var node = new Node(Path.Combine(folder.Path, "data"));
        await node.Start(Ct);
        await Examples(node, folder.Path);
    }

    [Fact]
    public async Task The_examples_work_on_PostgreSQL()
    {
        await using var server = await PostgresServer.Start();
        using var folder = new TemporaryFolder();
        await using var node = new Node(Path.Combine(folder.Path, "data"), await server.CreateDatabase());
        await node.Start(Ct);
        await Examples(node, folder.Path);
    }

    private static async Task Examples(Node node, string folder)
    {
        var script = Block().Match(await File.ReadAllTextAsync(Path.Combine(Node.Root, "README.md"), Ct)).Groups["script"].Value;
        Assert.Contains(Address, script, StringComparison.Ordinal);
        var output = await Shell(script.Replace(Address, node.Public.GetLeftPart(UriPartial.Authority), StringComparison.Ordinal), folder);

        Assert.Contains("\"handle\":\"ada\"", output, StringComparison.Ordinal);
        Assert.Contains("\"handle\":\"ben\"", output, StringComparison.Ordinal);
        Assert.Contains("{\"score\":1,\"myVote\":1}", output, StringComparison.Ordinal);
        Assert.DoesNotContain("\"status\":4", output, StringComparison.Ordinal);

        // The ledger follows within a second, on a machine that has nothing else to do.
        using var http = new HttpClient { BaseAddress = node.Public };
        var ledger = "";
        while (!(ledger.Contains("\"points\":10", StringComparison.Ordinal) && ledger.Contains("\"points\":15", StringComparison.Ordinal)))
        {
            await Task.Delay(50, Ct);
            ledger = await http.GetStringAsync("/api/v1/members/ben/reputation", Ct);
        }

        // The first administrator has joined: the code goes.
        while (File.Exists(Path.Combine(node.DataFolder, "first-invitation.txt")))
        {
            await Task.Delay(50, Ct);
        }
    }

    private static async Task<string> Shell(string script, string folder)
    {
        var start = new ProcessStartInfo("sh", ["-eu"])
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var shell = Process.Start(start)!;
        await shell.StandardInput.WriteAsync(script);
        shell.StandardInput.Close();
        var errors = shell.StandardError.ReadToEndAsync(Ct);
        var output = await shell.StandardOutput.ReadToEndAsync(Ct);
        await shell.WaitForExitAsync(Ct);
        Assert.True(shell.ExitCode == 0, output + await errors);
        return output;
    }

    [GeneratedRegex(@"ReadmeTests\.cs runs this block as it stands -->\n```sh\n(?<script>.*?)\n```", RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex Block();
}
