using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using Skiller.Simulator.Hosting;
using Skiller.Simulator.Report;

namespace Skiller.Simulator.Watching;

/// <summary>Answers programs of this machine about a run while it goes on: the page, its figures as JSON, and its metrics. Nobody else can ask.</summary>
internal sealed class WatchServer : IAsyncDisposable
{
    private const string French = "fr";

    private readonly WebApplication _app;

    private WatchServer(WebApplication app) => _app = app;

    /// <summary>Where it is.</summary>
    public Uri Address => new(_app.Urls.Single());

    /// <exception cref="IOException">The port is taken.</exception>
    public static async Task<WatchServer> Start(int port, WatchState state, CancellationToken ct)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions
        {
            ApplicationName = MetricsPush.Service,
            ContentRootPath = AppContext.BaseDirectory,
            EnvironmentName = Environments.Production,
        });
        builder.Configuration.Sources.Clear();
        builder.Configuration.AddInMemoryCollection();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(IPAddress.Loopback, port);
        });
        builder.Services.AddSingleton<IHostLifetime, NoSignals>();
        builder.Services.AddOpenTelemetry()
            .ConfigureResource(static resource => resource.Clear().AddService(MetricsPush.Service))
            .WithMetrics(static metrics => metrics.AddMeter(RunMetrics.Name).AddPrometheusExporter(static options =>
            {
                options.ScopeInfoEnabled = false;
                options.TargetInfoEnabled = false;
            }));
        var app = builder.Build();
        app.Use(Guard);
        var pages = ReportWords.Locales.ToDictionary(static locale => locale, locale => new WatchPage(state, new ReportWords(locale)), StringComparer.Ordinal);
        app.MapGet("/", (HttpContext http) => Say(http, "text/html; charset=utf-8", pages[Locale(http.Request)].Whole()));
        app.MapGet("/part", (HttpContext http) => Say(http, "text/html; charset=utf-8", pages[Locale(http.Request)].Part()));
        app.MapGet("/state.json", (HttpContext http) => Say(http, "application/json", state.Json()));
        app.MapPrometheusScrapingEndpoint("/metrics");
        try
        {
            await app.StartAsync(ct);
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }

        return new WatchServer(app);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    // Under no other name: a page of elsewhere whose name leads here is not answered.
    private static Task Guard(HttpContext http, RequestDelegate next)
    {
        if (http.Request.Host.Host is not ("127.0.0.1" or "localhost"))
        {
            http.Response.StatusCode = StatusCodes.Status421MisdirectedRequest;
            return Task.CompletedTask;
        }

        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers.ContentSecurityPolicy = WatchPage.Policy;
        http.Response.Headers.XContentTypeOptions = "nosniff";
        return next(http);
    }

    private static Task Say(HttpContext http, string type, string text)
    {
        http.Response.ContentType = type;
        return http.Response.WriteAsync(text, http.RequestAborted);
    }

    // The language that was asked for, or else the first of the browser's that there is.
    private static string Locale(HttpRequest request)
    {
        var asked = request.Query["lang"].ToString();
        return ReportWords.Locales.Contains(asked)
            ? asked
            : request.Headers.AcceptLanguage.ToString().Split(',').Select(static range => range.Trim()[..Math.Min(2, range.Trim().Length)]).FirstOrDefault(static locale => ReportWords.Locales.Contains(locale)) ?? French;
    }
}
