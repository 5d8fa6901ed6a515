using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.Extensions.Logging;

namespace Skiller.Tests.Simulator;

/// <summary>Stands before a target, passes everything on, and changes one kind of answer: a target that is wrong in one way.</summary>
internal sealed class LyingProxy : IAsyncDisposable
{
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(60) };
    private readonly Uri _target;
    private readonly Func<string, JsonNode, bool> _lie;
    private readonly WebApplication _app;
    private int _told;

    /// <param name="target">The target.</param>
    /// <param name="lie">Changes what a path answered with, if it wants to; says whether it did.</param>
    private LyingProxy(Uri target, Func<string, JsonNode, bool> lie)
    {
        (_target, _lie) = (target, lie);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        _app = builder.Build();
        _app.Urls.Add("http://127.0.0.1:0");
        _app.Run(Pass);
    }

    public Uri Address => new(_app.Urls.Single());

    /// <summary>How many answers it changed.</summary>
    public int Told => Volatile.Read(ref _told);

    public static async Task<LyingProxy> Start(Uri target, Func<string, JsonNode, bool> lie, CancellationToken ct)
    {
        var proxy = new LyingProxy(target, lie);
        await proxy._app.StartAsync(ct);
        return proxy;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _http.Dispose();
    }

    private async Task Pass(HttpContext context)
    {
        using var request = new HttpRequestMessage(new HttpMethod(context.Request.Method), new Uri(_target, context.Request.GetEncodedPathAndQuery()));
        if (context.Request.ContentLength > 0)
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            request.Content = new ByteArrayContent(body.ToArray());
            request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(context.Request.ContentType!);
        }

        if (context.Request.Headers.Authorization is [{ } token])
        {
            request.Headers.TryAddWithoutValidation("Authorization", token);
        }

        using var response = await _http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        if (response.IsSuccessStatusCode && text.StartsWith('{') && JsonNode.Parse(text) is { } json && _lie(context.Request.Path, json))
        {
            Interlocked.Increment(ref _told);
            text = json.ToJsonString();
        }

        context.Response.StatusCode = (int)response.StatusCode;
        context.Response.ContentType = response.Content.Headers.ContentType?.ToString();
        if (context.Response.StatusCode != StatusCodes.Status204NoContent)
        {
            await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(text));
        }
    }
}
