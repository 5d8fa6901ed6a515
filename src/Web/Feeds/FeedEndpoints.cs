using Microsoft.AspNetCore.Routing;
using Skiller.Contracts;
using Skiller.Contracts.Questions;
using Skiller.Web.Api;
using Skiller.Web.Members;
using Skiller.Web.Site;

namespace Skiller.Web.Feeds;

/// <summary>Feeds for readers of news: of the site, of a skill, of a question, of a member. They are what any visitor sees.</summary>
internal static class FeedEndpoints
{
    public static void MapFeeds(this IEndpointRouteBuilder machines)
    {
        machines.MapGet("/questions/feed.atom", Questions);
        machines.MapGet("/questions/{id}/feed.atom", Question);
        machines.MapGet("/skills/{slug}/feed.atom", Skill);
        machines.MapGet("/members/{handle}/feed.atom", Member);
    }

    private static async Task<IResult> Questions(ApiCall call, FeedEntries entries, Words words, WebOptions options, SiteTexts site, string? locale)
    {
        var language = ListQuery.Language(locale);
        var found = await entries.Questions(call, Newest() with { Locale = language });
        return Answer(call, options, site, new Feed(
            words["feed.questions"], FeedPath.Questions(locale), PageAddress.Of("/questions", ("locale", locale)), words.Language, found));
    }

    private static async Task<IResult> Question(string id, ApiCall call, FeedEntries entries, Words words, WebOptions options, SiteTexts site)
    {
        var question = PathIds.Question(id);
        var view = await call.Read((grains, ct) => grains.Question(question).View(new ViewQuestion(null, Count: false), ct));
        var found = await entries.Answers(call, question, view);
        return Answer(call, options, site, new Feed(view.Title, FeedPath.Question(id), $"/questions/{question}", view.Locale, found));
    }

    private static async Task<IResult> Skill(string slug, ApiCall call, FeedEntries entries, Words words, WebOptions options, SiteTexts site)
    {
        var skill = PathIds.Skill(slug);
        await call.Read((grains, ct) => grains.Skill(skill).View(ct));
        var found = await entries.Questions(call, Newest() with { Skill = skill });
        return Answer(call, options, site, new Feed(
            words["list.about", skill.Value], FeedPath.Skill(slug), $"/skills/{Uri.EscapeDataString(slug)}", words.Language, found));
    }

    private static async Task<IResult> Member(string handle, ApiCall call, FeedEntries entries, Words words, WebOptions options, SiteTexts site)
    {
        var known = PathIds.MemberHandle(handle);
        var member = await call.MemberOf(known);
        var profile = await call.Read((grains, ct) => grains.Member(member).View(ct));
        var found = await entries.Questions(call, Newest() with { Author = member });
        return Answer(call, options, site, new Feed(
            words["feed.member", profile.Name], FeedPath.Member(known.Value), $"/members/{known}", words.Language, found));
    }

    private static QuestionListQuery Newest() => new(QuestionSort.Newest, null, null, null, new PageRequest(null, FeedEntries.Most));

    private static IResult Answer(ApiCall call, WebOptions options, SiteTexts site, Feed feed) => Documents.Of(
        call.Http, AtomFormat.Write(feed, site.Current.NameIn(feed.Language), options), AtomFormat.MediaType, site.Current.Since(feed.ChangedAt));
}
