using System.Globalization;
using Microsoft.AspNetCore.Routing;
using Skiller.Contracts;
using Skiller.Contracts.Accounts;
using Skiller.Contracts.Members;
using Skiller.Contracts.Search;
using Skiller.Web.Api;
using Skiller.Web.Members;
using Skiller.Web.Problems;
using Skiller.Web.Site;
using Skiller.Web.Site.Forms;

namespace Skiller.Web.Administration.Pages;

/// <summary>Administrators find members, suspend them until a day, and lift it.</summary>
internal static class SuspensionPages
{
    private const string Root = "/administration/members";

    public static void MapSuspensionPages(this IEndpointRouteBuilder pages)
    {
        var members = pages.MapGroup(Root).WithMetadata(MembersPage.It);
        members.MapGet("", Members);
        members.MapGet("/{handle}", (string handle, ApiCall call, Authors authors, string? done) =>
            Show(handle, call, authors, FormState.Empty, done));
        members.MapPost("/{handle}", Suspend);
        members.MapPost("/{handle}/lift", Lift);
    }

    private static string PathOf(string handle) => $"{Root}/{handle}";

    private static async Task<IResult> Members(ApiCall call, Authors authors, string? q, string? cursor)
    {
        var actor = await call.Administrator();
        return (q ?? "").Trim() is { Length: > 0 } text
            ? await Found(call, authors, text, cursor)
            : await Suspended(call, authors, actor, cursor);
    }

    private static async Task<IResult> Found(ApiCall call, Authors authors, string text, string? cursor)
    {
        var query = new SearchQuery(text, SearchKind.Member, SiteLanguage.Of(call.Http.Request), ListQuery.Page(cursor, null));
        var page = await call.Read((grains, ct) => grains.Search().Find(query, ct));

        // Whoever has the very handle comes first, and need not be found by their words.
        var exact = cursor is null && Handle.TryParse(text.TrimStart('@'), out var handle)
            ? await call.Find((grains, ct) => grains.Directory().FindHandle(handle, ct))
            : null;
        var first = (await authors.Of(call, [exact])).Values;
        AuthorJson[] found =
        [
            .. first,
            .. page.Hits.Select(static hit => hit.Member?.Member).OfType<MemberCard>().Where(card => card.Id != exact).Select(authors.Shape),
        ];
        return PageAnswer.Of<MembersPageOfAdministration>(new MembersModel(
            text,
            found,
            [],
            page.Next is { } next ? PageAddress.Of(Root, ("q", text), ("cursor", next)) : null,
            cursor is null ? null : PageAddress.Of(Root, ("q", text))));
    }

    private static async Task<IResult> Suspended(ApiCall call, Authors authors, Actor actor, string? cursor)
    {
        var query = new SuspensionQuery(actor, ListQuery.Page(cursor, null));
        var page = await call.Read((grains, ct) => grains.Suspensions().List(query, ct));
        var names = await authors.Of(call, page.Items.SelectMany(static listed => new[] { listed.Member, listed.By }));
        SuspendedLine[] lines =
        [
            .. page.Items.Where(listed => names.ContainsKey(listed.Member)).Select(listed => new SuspendedLine(
                names[listed.Member], listed.Suspension, listed.Since, listed.By is { } by ? names.GetValueOrDefault(by) : null)),
        ];
        return PageAnswer.Of<MembersPageOfAdministration>(new MembersModel(
            "", [], lines, page.Next is { } next ? PageAddress.Of(Root, ("cursor", next)) : null, cursor is null ? null : Root));
    }

    private static async Task<IResult> Show(
        string handle, ApiCall call, Authors authors, FormState form, string? done, int status = StatusCodes.Status200OK)
    {
        var actor = await call.Administrator();
        var member = await call.MemberOf(PathIds.MemberHandle(handle));
        var names = await authors.Of(call, [member]);
        var shown = names.GetValueOrDefault(member) ?? throw new RequestRefusedException(RefusalCode.NotFound);
        AccountStatus? account = null;
        try
        {
            account = await call.Read((grains, ct) => grains.Account(member).Status(actor, ct));
        }
        catch (RequestRefusedException refused) when (refused.Problem.Code == RefusalCode.NotFound.Code())
        {
            // Who was imported has no account, and cannot act anyway.
        }

        var typed = form.IsRefused || account?.Suspension is not { } suspension
            ? form
            : form.With("until", Here(actor, suspension.Until).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)).With("reason", suspension.Reason);
        var notice = done switch { "suspended" => "suspension.done", "lifted" => "suspension.lifted", _ => null };
        return PageAnswer.Of<SuspensionPage>(new SuspensionModel(shown, account, member == actor.Member, typed, notice), status);
    }

    private static async Task<IResult> Suspend(string handle, ApiCall call, Authors authors)
    {
        var form = await FormBody.Read(call.Http);
        await call.Administrator();
        var member = await call.MemberOf(PathIds.MemberHandle(handle));
        var problem = await call.Try(async () =>
        {
            var actor = await call.Acting(LimitedAct.Other);
            var present = (await call.Read((grains, ct) => grains.Account(member).Status(actor, ct))).Suspension;
            var until = DayOf(form["until"], present, actor);
            var command = new SuspendMember(actor, until, form["reason"]?.ReplaceLineEndings("\n"));
            await call.Write(repeatable: true, grains => grains.Account(member).Suspend(command, CancellationToken.None));
        });
        return problem is null
            ? TypedResults.LocalRedirect(PageAddress.Of(PathOf(handle), ("done", "suspended")))
            : await Show(handle, call, authors, form.State(problem), null, problem.Status);
    }

    private static async Task<IResult> Lift(string handle, ApiCall call)
    {
        await call.Administrator();
        var member = await call.MemberOf(PathIds.MemberHandle(handle));
        var actor = await call.Acting(LimitedAct.Other);
        await call.Write(repeatable: true, grains => grains.Account(member).LiftSuspension(actor, CancellationToken.None));
        return TypedResults.LocalRedirect(PageAddress.Of(PathOf(handle), ("done", "lifted")));
    }

    // A day begins where the administrator is. One that was left as it was shown stays the moment that it stands for.
    private static DateTimeOffset DayOf(string? typed, Suspension? present, Actor actor)
    {
        if (!DateTime.TryParseExact(typed, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            throw new RequestRefusedException(Refusal.Invalid(FieldError.Of("until", "not-a-day")));
        }

        if (present is not null && Here(actor, present.Until).Date == day)
        {
            return present.Until;
        }

        // An hour of room for zones, at either end of the calendar.
        return day.Year is > 1 and < 9999 ? new DateTimeOffset(day, TimeZoneName.Zone(actor.TimeZone).GetUtcOffset(day)) : new DateTimeOffset(day, TimeSpan.Zero);
    }

    private static DateTimeOffset Here(Actor actor, DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, TimeZoneName.Zone(actor.TimeZone));
}
