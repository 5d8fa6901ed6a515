using System.Text.Json.Serialization;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Skiller.Contracts.Operations;
using Skiller.Web.Accounts;
using Skiller.Web.Accounts.Pages;
using Skiller.Web.Administration.Pages;
using Skiller.Web.Api;
using Skiller.Web.Crawling;
using Skiller.Web.Drafts;
using Skiller.Web.Feeds;
using Skiller.Web.Following;
using Skiller.Web.Following.Pages;
using Skiller.Web.Identity;
using Skiller.Web.Identity.Pages;
using Skiller.Web.Invitations;
using Skiller.Web.Invitations.Pages;
using Skiller.Web.Letters.Pages;
using Skiller.Web.Live;
using Skiller.Web.Members;
using Skiller.Web.Members.Pages;
using Skiller.Web.Notifications;
using Skiller.Web.Notifications.Pages;
using Skiller.Web.Overload;
using Skiller.Web.Problems;
using Skiller.Web.Pulse;
using Skiller.Web.Pulse.Pages;
using Skiller.Web.Questions;
using Skiller.Web.Questions.Pages;
using Skiller.Web.Search;
using Skiller.Web.Search.Pages;
using Skiller.Web.Sharing.Pages;
using Skiller.Web.Site;
using Skiller.Web.Skills;
using Skiller.Web.Skills.Pages;
using Skiller.Web.Text;
using Skiller.Web.Webhooks;
using Skiller.Web.Webhooks.Pages;

namespace Skiller.Web;

/// <summary>The front: the table of contents of what it serves. The program brings an <see cref="IGrainFactory"/>.</summary>
public static class SkillerWeb
{
    /// <summary>Registers the front.</summary>
    public static IServiceCollection AddSkillerWeb(this IServiceCollection services, WebOptions options)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<ClusterClock>();
        services.AddHttpContextAccessor();
        services.AddSingleton(options);
        services.AddSingleton<Identifiers>();
        services.AddSingleton<PasswordHashing>();
        services.AddSingleton<Reauthentication>();
        services.AddSingleton<SecondStep>();
        services.AddSingleton<MarkdownRenderer>();
        services.AddSingleton<Authors>();
        services.AddSingleton<KnownHandles>();
        services.AddSingleton<AnswerPlaces>();
        services.AddSingleton<PostShapes>();
        services.AddSingleton<QuestionMemory>();
        services.AddSingleton<StandingsMemory>();
        services.AddSingleton<MemberShapes>();
        services.AddSingleton<SearchShapes>();
        services.AddSingleton<LiveTail>();
        services.AddHostedService(static provider => provider.GetRequiredService<LiveTail>());
        services.AddSingleton<PageViews>();
        services.AddHostedService<ViewWriting>();
        services.AddSingleton<LiveScores>();
        services.AddSingleton<LiveNotices>();
        services.AddSingleton<LiveSessions>();
        services.AddSingleton<LiveDoor>();
        services.AddSingleton<LiveReplay>();
        services.AddSingleton<NotificationShapes>();
        services.AddSingleton<FeedShapes>();
        services.AddSingleton<Outage>();
        services.AddSingleton<RequestLimit>();
        services.AddHostedService<RequestRoomWatch>();
        services.AddScoped<ApiCall>();
        services.AddScoped<FeedEntries>();
        services.AddPages(options);
        services.AddMemberCompression();
        services.AddOpenApi(ApiDocument.Name, ApiDocument.Configure);
        services.ConfigureHttpJsonOptions(json =>
        {
            // For the description of the shapes; bodies are read field by field and written by WebJson.
            json.SerializerOptions.NumberHandling = JsonNumberHandling.Strict;
            json.SerializerOptions.RespectNullableAnnotations = true;
            json.SerializerOptions.RespectRequiredConstructorParameters = true;
        });
        return services;
    }

    /// <summary>Puts the front into the pipeline, on the public address.</summary>
    public static WebApplication MapSkillerWeb(this WebApplication app)
    {
        var options = app.Services.GetRequiredService<WebOptions>();
        LiveMetrics.Begin();
        PasswordMetrics.Begin();
        ProblemMetrics.Begin();
        RepeatMetrics.Begin();
        app.Use((http, next) =>
        {
            SecurityHeaders.Set(http);
            return next(http);
        });
        app.Use(AsGet);
        app.Use((http, next) =>
        {
            // Whoever ends TLS before us, users come by the scheme of the public address.
            http.Request.Scheme = options.PublicUrl.Scheme;
            return next(http);
        });
        app.UseMiddleware<ProblemMiddleware>();
        app.Use(app.Services.GetRequiredService<RequestLimit>().Run);
        var hosts = new KnownHosts(options);
        app.Use((http, next) => hosts.Expect(http) ? next(http) : throw new RequestRefusedException(ProblemMapping.UnknownHost));
        if (!options.TrustedProxies.IsEmpty)
        {
            app.UseForwardedHeaders(Believing(options));
        }

        app.Use(ApiPage.AllowScripts);
        app.UseRouting();
        app.UseMemberCompression(options);
        var api = app.MapGroup(Answers.Base).AddEndpointFilter<ApiFilter>();
        app.MapOpenApi("/openapi/{documentName}.json");
        app.MapApiReference();
        app.MapSiteAssets();
        var machines = app.MapGroup("").AddEndpointFilter<MachineFilter>().ExcludeFromDescription();
        machines.MapFeeds();
        machines.MapCrawling();
        var pages = app.MapGroup("").AddEndpointFilter<PageFilter>().ExcludeFromDescription();
        pages.MapQuestionPages();
        pages.MapAnswerLinks();
        pages.MapSkillPages();
        pages.MapDescribingPages();
        pages.MapMemberPages();
        pages.MapEndorsementPages();
        pages.MapSearchPages();
        pages.MapReadingPages();
        pages.MapApiIntroduction();
        pages.MapQuestionForms();
        pages.MapCommentPages();
        pages.MapCommentEditPages();
        pages.MapDeletionPages();
        pages.MapWritingPages();
        pages.MapNamingPages();
        pages.MapAskPages();
        pages.MapEditPages();
        pages.MapHistoryPages();
        pages.MapSignInPages();
        pages.MapForgottenPages();
        pages.MapSettingsPages();
        pages.MapSecurityPages();
        pages.MapSharingPages();
        pages.MapAdministrationPages();
        pages.MapSuspensionPages();
        pages.MapSiteTextPages();
        pages.MapJoinPages();
        pages.MapInvitationPages();
        pages.MapNotificationPages();
        pages.MapNotificationSettingsPages();
        pages.MapLetterPages();
        pages.MapWebhookPages();
        pages.MapFollowPages();
        pages.MapFeedPages();
        pages.MapPulsePages();
        pages.MapPulseTable();
        pages.MapPulseChoicePages();
        pages.MapChoices();
        api.MapTokens();
        api.MapJoining();
        api.MapMembers();
        api.MapLedgers();
        api.MapEndorsements();
        api.MapInvitations();
        api.MapInvitationRequests();
        api.MapNotifications();
        api.MapNotificationSettings();
        api.MapWebhooks();
        api.MapSkills();
        api.MapSearch();
        api.MapLive();
        api.MapQuestions();
        api.MapAnswers();
        api.MapComments();
        api.MapVotes();
        api.MapRevisions();
        api.MapFollowing();
        api.MapFollowLists();
        api.MapFeed();
        api.MapPulse();
        return app;
    }

    /// <summary>A HEAD is answered like the GET (RFC 9110, 9.3.2); the server leaves the body away, because it knows what came.</summary>
    private static async Task AsGet(HttpContext http, RequestDelegate next)
    {
        if (HttpMethods.IsHead(http.Request.Method))
        {
            http.Request.Method = HttpMethods.Get;
            PageViews.Ignore(http);
        }

        await next(http);
    }

    private static ForwardedHeadersOptions Believing(WebOptions options)
    {
        var believing = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor, ForwardLimit = null };
        believing.KnownProxies.Clear();
        believing.KnownIPNetworks.Clear();
        foreach (var network in options.TrustedProxies)
        {
            believing.KnownIPNetworks.Add(network);
        }

        return believing;
    }
}
