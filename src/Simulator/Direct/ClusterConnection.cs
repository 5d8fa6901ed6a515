using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using Skiller.Contracts.Operations;
using Skiller.Simulator.Hosting;
using Skiller.Simulator.Journal;

namespace Skiller.Simulator.Direct;

/// <summary>An Orleans client of the target's cluster: what a front has of it, and no more.</summary>
internal sealed class ClusterConnection : IAsyncDisposable
{
    private const string Postgres = "Npgsql";
    private const string Name = "skiller";

    private readonly IHost _host;
    private readonly IClusterClient _grains;
    private readonly Identifiers _numbers;

    private ClusterConnection(IHost host)
    {
        _grains = host.Services.GetRequiredService<IClusterClient>();
        (_host, _numbers) = (host, new Identifiers(_grains));
        Caller = CallerBy(new ClusterClock(TimeProvider.System));
    }

    public GrainCaller Caller { get; }

    /// <summary>The same to whom the cluster's time was told.</summary>
    public GrainCaller CallerAt(DateTimeOffset now)
    {
        var time = new ClusterClock(TimeProvider.System);
        time.Set(now, TimeSpan.Zero);
        return CallerBy(time);
    }

    private GrainCaller CallerBy(ClusterClock time) => new(_grains, _numbers, time, TimeProvider.System);

    /// <summary>What is connected to, of what was said: the gateway of a silo, a connection string, or a file whose first line is one.</summary>
    /// <exception cref="UsageException">It is neither.</exception>
    public static string Read(string said)
    {
        if (IsGateway(said, out _))
        {
            return said;
        }

        var text = File.Exists(said) ? File.ReadLines(said).FirstOrDefault() ?? "" : said;
        return text.Contains('=', StringComparison.Ordinal)
            ? text
            : throw new UsageException($"--direct {said}: say a silo's gateway such as 127.0.0.1:30000, PostgreSQL's connection string, or a file with it, such as artifacts/cluster/database.");
    }

    /// <summary>Connects.</summary>
    /// <exception cref="Exception">Nobody answers there; the client's own fault says why.</exception>
    public static async Task<ClusterConnection> Open(string connection, CancellationToken ct)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Services.AddSingleton<IHostLifetime, NoSignals>();
        builder.UseOrleansClient(client =>
        {
            client.Configure<ClusterOptions>(static options => (options.ClusterId, options.ServiceId) = (Named("Skiller__ClusterId"), Named("Skiller__ServiceId")));
            client.Configure<ClientMessagingOptions>(static options => options.ResponseTimeout = GrainCaller.Patience);
            client.Configure<GatewayOptions>(static options => options.GatewayListRefreshPeriod = TimeSpan.FromSeconds(5));
            if (IsGateway(connection, out var gateway))
            {
                client.UseStaticClustering(gateway);
            }
            else
            {
                client.UseAdoNetClustering((AdoNetClusteringClientOptions options) => (options.Invariant, options.ConnectionString) = (Postgres, connection));
            }
        });
        var opened = new ClusterConnection(builder.Build());
        try
        {
            await opened._host.StartAsync(ct);
            return opened;
        }
        catch
        {
            opened.Free();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        Free();
    }

    private void Free()
    {
        _numbers.Dispose();
        _host.Dispose();
    }

    // Nodes have them from the same names.
    private static string Named(string setting) => Environment.GetEnvironmentVariable(setting) is { Length: > 0 } name ? name : Name;

    private static bool IsGateway(string text, out IPEndPoint gateway)
    {
        var isOne = IPEndPoint.TryParse(text, out var parsed) && parsed.Port > 0;
        gateway = parsed ?? new IPEndPoint(IPAddress.Loopback, 0);
        return isOne;
    }
}
