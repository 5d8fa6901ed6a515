using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Skiller.Tests.Deploy;
using Skiller.Tests.Given;
using Skiller.Tests.Processes;
using Xunit;

[assembly: AssemblyFixture(typeof(MeteredSite))]

namespace Skiller.Tests.Deploy;

/// <summary>A silo, a front and their PostgreSQL, that members use for real, and a real Prometheus that watches them with the rules of deploy/prometheus.</summary>
public sealed class MeteredSite : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private readonly HttpClient _http = new();
    private readonly SemaphoreSlim _once = new(1, 1);
    private PostgresServer? _server;
    private Node? _silo;
    private Node? _front;
    private Process? _prometheus;
    private Uri? _address;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>It is only made when a test asks for it.</summary>
    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <summary>What a query finds now: one number a series.</summary>
    public async Task<IReadOnlyList<double>> Query(string expression)
    {
        await Started();
        using var answer = await _http.GetAsync(new Uri(_address!, $"/api/v1/query?query={Uri.EscapeDataString(expression)}"), Ct);
        var text = await answer.Content.ReadAsStringAsync(Ct);
        Assert.True(answer.IsSuccessStatusCode, $"{expression}: {text}");
        return [.. JsonSerializer.Deserialize<JsonElement>(text).List("data", "result").Select(static series => double.Parse(series.Text("value", 1)!, CultureInfo.InvariantCulture))];
    }

    public async ValueTask DisposeAsync()
    {
        if (_prometheus is { HasExited: false })
        {
            _prometheus.Kill();
            await _prometheus.WaitForExitAsync(CancellationToken.None);
        }

        _prometheus?.Dispose();
        foreach (var part in (IAsyncDisposable?[])[_front, _silo, _server])
        {
            await (part?.DisposeAsync() ?? ValueTask.CompletedTask);
        }

        _http.Dispose();
        _once.Dispose();
        _folder.Dispose();
    }

    private async Task Started()
    {
        await _once.WaitAsync(Ct);
        try
        {
            if (_address is null)
            {
                await Start();
            }
        }
        finally
        {
            _once.Release();
        }
    }

    private async Task Start()
    {
        _server = await PostgresServer.Start();
        var database = await _server.CreateDatabase();
        _silo = new Node(Path.Combine(_folder.Path, "silo"), database, [KeyValuePair.Create("Skiller__Roles", "silo")]);
        _front = new Node(Path.Combine(_folder.Path, "web"), database, [KeyValuePair.Create("Skiller__Roles", "web")]);
        await _silo.Start(Ct);
        await _front.Start(Ct);
        var (exitCode, output) = await _silo.Command(["backup", Path.Combine(_folder.Path, "copy")], Ct);
        Assert.True(exitCode == 0, output);
        (exitCode, output) = await _silo.Command(["verify"], Ct);
        Assert.True(exitCode == 0, output);
        var address = await StartPrometheus();
        await Visitors.Come(_front.Public, await File.ReadAllTextAsync(Path.Combine(_silo.DataFolder, "first-invitation.txt"), Ct), Ct);
        _address = address;

        // Rates need what was scraped before and after, and what is recorded from them needs those.
        foreach (var seen in (string[])["skiller:reads:rate5m > 0", "skiller:reads_failed:rate5m", "skiller:writes:rate5m > 0", "skiller:writes_failed:rate5m", "rate(skiller_projection_lag_seconds_count[10s])"])
        {
            await ReadUntil(seen);
        }
    }

    private async Task ReadUntil(string seen)
    {
        while ((await QueryNow(seen)).Count == 0)
        {
            await Visitors.Read(_front!.Public, Ct);
            await Task.Delay(200, Ct);
        }
    }

    private async Task<IReadOnlyList<JsonElement>> QueryNow(string expression)
    {
        using var answer = await _http.GetAsync(new Uri(_address!, $"/api/v1/query?query={Uri.EscapeDataString(expression)}"), Ct);
        return [.. JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsStringAsync(Ct)).List("data", "result")];
    }

    private async Task<Uri> StartPrometheus()
    {
        var settings = Path.Combine(_folder.Path, "prometheus.yml");
        await File.WriteAllTextAsync(
            settings,
            $$"""
            global: {scrape_interval: 1s, evaluation_interval: 1s}
            rule_files: ["{{Path.Combine(Tool.Files, "prometheus", "rules", "*.yml")}}"]
            scrape_configs:
              - job_name: skiller
                static_configs:
                  - targets: ["{{_silo!.Operations.Authority}}", "{{_front!.Operations.Authority}}"]
            """,
            Ct);
        var port = Ports.Free();
        var start = new ProcessStartInfo(
            Tool.Prometheus("prometheus"),
            [$"--config.file={settings}", $"--storage.tsdb.path={Path.Combine(_folder.Path, "series")}", $"--web.listen-address=127.0.0.1:{port}", "--log.level=error"])
        { UseShellExecute = false };
        _prometheus = Process.Start(start)!;
        var address = new Uri($"http://127.0.0.1:{port}");
        while (true)
        {
            Assert.False(_prometheus.HasExited, "Prometheus ended.");
            try
            {
                using var ready = await _http.GetAsync(new Uri(address, "/-/ready"), Ct);
                if (ready.IsSuccessStatusCode)
                {
                    return address;
                }
            }
            catch (HttpRequestException)
            {
                // It does not listen yet.
            }

            await Task.Delay(50, Ct);
        }
    }
}
