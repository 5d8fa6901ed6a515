using System.Collections.Immutable;
using System.Globalization;
using Skiller.Contracts;
using Skiller.Contracts.Questions;
using Skiller.Contracts.Sitemaps;
using Skiller.Web.Api;
using Skiller.Web.Problems;

namespace Skiller.Web.Crawling;

/// <summary>
/// All pages that search engines may list: an index, and parts of fixed ranges of numbers, so that a part stays the same when something is added
/// elsewhere and costs its own rows, however many there are.
/// </summary>
internal static class Sitemaps
{
    // sitemaps.org allows 50,000 addresses a part.
    private const int PartSize = 10_000;
    private const int MostParts = 50_000;

    private static readonly ImmutableArray<(SitemapKind Kind, string Name)> _kinds =
        [(SitemapKind.Question, "questions"), (SitemapKind.Skill, "skills"), (SitemapKind.Member, "members")];

    private static readonly string[] _fixed = ["/", "/questions", "/skills", "/members", "/about", "/charter", "/privacy", "/legal", "/accessibility"];

    public static async Task<IResult> Index(ApiCall call, WebOptions options)
    {
        var parts = await Task.WhenAll(_kinds.Select(kind => call.Look((grains, ct) => grains.Sitemap().Parts(kind.Kind, PartSize, ct))));
        var addresses = _kinds.Zip(parts)
            .SelectMany(static kind => kind.Second.Numbers.Select(number => string.Create(CultureInfo.InvariantCulture, $"/sitemaps/{kind.First.Name}-{number}.xml")))
            .Prepend("/sitemaps/pages-0.xml")
            .Take(MostParts);
        return Answer(call, SitemapFormat.Index(addresses.Select(options.Absolute)), parts.Max(static part => part.ChangedAt));
    }

    public static async Task<IResult> Part(string kind, string part, ApiCall call, WebOptions options)
    {
        if (kind == "pages" && part == "0")
        {
            var known = _fixed.Select(path => (options.Absolute(path), (DateTimeOffset?)null));
            return Answer(call, SitemapFormat.Part(known), ProgramTime.InstalledAt);
        }

        if (!TryRange(part, out var after, out var last) || _kinds.FirstOrDefault(k => k.Name == kind) is not { Name: not null } wanted)
        {
            throw new RequestRefusedException(RefusalCode.NotFound);
        }

        var pages = new List<(string, DateTimeOffset?)>();
        DateTimeOffset? newest = null;
        while (await Rows(call, wanted.Kind, after, last) is { IsEmpty: false } rows)
        {
            // A member's page changes more often than by joining: better no time than a wrong one.
            pages.AddRange(rows.Select(row => (Url(options, wanted.Kind, row), wanted.Kind == SitemapKind.Question ? row.ChangedAt : null)));
            newest = rows.Max(static row => row.ChangedAt) is { } at && !(at < newest) ? at : newest;
            after = rows[^1].Number;
        }

        if (pages.Count == 0)
        {
            throw new RequestRefusedException(RefusalCode.NotFound);
        }

        newest ??= (await call.Look((grains, ct) => grains.Sitemap().Parts(wanted.Kind, PartSize, ct))).ChangedAt;
        return Answer(call, SitemapFormat.Part(pages), newest);
    }

    private static bool TryRange(string part, out long after, out long last)
    {
        var isNumber = part == "0" || PathIds.TryParse(part, out _);
        (after, last) = (0, 0);
        if (isNumber && long.Parse(part, CultureInfo.InvariantCulture) is < long.MaxValue / PartSize and var number)
        {
            (after, last) = (number * PartSize, (number * PartSize) + PartSize);
            return true;
        }

        return false;
    }

    private static Task<ImmutableArray<SitemapEntry>> Rows(ApiCall call, SitemapKind kind, long after, long last) =>
        call.Look((grains, ct) => grains.Sitemap().Entries(new SitemapQuery(kind, after, last), ct));

    private static string Url(WebOptions options, SitemapKind kind, SitemapEntry row) => kind switch
    {
        SitemapKind.Question => options.QuestionUrl(new QuestionId(row.Number), row.Name),
        SitemapKind.Skill => options.Absolute($"/skills/{Uri.EscapeDataString(row.Name)}"),
        _ => options.MemberUrl(row.Name),
    };

    private static IResult Answer(ApiCall call, byte[] xml, DateTimeOffset? changedAt) =>
        Documents.Of(call.Http, xml, SitemapFormat.MediaType, changedAt ?? ProgramTime.InstalledAt);
}
