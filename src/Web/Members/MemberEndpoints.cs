using Microsoft.AspNetCore.Routing;
using Skiller.Contracts;
using Skiller.Contracts.Accounts;
using Skiller.Contracts.Following;
using Skiller.Contracts.Members;
using Skiller.Contracts.Questions;
using Skiller.Web.Api;
using Skiller.Web.Questions;
using Skiller.Web.Text;

namespace Skiller.Web.Members;

/// <summary>Profiles and lists of members.</summary>
internal static class MemberEndpoints
{
    public static void MapMembers(this IEndpointRouteBuilder api)
    {
        api.MapGet("/members/me", GetMe)
            .Query("getMe", "One's own profile, with what only oneself may see.").Members().Gives<MemberJson>();
        api.MapPatch("/members/me", PatchMe)
            .Act("editMe", "Changes one's own profile.").Members().Takes<EditProfileRequest>().Gives<MemberJson>()
            .Refuses(RefusalCode.Suspended);
        api.MapGet("/members/{handle}", Get)
            .Query("getMember", "A member's profile and standing.").Gives<MemberJson>()
            .Refuses(RefusalCode.NotFound);
        api.MapGet("/members", List)
            .Query("listMembers", "Members, those of the highest reputation first: of the site, or in one skill; by how words of name or handle begin.").Lists<MemberListItemJson>("reputation");
        api.MapGet("/members/{handle}/questions", Questions)
            .Query("listQuestionsOfMember", "What a member has asked.").Lists<QuestionSummaryJson>("newest", "active", "unanswered", "votes")
            .Refuses(RefusalCode.NotFound);
    }

    private static async Task<IResult> GetMe(ApiCall call, MemberShapes shapes)
    {
        var me = await call.Member();
        return await ShowMe(call, shapes, me.Member);
    }

    private static async Task<IResult> PatchMe(ApiCall call, MemberShapes shapes, MarkdownRenderer renderer)
    {
        var actor = await Change(call, renderer);
        return await ShowMe(call, shapes, actor.Member);
    }

    /// <summary>Changes of the profile what the body of the call says.</summary>
    public static async Task<Actor> Change(ApiCall call, MarkdownRenderer renderer)
    {
        var fields = await call.Body();
        var actor = await call.Acting(LimitedAct.Other);
        var name = fields.Text("name", 1, Limits.NameMax);
        var headline = fields.IsNull("headline") ? "" : fields.Text("headline", 0, Limits.HeadlineMax);
        var bio = fields.IsNull("bio") ? "" : renderer.Optional(fields, "bio", Limits.BioMax);
        var locale = fields.Language("locale");
        var skills = fields.Skills("skills", 0, Limits.SkillsPerMember);
        fields.Check();
        var edit = new EditProfile(actor, name, headline, bio, locale, skills);
        await call.Write(repeatable: true, grains => grains.Member(actor.Member).EditProfile(edit, CancellationToken.None));
        return actor;
    }

    private static async Task<IResult> Get(string handle, ApiCall call, MemberShapes shapes)
    {
        var member = await call.MemberOf(PathIds.MemberHandle(handle));
        var standing = call.Look((grains, ct) => grains.Standing(member).View(ct));
        var followers = call.Look((grains, ct) => grains.FollowerList().Count(Source.Of(member), ct));
        var profile = await call.Read((grains, ct) => grains.Member(member).View(ct));
        return Answers.Ok(shapes.Member(profile, await standing, null) with { FollowerCount = await followers }, WebJson.Writing.MemberJson);
    }

    /// <summary>How names are to begin, null for any. No name is longer than <see cref="Limits.NameMax"/>, so nothing could match more.</summary>
    public static string? NameOf(string? name) => name switch
    {
        { Length: > Limits.NameMax } => throw ListQuery.Fault("name", "too-long", Limits.NameMax),
        _ => name?.Trim() is { Length: > 0 } text ? text : null,
    };

    private static async Task<IResult> List(ApiCall call, MemberShapes shapes, string? skill, string? name, string? sort, string? cursor, string? limit)
    {
        ListQuery.Sort(sort, 0, ("reputation", 0));
        var query = new MemberListQuery(ListQuery.Skill(skill), ListQuery.Page(cursor, limit), NameOf(name));
        var page = await call.Read((grains, ct) => grains.Directory().Members(query, ct));
        return Answers.Ok(new ListJson<MemberListItemJson>([.. page.Items.Select(shapes.ListItem)], page.Next), WebJson.Writing.ListJsonMemberListItemJson);
    }

    private static async Task<IResult> Questions(string handle, ApiCall call, PostShapes shapes, string? sort, string? cursor, string? limit)
    {
        var wanted = PathIds.MemberHandle(handle);
        var order = QuestionEndpoints.SortOf(sort);
        var part = ListQuery.Page(cursor, limit);
        var member = await call.MemberOf(wanted);
        var query = new QuestionListQuery(order, null, null, member, part);
        var page = await call.Read((grains, ct) => grains.QuestionList().Page(query, ct));
        var items = await shapes.Summaries(call, page.Items);
        return Answers.Ok(new ListJson<QuestionSummaryJson>(items, page.Next), WebJson.Writing.ListJsonQuestionSummaryJson);
    }

    private static async Task<IResult> ShowMe(ApiCall call, MemberShapes shapes, MemberId me)
    {
        var standing = call.Look((grains, ct) => grains.Standing(me).View(ct));
        var account = call.Read((grains, ct) => grains.Account(me).View(ct));
        var followers = call.Look((grains, ct) => grains.FollowerList().Count(Source.Of(me), ct));
        var profile = await call.Read((grains, ct) => grains.Member(me).View(ct));
        return Answers.Ok(shapes.Member(profile, await standing, await account) with { FollowerCount = await followers }, WebJson.Writing.MemberJson);
    }
}
