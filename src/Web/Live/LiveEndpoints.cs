using System.Net.Sockets;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;
using Skiller.Contracts;
using Skiller.Contracts.Members;
using Skiller.Web.Api;
using Skiller.Web.Identity;
using Skiller.Web.Problems;
using Skiller.Web.Site;

namespace Skiller.Web.Live;

/// <summary>The stream of events (API.md, "Live").</summary>
internal static class LiveEndpoints
{
    private const string MediaType = "text/event-stream";
    private const int SendBuffer = 16 * 1024;
    private static readonly TimeSpan _toWrite = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan _retry = TimeSpan.FromSeconds(2);
    private static readonly (int From, int To) _retryOfDraining = (1_000, 10_000);

    public static void MapLive(this IEndpointRouteBuilder api) => api.MapGet("/live", Listen)
        .Query("listen", "Events as they happen (text/event-stream): question:ID, skill:SLUG, questions, and a member's notifications; resumes from Last-Event-ID.")
        .Streams().Refuses(RefusalCode.NotAllowed, RefusalCode.RateLimited);

    private static async Task Listen(
        ApiCall call, WebOptions options, LiveTail tail, LiveDoor door, LiveSessions sessions, LiveReplay replay, IHostApplicationLifetime lifetime,
        TimeProvider clock, string? topics, string? from)
    {
        var http = call.Http;
        var wanted = LiveTopics.Parse(topics);
        var header = http.Request.Headers["Last-Event-ID"].ToString();
        var after = Position(header.Length > 0 ? header : from);

        // A browser that comes back by itself says so in a header, and has had what its page lacked.
        wanted = header.Length > 0 ? wanted with { Shown = [] } : wanted;
        await Recognise(call, options);
        var member = wanted.WithNotifications ? (await call.Member()).Member : (MemberId?)null;

        using var place = door.Enter(call.Actor?.Member.ToString(), SourceAddress.Of(http));
        using var connection = new LiveConnection(wanted.Names, member);
        var lane = await tail.LaneOf(connection, call.Aborted);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(call.Aborted, connection.Over, lifetime.ApplicationStopping);
        try
        {
            if (call.Session is { } session)
            {
                sessions.Add(connection, session);
            }

            var head = after > lane.Position || (after is null && wanted.Shown.IsEmpty)
                ? await call.Look((grains, ct) => grains.LiveFeed().Head(ct))
                : (long?)null;
            var isForged = after > head;

            // Whoever comes for the first time hears what happens from now on, however far behind this front is.
            var seen = isForged || after is null ? head : after;
            var (position, kept) = lane.Join(connection, seen);
            var missed = isForged ? null : await replay.Missed(call, wanted, member, seen, position, kept);
            var stream = Open(http, clock);
            await stream.Write(LiveFrames.Retry(_retry), ending.Token);
            if (missed is null)
            {
                await stream.Write(LiveFrames.Reset(Math.Max(position, seen ?? 0)), ending.Token);
            }
            else
            {
                await stream.Write([.. missed.Select(static item => item.Frame), LiveFrames.Position(Math.Max(position, seen ?? 0))], ending.Token);
            }

            await Send(connection, stream, ending.Token);
        }
        catch (OperationCanceledException) when (lifetime.ApplicationStopping.IsCancellationRequested && http.Response.HasStarted)
        {
            // Not all at once to the next front (F34).
            var wait = TimeSpan.FromMilliseconds(RandomNumberGenerator.GetInt32(_retryOfDraining.From, _retryOfDraining.To));
            await new LiveStream(http, clock, _toWrite).Write(LiveFrames.Retry(wait), call.Aborted);
        }
        catch (OperationCanceledException) when (http.Response.HasStarted)
        {
            // The client has gone, was too slow, or is not who it was.
        }
        finally
        {
            lane.Leave(connection);
            sessions.Remove(connection);
        }
    }

    /// <summary>Who listens: by token, or from a page of this site by its cookie (C19).</summary>
    private static async Task Recognise(ApiCall call, WebOptions options)
    {
        if (!call.HasToken && SessionCookie.Read(call.Http.Request, options.PublicUrl) is { } token)
        {
            if (!SameSite.IsOwnScript(call.Http.Request))
            {
                throw new RequestRefusedException(RefusalCode.NotAllowed);
            }

            call.UseToken(token);
            try
            {
                await call.Viewer();
            }
            catch (RequestRefusedException refused) when (refused.Problem.Code == RefusalCode.Unauthorized.Code())
            {
                // As on pages: whose session is over is a visitor.
                call.UseToken(null);
            }
        }

        await call.Viewer();
    }

    // What is no position at all is one that nobody was given.
    private static long? Position(string? text) =>
        string.IsNullOrEmpty(text) ? null : text == "0" ? 0 : PathIds.TryParse(text, out var position) ? position : long.MaxValue;

    private static LiveStream Open(HttpContext http, TimeProvider clock)
    {
        http.Response.ContentType = MediaType;
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers["X-Accel-Buffering"] = "no";
        http.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        if (HttpProtocol.IsHttp11(http.Request.Protocol) && http.Features.Get<IConnectionSocketFeature>() is { Socket: var socket })
        {
            try
            {
                // What a client that never reads can make the system hold for it.
                socket.SendBufferSize = SendBuffer;
            }
            catch (Exception gone) when (gone is ObjectDisposedException or SocketException)
            {
                // The client went as soon as it had come: the first write to it ends this.
            }
        }

        return new LiveStream(http, clock, _toWrite);
    }

    private static async Task Send(LiveConnection connection, LiveStream stream, CancellationToken ct)
    {
        var frames = new List<ReadOnlyMemory<byte>>();
        while (await connection.Waiting.WaitToReadAsync(ct))
        {
            frames.Clear();
            while (connection.Waiting.TryRead(out var frame))
            {
                frames.Add(frame);
            }

            await stream.Write(frames, ct);
        }
    }
}
