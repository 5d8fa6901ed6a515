using System.CommandLine;
using Skiller.Simulator.Journal;
using Skiller.Simulator.Watching;

namespace Skiller.Simulator.Commands;

/// <summary><c>--watch</c> and <c>--otlp</c>, the same for every command that runs for a while.</summary>
internal sealed class WatchArguments
{
    private readonly Option<int?> _port = new("--watch") { Description = "Shows the run on a page of this machine while it goes on, at http://127.0.0.1:PORT/, with /metrics for Prometheus; 0: a free port, which is told." };

    private readonly Option<string?> _otlp = new("--otlp") { Description = "A collector that takes OTLP over HTTP, such as http://127.0.0.1:4318: the simulator's own metrics." };

    public void AddTo(Command command)
    {
        command.Add(_port);
        command.Add(_otlp);
    }

    /// <exception cref="UsageException">It cannot be.</exception>
    public WatchOptions Read(ParseResult parsed)
    {
        var port = parsed.GetValue(_port);
        if (port is < 0 or > 65_535)
        {
            throw new UsageException($"--watch {port}: a port is from 0 to 65535.");
        }

        var collector = parsed.GetValue(_otlp) switch
        {
            null => null,
            { } text when Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" => address,
            { } text => throw new UsageException($"--otlp {text}: it is no address of a collector; http://127.0.0.1:4318 would be one."),
        };
        return new WatchOptions(port, collector);
    }
}
