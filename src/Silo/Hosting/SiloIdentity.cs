using System.Net;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Skiller.Storage.Nodes;

namespace Skiller.Silo.Hosting;

/// <summary>
/// The silo's own address, whose generation is by the database's time instead of the machine's (F16). Of two silos with one address the one of the lower
/// generation takes itself for the one before and ends: a silo whose machine was set back would not come back before its clock has caught up.
/// </summary>
internal sealed class SiloIdentity(IOptions<SiloOptions> silo, IOptions<ClusterOptions> cluster, IOptions<EndpointOptions> endpoint, DatabaseClock clock) : ILocalSiloDetails
{
    private readonly Lazy<SiloAddress> _address = new(() => SiloAddress.New(endpoint.Value.AdvertisedIPAddress!, endpoint.Value.SiloPort, Generation(clock)));
    private readonly Lazy<SiloAddress> _gateway = new(() => SiloAddress.New(endpoint.Value.AdvertisedIPAddress!, endpoint.Value.GatewayPort, 0));

    /// <inheritdoc/>
    public string Name => silo.Value.SiloName;

    /// <inheritdoc/>
    public string ClusterId => cluster.Value.ClusterId;

    /// <inheritdoc/>
    public string DnsHostName { get; } = Dns.GetHostName();

    /// <inheritdoc/>
    public SiloAddress SiloAddress => _address.Value;

    /// <inheritdoc/>
    public SiloAddress GatewayAddress => _gateway.Value;

    // Orleans counts seconds of the machine; what the machine is ahead comes off.
    private static int Generation(DatabaseClock clock) =>
        SiloAddress.AllocateNewGeneration() - (int)Math.Round((TimeProvider.System.GetUtcNow() - clock.GetUtcNow()).TotalSeconds);
}
