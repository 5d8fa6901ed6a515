using System.Globalization;
using Microsoft.AspNetCore.Routing;
using Skiller.Contracts;
using Skiller.Contracts.Accounts;
using Skiller.Contracts.Site;
using Skiller.Web.Api;
using Skiller.Web.Members;
using Skiller.Web.Problems;
using Skiller.Web.Site;
using Skiller.Web.Site.Forms;
using Skiller.Web.Text;

namespace Skiller.Web.Administration.Pages;

/// <summary>Administrators write the site's name, its charter and its legal pages, each in each language, and go back to what ships with Skiller.</summary>
internal static class SiteTextPages
{
    private const string Root = "/administration/texts";
    private const string NameOfSite = "name";

    public static void MapSiteTextPages(this IEndpointRouteBuilder pages)
    {
        var members = pages.MapGroup(Root).WithMetadata(MembersPage.It);
        members.MapGet("", List);
        members.MapGet("/{name}/{language}", (string name, string language, ApiCall call, Authors authors, MarkdownRenderer renderer, string? version, string? done) =>
            Show(Address.Of(name, language), call, authors, renderer, version, done));
        members.MapPost("/{name}/{language}", Write);
        members.MapPost("/{name}/{language}/reset", Reset);
    }

    private static async Task<IResult> List(ApiCall call, SiteTexts site)
    {
        await call.Administrator();
        var words = site.Current;
        return PageAnswer.Of<SiteTextsPage>(new SiteTextsModel(
        [
            .. new[] { KeyValuePair.Create(NameOfSite, SiteText.Name) }.Concat(ShippedTexts.Pages.OrderBy(static page => page.Value))
                .SelectMany(page => new[] { Locale.Fr, Locale.En }.Select(locale => new SiteTextLine(page.Key, locale, words[page.Value, locale] is not null))),
        ]));
    }

    private static async Task<IResult> Show(
        Address address, ApiCall call, Authors authors, MarkdownRenderer renderer, string? version, string? done)
    {
        long? then = long.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
        var history = await History(address, call, then);
        var words = history.Content ?? ShippedTexts.Of(address.Text, address.Locale);
        var form = FormState.Empty.With(address.Field, words).With("version", history.Version.ToString(CultureInfo.InvariantCulture));
        var notice = done switch { "saved" => "texts.saved", "reset" => "texts.was-reset", _ => null };
        return await Page(address, call, authors, renderer, history, form, words, notice, StatusCodes.Status200OK);
    }

    private static async Task<IResult> Write(
        string name, string language, ApiCall call, Authors authors, SiteTexts site, MarkdownRenderer renderer)
    {
        var address = Address.Of(name, language);
        var form = await FormBody.Read(call.Http);
        await call.Administrator();
        form.Become(call, [address.Field]);
        var isPreview = form["preview"] is not null;
        var problem = isPreview ? null : await call.Try(async () =>
        {
            var fields = await call.Body();
            var actor = await call.Acting(LimitedAct.Other);
            var words = address.Text == SiteText.Name
                ? fields.RequiredText(address.Field, 1, Limits.SiteNameMax)
                : renderer.Required(fields, address.Field, 1, Limits.BodyMax);
            fields.Check();
            await Change(call, site, new ChangeSiteText(actor, address.Text, address.Locale, words, Seen(form)));
        });
        if (!isPreview && problem is null)
        {
            return TypedResults.LocalRedirect(PageAddress.Of(address.Path, ("done", "saved")));
        }

        // Whoever was told that somebody wrote it meanwhile may write over that knowingly.
        var history = await History(address, call, null);
        var typed = form.State(problem);
        return await Page(
            address,
            call,
            authors,
            renderer,
            history,
            problem?.Code == RefusalCode.Stale.Code() ? typed.With("version", history.Version.ToString(CultureInfo.InvariantCulture)) : typed,
            (form[address.Field] ?? "").ReplaceLineEndings("\n"),
            null,
            problem?.Status ?? StatusCodes.Status200OK);
    }

    private static async Task<IResult> Reset(string name, string language, ApiCall call, SiteTexts site)
    {
        var address = Address.Of(name, language);
        var form = await FormBody.Read(call.Http);
        await call.Administrator();
        var actor = await call.Acting(LimitedAct.Other);
        await Change(call, site, new ChangeSiteText(actor, address.Text, address.Locale, null, Seen(form)));
        return TypedResults.LocalRedirect(PageAddress.Of(address.Path, ("done", "reset")));
    }

    private static async Task Change(ApiCall call, SiteTexts site, ChangeSiteText command) =>
        site.Learn(await call.Write(repeatable: true, grains => grains.Site().Change(command, CancellationToken.None)));

    private static async Task<SiteTextHistory> History(Address address, ApiCall call, long? version)
    {
        var actor = await call.Administrator();
        return await call.Read((grains, ct) => grains.Site().History(new SiteTextQuery(actor, address.Text, address.Locale, version), ct));
    }

    private static async Task<IResult> Page(
        Address address,
        ApiCall call,
        Authors authors,
        MarkdownRenderer renderer,
        SiteTextHistory history,
        FormState form,
        string words,
        string? notice,
        int status)
    {
        var names = await authors.Of(call, history.Changes.Select(static change => change.By));
        var isShown = address.Text != SiteText.Name && words.Length <= Limits.BodyMax * 2 && TextRules.Allow(words, TextKind.Lines);
        return PageAnswer.Of<SiteTextPage>(
            new SiteTextModel(
                address.Name,
                address.Text,
                address.Locale,
                form,
                isShown ? ReadingSection.Of(words.Normalize(), renderer) : null,
                history.Changes is [{ IsShipped: false }, ..],
                history.Changes,
                names.ToDictionary(static pair => pair.Key.ToString(), static pair => pair.Value),
                notice),
            status);
    }

    private static long Seen(FormBody form) =>
        long.TryParse(form["version"], NumberStyles.None, CultureInfo.InvariantCulture, out var seen) ? seen : 0;

    /// <summary>Which text in which language, as its address says.</summary>
    private sealed record Address(string Name, SiteText Text, Locale Locale)
    {
        public string Field => Text == SiteText.Name ? NameOfSite : "body";

        public string Path => $"{Root}/{Name}/{RequestLanguage.Tag(Locale)}";

        public static Address Of(string name, string language) =>
            RequestLanguage.TryParse(language, out var locale) && (name == NameOfSite || ShippedTexts.Pages.ContainsKey(name))
                ? new Address(name, name == NameOfSite ? SiteText.Name : ShippedTexts.Pages[name], locale)
                : throw new RequestRefusedException(RefusalCode.NotFound);
    }
}
