using System.Net;
using System.Net.Sockets;
using Skiller.Grains.Webhooks;
using Skiller.Silo.Webhooks;
using Xunit;

namespace Skiller.Tests.Unit.Webhooks;

/// <summary>A name may lead elsewhere each time it is asked for (P10).</summary>
public sealed class HttpWebhookTransportTests : IDisposable
{
    private readonly TcpListener _inside = new(IPAddress.Loopback, 0);
    private readonly ChangingHost _host = new();

    public HttpWebhookTransportTests() => _inside.Start();

    public void Dispose() => _inside.Dispose();

    [Fact]
    public async Task A_name_that_leads_inside_when_it_is_sent_to_is_connected_to_by_nobody()
    {
        using var transport = Transport(allowPrivate: false);
        _host.Addresses = [IPAddress.Parse("1.1.1.1")];
        Assert.Null(await transport.FaultOf(Url("https"), default));

        _host.Addresses = [IPAddress.Loopback];
        Assert.Equal(new WebhookOutcome.NotTaken(null, "private-address"), await transport.Send(Something("https"), default));
        Assert.False(_inside.Pending());
        Assert.Equal("private-address", await transport.FaultOf(Url("https"), default));
    }

    [Fact]
    public async Task One_address_inside_among_others_is_one_too_many()
    {
        using var transport = Transport(allowPrivate: false);
        _host.Addresses = [IPAddress.Parse("1.1.1.1"), IPAddress.Parse("::ffff:10.0.0.1")];
        Assert.Equal("private-address", await transport.FaultOf(Url("https"), default));
        Assert.Equal(new WebhookOutcome.NotTaken(null, "private-address"), await transport.Send(Something("https"), default));
    }

    [Fact]
    public async Task A_name_that_nobody_knows_is_told()
    {
        using var transport = Transport(allowPrivate: true);
        Assert.Equal("unknown-host", await transport.FaultOf(Url("http"), default));
        Assert.Equal(new WebhookOutcome.NotTaken(null, "unknown-host"), await transport.Send(Something("http"), default));
    }

    [Fact]
    public async Task What_settings_allowed_once_they_no_longer_allow()
    {
        using var transport = Transport(allowPrivate: false);
        _host.Addresses = [IPAddress.Parse("1.1.1.1")];
        Assert.Equal(new WebhookOutcome.NotTaken(null, "not-https"), await transport.Send(Something("http"), default));
    }

    private HttpWebhookTransport Transport(bool allowPrivate) =>
        new(_host, new WebhookOptions(new Uri("https://skiller.test"), allowPrivate), TimeProvider.System);

    private string Url(string scheme) => $"{scheme}://hooks.example.org:{((IPEndPoint)_inside.LocalEndpoint).Port}/";

    private OutgoingWebhook Something(string scheme) => new(Url(scheme), "msg_1", DateTimeOffset.UnixEpoch, "v1,", "{}"u8.ToArray());

    private sealed class ChangingHost : IHostAddresses
    {
        public IReadOnlyList<IPAddress> Addresses { get; set; } = [];

        public Task<IReadOnlyList<IPAddress>> Of(string host, CancellationToken ct) => Task.FromResult(Addresses);
    }
}
