using System.Net;
using System.Net.Sockets;
using Skiller.Tests.Given.Faults;
using Xunit;

namespace Skiller.Tests.Faults;

/// <summary>The proxy is itself tested: each toxic does what it says, at once and for connections that are open already, and nothing once it is taken away.</summary>
public sealed class ProxyTests : IAsyncDisposable
{
    private static readonly TimeSpan _some = TimeSpan.FromMilliseconds(300);

    // A timer may be a tick of the system early.
    private static readonly TimeSpan _least = _some - TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan _never = TimeSpan.FromHours(1);
    private readonly TcpListener _echo = new(IPAddress.Loopback, 0);
    private readonly FaultProxy _proxy;
    private readonly Task _echoing;

    public ProxyTests()
    {
        _echo.Start();
        _echoing = Echo();
        _proxy = new FaultProxy(((IPEndPoint)_echo.LocalEndpoint).Port);
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        await _proxy.DisposeAsync();
        _echo.Dispose();
        await _echoing;
    }

    [Fact]
    public async Task Without_toxics_what_is_sent_comes_back_as_it_was()
    {
        using var client = await Connect();
        var sent = new byte[200_000];
        new Random(1).NextBytes(sent);
        var sending = client.SendAsync(sent, Ct);
        Assert.Equal(sent, await Receive(client, sent.Length));
        await sending;
        client.Shutdown(SocketShutdown.Send);
        Assert.Equal(0, await client.ReceiveAsync(new byte[1], Ct));
    }

    [Fact]
    public async Task Latency_holds_for_a_connection_that_is_open()
    {
        using var client = await Connect();
        await SaysBack(client);
        _proxy.Both = new Toxics { Latency = _some };
        Assert.True(await SaysBack(client) >= 2 * _least);
    }

    [Fact]
    public async Task Jitter_takes_no_more_from_the_latency_than_it_may()
    {
        _proxy.Upstream = new Toxics { Latency = 2 * _some, Jitter = _some };
        using var client = await Connect();
        Assert.True(await SaysBack(client) >= _least);
    }

    [Fact]
    public async Task Bandwidth_lets_so_many_bytes_through_a_second()
    {
        _proxy.Downstream = new Toxics { BytesPerSecond = 10_000 };
        using var client = await Connect();
        Assert.True(await SaysBack(client, bytes: 5_000) >= TimeSpan.FromSeconds(0.5));
    }

    [Fact]
    public async Task A_slow_close_comes_later()
    {
        _proxy.Downstream = new Toxics { SlowClose = _some };
        using var client = await Connect();
        var begun = TimeProvider.System.GetTimestamp();
        client.Shutdown(SocketShutdown.Send);
        Assert.Equal(0, await client.ReceiveAsync(new byte[1], Ct));
        Assert.True(TimeProvider.System.GetElapsedTime(begun) >= _least);
    }

    [Fact]
    public async Task What_is_sent_into_silence_comes_through_when_it_ends()
    {
        using var client = await Connect();
        await SaysBack(client);
        _proxy.Both = new Toxics { IsSilent = true };
        await client.SendAsync(new byte[10], Ct);
        var coming = Receive(client, 10);
        await Task.Delay(_some, Ct);
        Assert.False(coming.IsCompleted);
        _proxy.Both = Toxics.None;
        await coming;
    }

    [Fact]
    public async Task Silence_can_end_with_a_reset()
    {
        _proxy.Upstream = new Toxics { IsSilent = true, ClosesSilent = _some };
        using var client = await Connect();
        await client.SendAsync(new byte[10], Ct);
        await IsReset(client);
    }

    [Fact]
    public async Task Slices_are_as_small_as_is_said()
    {
        // The second one never comes, so that they cannot be read as one.
        _proxy.Downstream = new Toxics { SliceBytes = 7, SliceDelay = _never };
        using var client = await Connect();
        await client.SendAsync(new byte[100], Ct);
        Assert.Equal(7, await client.ReceiveAsync(new byte[100], Ct));
    }

    [Fact]
    public async Task Data_is_limited_from_the_moment_on_at_which_that_is_said_and_the_connection_reset()
    {
        using var client = await Connect();
        await SaysBack(client, bytes: 50);
        _proxy.Downstream = new Toxics { LimitBytes = 0 };
        await client.SendAsync(new byte[10], Ct);
        await IsReset(client);
    }

    [Fact]
    public async Task What_the_limit_lets_through_comes()
    {
        _proxy.Downstream = new Toxics { LimitBytes = 12, SliceDelay = TimeSpan.FromMilliseconds(200) };
        using var client = await Connect();
        await client.SendAsync(new byte[30], Ct);
        Assert.Equal(12, (await Receive(client, 12)).Length);
        await IsReset(client);
    }

    [Fact]
    public async Task A_peer_resets()
    {
        _proxy.Upstream = new Toxics { ResetsAfter = TimeSpan.Zero };
        using var client = await Connect();
        await client.SendAsync(new byte[10], Ct);
        await IsReset(client);
    }

    [Fact]
    public async Task Down_resets_who_is_there_refuses_who_comes_and_is_up_again_on_the_same_port()
    {
        using var before = await Connect();
        await SaysBack(before);
        var port = _proxy.Port;
        _proxy.IsDown = true;
        await IsReset(before);
        var refused = await Assert.ThrowsAsync<SocketException>(Connect);
        Assert.Equal(SocketError.ConnectionRefused, refused.SocketErrorCode);
        _proxy.IsDown = false;
        Assert.Equal(port, _proxy.Port);
        using var after = await Connect();
        await SaysBack(after);
        Assert.Equal(2, _proxy.Taken);
    }

    private static async Task IsReset(Socket client)
    {
        var reset = await Assert.ThrowsAsync<SocketException>(async () => await client.ReceiveAsync(new byte[1], Ct));
        Assert.Equal(SocketError.ConnectionReset, reset.SocketErrorCode);
    }

    private static async Task<TimeSpan> SaysBack(Socket client, int bytes = 10)
    {
        var begun = TimeProvider.System.GetTimestamp();
        await client.SendAsync(new byte[bytes], Ct);
        await Receive(client, bytes);
        return TimeProvider.System.GetElapsedTime(begun);
    }

    private static async Task<byte[]> Receive(Socket client, int count)
    {
        var came = new byte[count];
        for (var at = 0; at < count;)
        {
            var some = await client.ReceiveAsync(came.AsMemory(at), Ct);
            Assert.NotEqual(0, some);
            at += some;
        }

        return came;
    }

    private async Task<Socket> Connect()
    {
        var client = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await client.ConnectAsync(IPAddress.Loopback, _proxy.Port, Ct);
        return client;
    }

    private async Task Echo()
    {
        try
        {
            while (true)
            {
                _ = Echo(await _echo.AcceptSocketAsync(Ct));
            }
        }
        catch (Exception end) when (end is SocketException or InvalidOperationException or OperationCanceledException)
        {
            // That is its end.
        }
    }

    private static async Task Echo(Socket socket)
    {
        using var mine = socket;
        var buffer = new byte[65_536];
        try
        {
            while (await mine.ReceiveAsync(buffer, Ct) is var count and > 0)
            {
                await mine.SendAsync(buffer.AsMemory(0, count), Ct);
            }
        }
        catch (Exception end) when (end is SocketException or OperationCanceledException)
        {
            // The proxy has broken it, as it was told.
        }
    }
}
