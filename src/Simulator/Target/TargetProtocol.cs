using System.Net;
using Skiller.Simulator.Journal;

namespace Skiller.Simulator.Target;

/// <summary>Which version of HTTP a target is asked in: that one and no other, so that what is measured is what was said.</summary>
internal sealed class TargetProtocol
{
    private readonly Version _version;

    private TargetProtocol(Version version, string name) => (_version, Name) = (version, name);

    public static TargetProtocol Http11 { get; } = new(HttpVersion.Version11, "1.1");

    /// <summary>HTTP/2: by TLS' negotiation with https, and with http by prior knowledge, which only an address takes that is there for it.</summary>
    public static TargetProtocol Http2 { get; } = new(HttpVersion.Version20, "2");

    /// <summary>As <c>--http</c> names it.</summary>
    public string Name { get; }

    /// <exception cref="UsageException">There is no such version.</exception>
    public static TargetProtocol Parse(string name) => name switch
    {
        "1.1" => Http11,
        "2" => Http2,
        _ => throw new UsageException($"--http {name}: say 1.1 or 2."),
    };

    /// <summary>A client of an address that speaks this version, whatever asks by it.</summary>
    public HttpClient Client(Uri address, SocketsHttpHandler handler, TimeSpan patience)
    {
        // One connection takes a hundred requests at once or so; a second one is opened when they are not enough.
        handler.EnableMultipleHttp2Connections = true;
        return new HttpClient(new Speaking(_version, handler)) { BaseAddress = address, Timeout = patience };
    }

    private sealed class Speaking(Version version, HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            (request.Version, request.VersionPolicy) = (version, HttpVersionPolicy.RequestVersionExact);
            return base.SendAsync(request, cancellationToken);
        }
    }
}
