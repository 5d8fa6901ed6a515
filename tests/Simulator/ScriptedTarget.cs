using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Skiller.Tests.Simulator;

/// <summary>A target that answers as a test says: with what no real one can be brought to answer at will.</summary>
internal sealed class ScriptedTarget : IAsyncDisposable
{
    private readonly WebApplication _app;

    private ScriptedTarget(RequestDelegate answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        _app = builder.Build();
        _app.Urls.Add("http://127.0.0.1:0");
        _app.Run(answer);
    }

    public Uri Address => new(_app.Urls.Single());

    public static async Task<ScriptedTarget> Start(RequestDelegate answer, CancellationToken ct)
    {
        var target = new ScriptedTarget(answer);
        await target._app.StartAsync(ct);
        return target;
    }

    /// <summary>Answers with a status and JSON.</summary>
    public static Task Say(HttpContext context, int status, string json)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(json);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
