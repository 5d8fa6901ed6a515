using System.Diagnostics;
using System.Net;
using Skiller.Tests.Given;
using Skiller.Tests.Processes;

namespace Skiller.Tests.Faults.Harness;

/// <summary>The balancer of deploy/local before the fronts, which users go through.</summary>
internal sealed class FaultBalancer : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private Process? _process;

    public Uri Site { get; } = new($"http://localhost:{Ports.Free()}");

    public async Task Start(IEnumerable<Node> fronts, CancellationToken ct)
    {
        var file = Path.Combine(_folder.Path, "fronts.json");
        var list = fronts.Select(static (front, i) => $"\"{i}\": {{ \"Address\": \"{front.Public.GetLeftPart(UriPartial.Authority)}\", \"Health\": \"{front.Operations.GetLeftPart(UriPartial.Authority)}\" }}");
        await File.WriteAllTextAsync(file, $"{{ \"ReverseProxy\": {{ \"Clusters\": {{ \"fronts\": {{ \"Destinations\": {{ {string.Join(", ", list)} }} }} }} }} }}", ct);
        var configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent?.Name ?? "Release";
        var program = Path.Combine(Node.Root, "deploy", "local", "Balancer", "bin", configuration, "net10.0", "balancer.dll");
        var start = new ProcessStartInfo("dotnet", [program, file]) { UseShellExecute = false, RedirectStandardOutput = true };
        start.Environment["ASPNETCORE_URLS"] = Site.GetLeftPart(UriPartial.Authority);
        _process = Process.Start(start)!;
        _process.OutputDataReceived += static (_, _) => { };
        _process.BeginOutputReadLine();
        using var http = new HttpClient { BaseAddress = Site };
        while (true)
        {
            try
            {
                using var answer = await http.GetAsync(new Uri("/", UriKind.Relative), ct);
                if (answer.StatusCode == HttpStatusCode.OK)
                {
                    return;
                }
            }
            catch (HttpRequestException) when (!_process.HasExited)
            {
                // Not yet.
            }

            await Task.Delay(100, ct);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is { } process)
        {
            process.Kill();
            await process.WaitForExitAsync();
            process.Dispose();
        }

        _folder.Dispose();
    }
}
