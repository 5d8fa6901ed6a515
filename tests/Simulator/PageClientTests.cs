using System.Collections.Concurrent;
using System.IO.Compression;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;
using Skiller.Simulator.Growing;
using Skiller.Simulator.Shapes;
using Skiller.Simulator.Target;
using Xunit;

namespace Skiller.Tests.Simulator;

/// <summary>Pages are loaded as browsers load them, in the version of HTTP that was said.</summary>
public sealed class PageClientTests
{
    private readonly ConcurrentQueue<string> _asked = new();

    [Fact]
    public async Task A_page_that_leads_elsewhere_is_asked_for_where_it_led_the_next_time()
    {
        await using var target = await ScriptedTarget.Start(
            context =>
            {
                _asked.Enqueue($"{context.Request.Path} {context.Request.Headers.Cookie}".Trim());
                if (context.Request.Path == "/questions/7")
                {
                    context.Response.Redirect("/questions/7/a-title", permanent: true);
                    return Task.CompletedTask;
                }

                context.Response.StatusCode = context.Request.Path == "/questions/7/a-title" ? 200 : 404;
                return Task.CompletedTask;
            },
            TestContext.Current.CancellationToken);
        using var pages = new PageClient(target.Address, 4, TargetProtocol.Http11);
        Assert.Equal(200, (await pages.Load("/questions/7", "fr", null)).Status);
        Assert.Equal(200, (await pages.Load("/questions/7", "fr", "token")).Status);
        pages.Learn("/questions/8", "/questions/7/a-title");
        Assert.Equal(200, (await pages.Load("/questions/8", "fr", null)).Status);
        Assert.Equal(404, (await pages.Load("/nothing", "fr", null)).Status);
        Assert.Equal(["/questions/7", "/questions/7/a-title", "/questions/7/a-title session=token; __Host-session=token", "/questions/7/a-title", "/nothing"], _asked);
    }

    [Fact]
    public async Task What_comes_packed_is_counted_as_it_came()
    {
        using var packed = new MemoryStream();
        await using (var packing = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            await packing.WriteAsync(new byte[100_000], TestContext.Current.CancellationToken);
        }

        await using var target = await ScriptedTarget.Start(
            context =>
            {
                Assert.Contains("gzip", context.Request.Headers.AcceptEncoding.ToString(), StringComparison.Ordinal);
                context.Response.Headers.ContentEncoding = "gzip";
                return context.Response.Body.WriteAsync(packed.ToArray()).AsTask();
            },
            TestContext.Current.CancellationToken);
        using var pages = new PageClient(target.Address, 4, TargetProtocol.Http11);
        Assert.Equal(new Loaded(200, packed.Length), await pages.Load("/", "fr", null));

        // Visitors of a growth do not unpack them either.
        using var api = new TargetApi(target.Address);
        Assert.Equal(new Loaded(200, packed.Length), await new PageLoader(api, new Sessions(api, "password")).Load(PageKind.Front, null, null));
    }

    [Fact]
    public async Task A_page_that_does_not_come_to_its_end_is_given_up()
    {
        var over = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var target = await ScriptedTarget.Start(
            async context =>
            {
                await context.Response.WriteAsync("The beginning");
                await context.Response.Body.FlushAsync();
                await over.Task;
            },
            TestContext.Current.CancellationToken);
        using var pages = new PageClient(target.Address, 4, TargetProtocol.Http11, TimeSpan.FromSeconds(1));
        var loaded = pages.Load("/", "fr", null);
        await Task.WhenAny(loaded, Task.Delay(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken));
        over.SetResult();
        Assert.Equal(new Loaded(0, 0), await loaded);
    }

    [Fact]
    public async Task A_target_that_is_not_there_gives_nothing()
    {
        using var pages = new PageClient(new Uri("http://127.0.0.1:9"), 4, TargetProtocol.Http11);
        Assert.Equal(new Loaded(0, 0), await pages.Load("/", "fr", null));
    }

    [Fact]
    public async Task The_version_that_was_said_is_spoken_and_no_other()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(static options => options.ConfigureEndpointDefaults(static endpoint => endpoint.Protocols = HttpProtocols.Http2));
        await using var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        app.MapFallback(static (HttpContext context) => context.Request.Protocol);
        await app.StartAsync(TestContext.Current.CancellationToken);
        var address = new Uri(app.Urls.Single());
        using var two = new PageClient(address, 4, TargetProtocol.Http2);
        using var one = new PageClient(address, 4, TargetProtocol.Http11);
        Assert.Equal(new Loaded(200, "HTTP/2".Length), await two.Load("/", "fr", null));
        Assert.False((await one.Load("/", "fr", null)).IsSuccess);
        using var api = new TargetApi(address, protocol: TargetProtocol.Http2);
        Assert.Equal("HTTP/2", (await api.Get("questions", null, TestContext.Current.CancellationToken)).Text);
    }
}
