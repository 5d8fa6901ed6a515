using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.Extensions.DependencyInjection;
using Skiller.Contracts;
using Skiller.Web.Api;
using Skiller.Web.Identity;
using Skiller.Web.Identity.Pages;
using Skiller.Web.Members;
using Skiller.Web.Notifications.Pages;
using Skiller.Web.Problems;
using Skiller.Web.Pulse;
using Skiller.Web.Site.Forms;
using Skiller.Web.Site.Remembered;

namespace Skiller.Web.Site;

/// <summary>Marks a page that only members see or send.</summary>
internal sealed record MembersPage
{
    public static MembersPage It { get; } = new();
}

/// <summary>Marks a form that needs no proof of whose it is: it changes nothing but how pages look, or its address proves it.</summary>
internal sealed record UnprovenForm
{
    public static UnprovenForm It { get; } = new();
}

/// <summary>What holds for every page: its headers, who reads it, and that a form comes from this site and this reader.</summary>
internal sealed class PageFilter : IEndpointFilter
{
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    public static void SetHeaders(HttpContext http)
    {
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers.ContentLanguage = RequestLanguage.Tag(SiteLanguage.Of(http.Request));
        headers.Vary = "Accept-Language, Cookie, Accept-Encoding";
        headers.CacheControl = "private, no-cache";
    }

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        var call = http.RequestServices.GetRequiredService<ApiCall>();
        var viewer = http.RequestServices.GetRequiredService<SiteViewer>();
        SetHeaders(http);
        SameSite.Check(http.Request);
        call.ReadCookie(http.RequestServices.GetRequiredService<WebOptions>().PublicUrl);
        await Recognise(http, call, viewer);
        var site = http.RequestServices.GetRequiredService<SiteTexts>();
        await site.Refresh(atOnce: viewer.Actor is { IsAdministrator: true });
        if (viewer.IsMember)
        {
            http.Response.Headers.CacheControl = "private, no-store";
        }

        if (!viewer.IsMember && http.GetEndpoint()?.Metadata.GetMetadata<MembersPage>() is not null)
        {
            return await AskToSignIn(http);
        }

        if (HttpMethods.IsPost(http.Request.Method) && http.GetEndpoint()?.Metadata.GetMetadata<UnprovenForm>() is null && !await IsProven(http))
        {
            return viewer.IsMember ? await ShowAgain(http) : throw new RequestRefusedException(ProblemMapping.StaleForm);
        }

        try
        {
            ApiFilter.Check(http.Request.Query, null);
            if (LiveRefresh.Is(http.Request))
            {
                PageViews.Ignore(http);
                http.RequestServices.GetRequiredService<Remembering>().Visits = 0;
            }

            var answer = !call.HasToken && http.GetEndpoint()?.Metadata.GetMetadata<RememberedForVisitors>() is not null
                ? await http.RequestServices.GetRequiredService<RememberedPages>()
                    .Serve(http, RememberingOf(http, site), () => next(context))
                : await next(context);
            if (answer is IPage { Status: StatusCodes.Status200OK } or PageBytes { Status: StatusCodes.Status200OK })
            {
                http.RequestServices.GetRequiredService<PageViews>().Count(http);
            }

            if (answer is IPage { Status: StatusCodes.Status429TooManyRequests or StatusCodes.Status503ServiceUnavailable } && call.Wait is { } wait)
            {
                http.Response.Headers.RetryAfter = Math.Max(1, (long)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
            }

            return answer;
        }
        catch (RequestRefusedException refused) when (call.HasToken && refused.Problem.Code != ProblemMapping.OutcomeUnknown.Code)
        {
            await call.GiveBack();
            throw;
        }
        catch (OperationCanceledException) when (call.HasToken && !call.HasActed)
        {
            await call.GiveBack();
            throw;
        }
    }

    private static Remembering RememberingOf(HttpContext http, SiteTexts site)
    {
        var remembering = http.RequestServices.GetRequiredService<Remembering>();
        remembering.Site = site.Current.Version;
        return remembering;
    }

    /// <summary>Finds out who reads. A token that is dead makes its reader a visitor; that is no error of theirs.</summary>
    public static async Task Recognise(HttpContext http, ApiCall call, SiteViewer viewer)
    {
        if (!call.HasToken)
        {
            return;
        }

        try
        {
            viewer.Actor = await call.Viewer();
        }
        catch (RequestRefusedException refused) when (refused.Problem.Code == RefusalCode.Unauthorized.Code())
        {
            call.UseToken(null);
            SessionCookie.Delete(http, http.RequestServices.GetRequiredService<WebOptions>().PublicUrl);
            return;
        }

        if (viewer.Actor is { } actor)
        {
            if (actor.Locale is { } language)
            {
                SiteLanguage.Become(http, language);
            }

            http.User = new ClaimsPrincipal(new ClaimsIdentity([new Claim("sub", call.SessionHash)], "session"));

            // Parts of pages have no head.
            var services = http.RequestServices;
            var unread = Htmx.IsAsking(http.Request) ? Task.FromResult<int?>(null) : UnreadCount.Of(call, actor.Member, services.GetRequiredService<TimeProvider>());
            viewer.Card = (await http.RequestServices.GetRequiredService<Authors>().Of(call, [actor.Member])).GetValueOrDefault(actor.Member);
            viewer.Unread = await unread;
        }
    }

    private static async Task<bool> IsProven(HttpContext http)
    {
        try
        {
            await http.RequestServices.GetRequiredService<IAntiforgery>().ValidateRequestAsync(http);
            return true;
        }
        catch (AntiforgeryValidationException)
        {
            return false;
        }
    }

    // The form of a session that has ended, sent by the next one from another tab: nothing is done, and its writer may send it again.
    private static async Task<IResult> ShowAgain(HttpContext http)
    {
        if (Htmx.IsAsking(http.Request))
        {
            http.Response.Headers[Htmx.Resend] = "1";
            return Htmx.Notice(http, ProblemMapping.StaleForm);
        }

        var form = await FormBody.Read(http);
        return PageAnswer.Of<ResumePage>(new Resumed(http.Request.Path, [.. form.Shown]), ProblemMapping.StaleForm.Status);
    }

    // What was typed goes along, so that an ended session loses nothing.
    private static async Task<IResult> AskToSignIn(HttpContext http)
    {
        if (HttpMethods.IsGet(http.Request.Method))
        {
            return TypedResults.LocalRedirect(PageAddress.Of("/sign-in", ("back", http.Request.Path + http.Request.QueryString)));
        }

        if (Htmx.IsAsking(http.Request))
        {
            http.Response.Headers[Htmx.Resend] = "1";
            return Htmx.Notice(http, ProblemMapping.OfStatus(StatusCodes.Status401Unauthorized));
        }

        var form = await FormBody.Read(http);
        var resumed = new Resumed(http.Request.Path, [.. form.Shown]);
        return PageAnswer.Of<SignInPage>(new SignInModel(FormState.Empty, "/", "sign-in.ended", resumed), StatusCodes.Status401Unauthorized);
    }
}
