using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Routing;
using Skiller.Contracts;
using Skiller.Contracts.Accounts;
using Skiller.Contracts.Members;
using Skiller.Contracts.Questions;
using Skiller.Contracts.Skills;
using Skiller.Web.Api;
using Skiller.Web.Members;
using Skiller.Web.Problems;
using Skiller.Web.Questions;
using Skiller.Web.Text;

namespace Skiller.Web.Skills;

/// <summary>Skills, their leaderboards and their questions.</summary>
internal static class SkillEndpoints
{
    private const int QueryMax = 35;

    public static void MapSkills(this IEndpointRouteBuilder api)
    {
        api.MapGet("/skills", List)
            .Query("listSkills", "Skills, by use or by name.").Lists<SkillSummaryJson>("use", "name");
        api.MapGet("/skills/{slug}", Get)
            .Query("getSkill", "A skill with its figures, described in the language of the request, or in the other where there is no text in that one.").Gives<SkillJson>()
            .Refuses(RefusalCode.NotFound);
        api.MapPatch("/skills/{slug}", Describe)
            .Act("describeSkill", "Describes a skill that somebody has used, in the language of the request; administrators only.").Members().Takes<DescribeSkillRequest>().Gives<SkillJson>()
            .Refuses(RefusalCode.NotFound, RefusalCode.NotAllowed, RefusalCode.Suspended);
        api.MapGet("/skills/{slug}/members", Leaderboard)
            .Query("listMembersOfSkill", "The leaderboard of a skill: of all time, or of the last 365 days (period=year).").Lists<MemberListItemJson>()
            .Refuses(RefusalCode.NotFound);
        api.MapGet("/skills/{slug}/questions", Questions)
            .Query("listQuestionsOfSkill", "The questions of a skill.").Lists<QuestionSummaryJson>("newest", "active", "unanswered", "votes")
            .Refuses(RefusalCode.NotFound);
    }

    /// <summary>What slugs are to contain, null for anything. No slug is longer than <see cref="QueryMax"/>, so nothing could match more.</summary>
    public static string? TextOf(string? query) => query switch
    {
        { Length: > QueryMax } => throw ListQuery.Fault("query", "too-long", QueryMax),
        _ => query?.Trim().ToLowerInvariant() is { Length: > 0 } text ? text : null,
    };

    /// <summary>Over which time points are summed.</summary>
    public static StandingPeriod PeriodOf(string? text) => text switch
    {
        null or "all" => StandingPeriod.All,
        "year" => StandingPeriod.Year,
        _ => throw new RequestRefusedException(Refusal.Invalid(FieldError.Of("period", "not-one-of", "all, year"))),
    };

    private static async Task<IResult> List(ApiCall call, string? query, string? sort, string? cursor, string? limit)
    {
        var order = ListQuery.Sort(sort, SkillSort.Use, ("use", SkillSort.Use), ("name", SkillSort.Name));
        var part = ListQuery.Page(cursor, limit);
        var text = TextOf(query);
        var page = await call.Read((grains, ct) => grains.SkillList().Page(new SkillListQuery(text, order, part), ct));
        return Answers.Ok(new ListJson<SkillSummaryJson>([.. page.Items.Select(Summary)], page.Next), WebJson.Writing.ListJsonSkillSummaryJson);
    }

    private static async Task<IResult> Get(string slug, ApiCall call, MarkdownRenderer renderer)
    {
        var skill = PathIds.Skill(slug);
        var view = await call.Read((grains, ct) => grains.Skill(skill).View(ct));
        return Answers.Ok(Shape(view, renderer, RequestLanguage.Of(call.Http.Request)), WebJson.Writing.SkillJson);
    }

    private static async Task<IResult> Describe(string slug, ApiCall call, MarkdownRenderer renderer)
    {
        var locale = RequestLanguage.Of(call.Http.Request);
        var view = await Change(PathIds.Skill(slug), locale, call, renderer);
        return Answers.Ok(Shape(view, renderer, locale), WebJson.Writing.SkillJson);
    }

    /// <summary>Describes a skill in a language as the body of the call says.</summary>
    public static async Task<SkillView> Change(SkillSlug skill, Locale locale, ApiCall call, MarkdownRenderer renderer)
    {
        var fields = await call.Body();
        var actor = await call.Acting(LimitedAct.Other);
        var description = renderer.Optional(fields, "description", Limits.BioMax);
        if (description is null && !fields.IsNull("description") && !fields.IsFaulty("description"))
        {
            fields.Fault(FieldError.Of("description", "required"));
        }

        fields.Check();
        return await call.Write(
            repeatable: true,
            grains => grains.Skill(skill).Describe(new DescribeSkill(actor, description ?? "", locale), CancellationToken.None));
    }

    private static async Task<IResult> Leaderboard(string slug, ApiCall call, MemberShapes shapes, string? period, string? cursor, string? limit)
    {
        var skill = PathIds.Skill(slug);
        var over = PeriodOf(period);
        var part = ListQuery.Page(cursor, limit);
        await call.Read((grains, ct) => grains.Skill(skill).View(ct));
        var page = await call.Read((grains, ct) => grains.Directory().Members(new MemberListQuery(skill, part, Period: over), ct));
        return Answers.Ok(new ListJson<MemberListItemJson>([.. page.Items.Select(shapes.ListItem)], page.Next), WebJson.Writing.ListJsonMemberListItemJson);
    }

    private static async Task<IResult> Questions(string slug, ApiCall call, PostShapes shapes, string? sort, string? cursor, string? limit)
    {
        var skill = PathIds.Skill(slug);
        var order = QuestionEndpoints.SortOf(sort);
        var part = ListQuery.Page(cursor, limit);
        await call.Read((grains, ct) => grains.Skill(skill).View(ct));
        var page = await call.Read((grains, ct) => grains.QuestionList().Page(new QuestionListQuery(order, skill, null, null, part), ct));
        var items = await shapes.Summaries(call, page.Items);
        return Answers.Ok(new ListJson<QuestionSummaryJson>(items, page.Next), WebJson.Writing.ListJsonQuestionSummaryJson);
    }

    public static SkillSummaryJson Summary(SkillView view) =>
        new(view.Slug.Value, view.Slug.Value, view.Questions, view.Members, view.Followers, Math.Max(0, view.Reputation), view.Endorsements);

    public static SkillJson Shape(SkillView view, MarkdownRenderer renderer, Locale reader)
    {
        var description = WordsFor(view, reader)?.Text;
        return new SkillJson(
            view.Slug.Value,
            view.Slug.Value,
            description,
            description is null ? null : renderer.Html(description),
            view.Questions,
            view.Members,
            view.Followers,
            Math.Max(0, view.Reputation),
            view.Endorsements);
    }

    /// <summary>The description for a reader: in their language, or in the other when there is none in theirs.</summary>
    public static SkillWords? WordsFor(SkillView view, Locale reader) =>
        WordsIn(view, reader) ?? view.French ?? view.English;

    /// <summary>The description in a language. What a node of an earlier version tells has no language.</summary>
    public static SkillWords? WordsIn(SkillView view, Locale locale) => view switch
    {
        { French: null, English: null, Description: { } text } => new SkillWords(text, null),
        _ => locale == Locale.En ? view.English : view.French,
    };
}

/// <summary>A skill and its figures, up to a second old.</summary>
public sealed record SkillJson(
    string Slug,
    string Name,
    string? Description,
    string? DescriptionHtml,
    long QuestionCount,
    long MemberCount,
    long FollowerCount,
    long Reputation,
    long Endorsements);

/// <summary>A skill in a list: its figures, up to a second old.</summary>
public sealed record SkillSummaryJson(
    string Slug,
    string Name,
    long QuestionCount,
    long MemberCount,
    long FollowerCount,
    long Reputation,
    long Endorsements);

/// <summary>Describes a skill in the language of the request; an empty text or null clears that description.</summary>
internal sealed record DescribeSkillRequest([property: Required, StringLength(Limits.BioMax)] string? Description);
