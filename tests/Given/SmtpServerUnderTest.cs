using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Skiller.Tests.Given;

/// <summary>How a mail server behaves.</summary>
public enum SmtpMood
{
    Takes,
    RefusesForNow,
    RefusesForGood,
    FallsSilentAfterData,
    TakesAndDrops,
}

/// <summary>A mail server on a socket of its own that takes what it is given, or not, as it is told (F33).</summary>
public sealed class SmtpServerUnderTest : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _ending = new();
    private readonly Task _accepting;
    private bool _isDisposed;

    public SmtpServerUnderTest()
    {
        _listener.Start();
        _accepting = Accept();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public SmtpMood Mood { get; set; }

    /// <summary>How long it takes for its yes when it has a message: whoever dies meanwhile does not know that it was taken.</summary>
    public TimeSpan Hesitates { get; set; }

    /// <summary>What was taken, as it came: the envelope's addresses and the message.</summary>
    public ConcurrentQueue<(string To, string Message)> Taken { get; } = [];

    public async ValueTask DisposeAsync()
    {
        if (_isDisposed)
        {
            return;
        }

        _isDisposed = true;
        await _ending.CancelAsync();
        _listener.Stop();
        await _accepting;
        _ending.Dispose();
    }

    private async Task Accept()
    {
        var talking = new List<Task>();
        try
        {
            while (true)
            {
                talking.Add(Talk(await _listener.AcceptTcpClientAsync(_ending.Token)));
            }
        }
        catch (Exception fault) when (fault is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(talking);
        }
    }

    private async Task Talk(TcpClient client)
    {
        using var connection = client;
        try
        {
            await using var stream = client.GetStream();
            using var reader = new StreamReader(stream, Encoding.Latin1);
            await using var writer = new StreamWriter(stream, Encoding.Latin1) { NewLine = "\r\n", AutoFlush = true };
            await writer.WriteLineAsync("220 mail.example ready");
            var to = "";
            while (await reader.ReadLineAsync(_ending.Token) is { } line)
            {
                var verb = line.Split(' ', ':')[0].ToUpperInvariant();
                if (verb == "RCPT")
                {
                    to = line[(line.IndexOf('<', StringComparison.Ordinal) + 1)..line.IndexOf('>', StringComparison.Ordinal)];
                }

                if (verb == "DATA")
                {
                    await writer.WriteLineAsync("354 go on");
                    await Take(to, await Message(reader), writer);
                    continue;
                }

                await writer.WriteLineAsync(Answer(verb, to));
                if (verb == "QUIT")
                {
                    return;
                }
            }
        }
        catch (Exception fault) when (fault is IOException or OperationCanceledException or ObjectDisposedException)
        {
            return;
        }
    }

    private string Answer(string verb, string to) => (verb, Mood) switch
    {
        ("EHLO", _) => "250 mail.example",
        ("RCPT", SmtpMood.RefusesForNow) => $"421 later, {to}",
        ("RCPT", SmtpMood.RefusesForGood) => $"550 nobody of that name: {to}",
        ("QUIT", _) => "221 bye",
        _ => "250 ok",
    };

    private async Task Take(string to, string message, StreamWriter writer)
    {
        switch (Mood)
        {
            case SmtpMood.FallsSilentAfterData:
                Taken.Enqueue((to, message));
                await Task.Delay(Timeout.Infinite, _ending.Token);
                break;
            case SmtpMood.TakesAndDrops:
                Taken.Enqueue((to, message));
                throw new IOException("The connection is dropped.");
            default:
                Taken.Enqueue((to, message));
                await Task.Delay(Hesitates, _ending.Token);
                await writer.WriteLineAsync("250 taken");
                break;
        }
    }

    private async Task<string> Message(StreamReader reader)
    {
        var message = new StringBuilder();
        while (await reader.ReadLineAsync(_ending.Token) is { } line && line != ".")
        {
            message.Append(line.StartsWith('.') ? line[1..] : line).Append("\r\n");
        }

        return message.ToString();
    }
}
