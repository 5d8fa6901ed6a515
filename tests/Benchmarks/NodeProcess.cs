using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Skiller.Tests.Given;

namespace Skiller.Tests.Benchmarks;

/// <summary>The real program on SQLite, a process of its own, so that its memory and its descriptors are nobody else's.</summary>
internal sealed partial class NodeProcess : IAsyncDisposable
{
    private const int MostTries = 300;
    private readonly TemporaryFolder _folder;
    private readonly Process _process;

    private NodeProcess(TemporaryFolder folder, Process process, Uri address) => (_folder, _process, Public) = (folder, process, address);

    public Uri Public { get; }

    /// <summary>The code with which the first administrator joins.</summary>
    public Task<string> FirstInvitation() => File.ReadAllTextAsync(Path.Combine(_folder.Path, "first-invitation.txt"));

    /// <summary>What of it is in memory, in bytes.</summary>
    public long Memory
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    public static async Task<NodeProcess> Start()
    {
        var folder = new TemporaryFolder();
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "skiller.dll"), "run"])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            Environment =
            {
                ["ASPNETCORE_URLS"] = "http://127.0.0.1:0",
                ["Skiller__OperationsUrl"] = "http://127.0.0.1:0",
                ["Skiller__Data"] = folder.Path,
                ["Skiller__AllowSimulation"] = "true",
            },
        };
        var process = Process.Start(start) ?? throw new InvalidOperationException("The program does not start.");
        var told = "";
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            told += line + "\n";
            if (Invitation().Match(line) is { Success: true } found)
            {
                // What it prints later is read as well, or it would wait for that.
                _ = process.StandardOutput.ReadToEndAsync();
                var address = new Uri(found.Groups["address"].Value);
                await Answers(address);
                return new NodeProcess(folder, process, address);
            }
        }

        throw new InvalidOperationException($"The program does not start:\n{told}");
    }

    public async ValueTask DisposeAsync()
    {
        using (var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]))
        {
            await kill.WaitForExitAsync();
        }

        await _process.WaitForExitAsync();
        _process.Dispose();
        _folder.Dispose();
    }

    // The invitation is told before anybody is let in.
    private static async Task Answers(Uri address)
    {
        using var http = new HttpClient { BaseAddress = address };
        for (var tries = 0; ; tries++)
        {
            try
            {
                await http.GetByteArrayAsync(new Uri("/about", UriKind.Relative));
                return;
            }
            catch (HttpRequestException) when (tries < MostTries)
            {
                await Task.Delay(100);
            }
        }
    }

    [GeneratedRegex("(?<address>http://[^ ]+)/join/", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Invitation();
}
