using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Skiller.Tests.Given.Faults;

/// <summary>
/// A TCP proxy on the loopback that breaks what goes through it: latency with jitter, bandwidth, slow close, silence, slices, a limit of data,
/// resets, and being down (RELIABILITY.md 2.2). What is set holds at once, for the connections that there are and for those to come.
/// </summary>
public sealed class FaultProxy : IAsyncDisposable
{
    private readonly IPEndPoint _target;
    private readonly CancellationTokenSource _over = new();
    private readonly ConcurrentDictionary<FaultLink, Task> _links = new();
    private readonly ToxicLane _up = new();
    private readonly ToxicLane _down = new();
    private TcpListener? _listener;
    private Task _accepting = Task.CompletedTask;
    private long _taken;

    /// <param name="target">The port of the loopback that it leads to.</param>
    public FaultProxy(int target)
        : this(new IPEndPoint(IPAddress.Loopback, target), IPAddress.Loopback)
    {
    }

    /// <param name="target">Where it leads to.</param>
    /// <param name="address">The address on which it listens, on a free port.</param>
    public FaultProxy(IPEndPoint target, IPAddress address)
    {
        _target = target;
        Address = new IPEndPoint(address, 0);
        Listen();
    }

    /// <summary>Where it listens.</summary>
    public IPEndPoint Address { get; private set; }

    public int Port => Address.Port;

    /// <summary>How many connections it has taken.</summary>
    public long Taken => Interlocked.Read(ref _taken);

    /// <summary>How many of them there are now.</summary>
    public int Open => _links.Count;

    /// <summary>What is done to what clients send.</summary>
    public Toxics Upstream
    {
        get => _up.Toxics;
        set => _up.Set(value);
    }

    /// <summary>What is done to what the server answers.</summary>
    public Toxics Downstream
    {
        get => _down.Toxics;
        set => _down.Set(value);
    }

    /// <summary>The same both ways.</summary>
    public Toxics Both
    {
        set => (Upstream, Downstream) = (value, value);
    }

    /// <summary>Whether it is down: connections are reset, and new ones refused.</summary>
    public bool IsDown
    {
        get => _listener is null;
        set
        {
            if (value && _listener is { } listener)
            {
                _listener = null;
                listener.Dispose();
                ResetAll();
            }
            else if (!value && _listener is null)
            {
                Listen();
            }
        }
    }

    /// <summary>Resets the connections that there are.</summary>
    public void ResetAll()
    {
        foreach (var link in _links.Keys)
        {
            link.Reset();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        _listener?.Dispose();
        await _accepting;
        await Task.WhenAll(_links.Values);
        _over.Dispose();
    }

    private void Listen()
    {
        // The port is kept while it is down.
        var listener = new TcpListener(Address) { ExclusiveAddressUse = false };
        listener.Start();
        Address = (IPEndPoint)listener.LocalEndpoint;
        _listener = listener;
        _accepting = Accept(listener, _accepting);
    }

    private async Task Accept(TcpListener listener, Task before)
    {
        await before;
        try
        {
            while (true)
            {
                var link = new FaultLink(await listener.AcceptSocketAsync(_over.Token), _up, _down);
                Interlocked.Increment(ref _taken);
                var running = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                _links[link] = running.Task;
                _ = Run(link, running);
            }
        }
        catch (Exception end) when (end is OperationCanceledException or InvalidOperationException or SocketException)
        {
            // That is how listening ends.
        }
    }

    private async Task Run(FaultLink link, TaskCompletionSource running)
    {
        try
        {
            await link.Run(_target, _over.Token);
        }
        finally
        {
            _links.TryRemove(link, out _);
            link.Dispose();
            running.SetResult();
        }
    }
}
