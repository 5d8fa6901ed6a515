using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Skiller.Tests.Http.Webhooks;

/// <summary>A program elsewhere that takes webhooks, and checks what signs them as Standard Webhooks 1.0 says, with no word of ours.</summary>
internal sealed class Receiver : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<Received> _received = new();

    private Receiver(WebApplication app) => _app = app;

    /// <summary>What it answers.</summary>
    public int Status { get; set; } = 200;

    /// <summary>Where it says to go instead, null: it does not.</summary>
    public string? Location { get; set; }

    /// <summary>What came, in its order.</summary>
    public IReadOnlyList<Received> All => [.. _received];

    public string Url => _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First() + "/hook?key=1";

    public static async Task<Receiver> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseKestrel(static kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var receiver = new Receiver(builder.Build());
        receiver._app.Run(receiver.Take);
        await receiver._app.StartAsync();
        return receiver;
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private async Task Take(HttpContext http)
    {
        using var reader = new StreamReader(http.Request.Body, Encoding.UTF8);
        var body = await reader.ReadToEndAsync();
        string Header(string name) => http.Request.Headers[name].ToString();

        // A test that sees what came may have the next one answered otherwise.
        var (status, location) = (Status, Location);
        _received.Enqueue(new Received(
            Header("webhook-id"), Header("webhook-timestamp"), Header("webhook-signature"), http.Request.Method, Header("content-type"), body, status));
        http.Response.StatusCode = status;
        if (location is { } elsewhere)
        {
            http.Response.Headers.Location = elsewhere;
        }
    }
}

/// <summary>An attempt as it came.</summary>
internal sealed record Received(string Id, string Timestamp, string Signatures, string Method, string ContentType, string Body, int Answered)
{
    public JsonElement Json => JsonDocument.Parse(Body).RootElement;

    public string Type => Json.GetProperty("type").GetString()!;

    public JsonElement Data => Json.GetProperty("data");

    /// <summary>Whether a secret signed it.</summary>
    public bool IsSignedBy(string secret)
    {
        Assert.StartsWith("whsec_", secret, StringComparison.Ordinal);
        var key = Convert.FromBase64String(secret["whsec_".Length..]);
        Assert.InRange(key.Length, 24, 64);
        var due = "v1," + Convert.ToBase64String(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{Id}.{Timestamp}.{Body}")));
        return Signatures.Split(' ').Contains(due);
    }

    public DateTimeOffset At => DateTimeOffset.FromUnixTimeSeconds(long.Parse(Timestamp, CultureInfo.InvariantCulture));
}
