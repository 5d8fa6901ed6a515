using Microsoft.AspNetCore.Routing;
using Skiller.Contracts;
using Skiller.Contracts.Following;
using Skiller.Contracts.Questions;
using Skiller.Web.Api;
using Skiller.Web.Members;
using Skiller.Web.Problems;
using Skiller.Web.Questions;
using Skiller.Web.Site;
using Skiller.Web.Site.Forms;

namespace Skiller.Web.Following.Pages;

/// <summary>The buttons that follow, mute and block, wherever they stand; who follows what; and what one does not want to hear.</summary>
internal static class FollowPages
{
    private const string Quiet = "quiet";
    private const int Shown = 50;

    public static void MapFollowPages(this IEndpointRouteBuilder pages)
    {
        var members = pages.MapGroup("").WithMetadata(MembersPage.It);
        members.MapPost("/questions/{id}/follow", (string id, string? back, ApiCall call) =>
            Set(call, $"/questions/{PathIds.Question(id)}", back, Choosing.Question(id), Choice.Follow, Choice.Unfollow));
        members.MapPost("/questions/{id}/mute", (string id, string? back, ApiCall call) =>
            Set(call, $"/questions/{PathIds.Question(id)}", back, Choosing.Question(id), Choice.Mute, Choice.Unmute));
        members.MapPost("/skills/{slug}/follow", (string slug, string? back, ApiCall call) =>
            Set(call, PathOfSkill(slug), back, Choosing.Skill(slug), Choice.Follow, Choice.Unfollow));
        members.MapPost("/skills/{slug}/mute", (string slug, string? back, ApiCall call) =>
            Set(call, PathOfSkill(slug), back, Choosing.Skill(slug), Choice.Mute, Choice.Unmute));
        members.MapPost("/members/{handle}/follow", (string handle, string? back, ApiCall call) =>
            Set(call, $"/members/{PathIds.MemberHandle(handle)}", back, Choosing.Member(handle), Choice.Follow, Choice.Unfollow));
        members.MapPost("/members/{handle}/block", (string handle, string? back, ApiCall call) =>
            Set(call, $"/members/{PathIds.MemberHandle(handle)}", back, Choosing.Member(handle), Choice.Block, Choice.Unblock));
        members.MapGet("/settings/quiet", ShowQuiet);
        pages.MapGet("/members/{handle}/followers", FollowersOfMember);
        pages.MapGet("/members/{handle}/following", FollowedByMember);
        pages.MapGet("/skills/{slug}/followers", FollowersOfSkill);
    }

    private static async Task<IResult> Set(ApiCall call, string path, string? back, Func<ApiCall, Task<Source>> of, Choice on, Choice off)
    {
        var form = await FormBody.Read(call.Http);
        var (source, choice) = (default(Source), form["set"] == "0" ? off : on);
        if (Htmx.IsAsking(call.Http.Request))
        {
            FollowModel? now = null;
            var refused = await call.Try(async () =>
            {
                var before = await FollowModel.Chosen(call, await of(call), path);
                now = await before.After(call, await call.Choose(of, choice));
            });
            return now is null ? Htmx.Notice(call.Http, refused ?? ProblemMapping.BadRequest) : Htmx.Part<FollowPart>(now);
        }

        var problem = await call.Try(async () => source = await call.Choose(of, choice));

        return problem is null
            ? TypedResults.LocalRedirect(back switch
            {
                FeedPages.Back => FeedPages.After(source, choice),
                Quiet => "/settings/quiet",
                _ => path,
            })
            : throw new RequestRefusedException(problem);
    }

    private static async Task<IResult> FollowersOfMember(string handle, ApiCall call, Authors authors, Words words, string? cursor)
    {
        var part = ListQuery.Page(cursor, null);
        var member = await call.MemberOf(PathIds.MemberHandle(handle));
        var profile = await call.Read((grains, ct) => grains.Member(member).View(ct));
        var of = $"/members/{profile.Handle}";
        return await Followers(call, authors, Source.Of(member), words["followers.of", profile.Name], of, profile.Name, part, cursor);
    }

    private static async Task<IResult> FollowersOfSkill(string slug, ApiCall call, Authors authors, Words words, string? cursor)
    {
        var (skill, part) = (PathIds.Skill(slug), ListQuery.Page(cursor, null));
        await call.Read((grains, ct) => grains.Skill(skill).View(ct));
        return await Followers(call, authors, Source.Of(skill), words["followers.of", skill.Value], PathOfSkill(slug), skill.Value, part, cursor);
    }

    private static async Task<IResult> Followers(
        ApiCall call, Authors authors, Source source, string title, string of, string name, PageRequest part, string? cursor)
    {
        var page = await FollowListEndpoints.FollowersOf(call, authors, source, part);
        return PageAnswer.Of<FollowListPage>(new FollowListModel(
            title, $"{of}/followers", of, name, null, [.. page.Items.Select(static row => new FollowRow(row.Member, null, row.At))], page.Next, cursor is null));
    }

    private static async Task<IResult> FollowedByMember(string handle, ApiCall call, Authors authors, Words words, string? kind, string? cursor)
    {
        var (of, part) = (FollowListEndpoints.KindOf(kind), ListQuery.Page(cursor, null));
        if (of == SourceKind.Question)
        {
            throw new RequestRefusedException(RefusalCode.NotFound);
        }

        var member = await call.MemberOf(PathIds.MemberHandle(handle));
        var profile = await call.Read((grains, ct) => grains.Member(member).View(ct));
        var page = await FollowListEndpoints.FollowedBy(call, authors, member, of, part);
        var path = $"/members/{profile.Handle}";
        return PageAnswer.Of<FollowListPage>(new FollowListModel(
            words["following.of", profile.Name],
            $"{path}/following",
            path,
            profile.Name,
            kind ?? "members",
            [.. page.Items.Select(static row => new FollowRow(row.Member, row.Skill, row.At))],
            page.Next,
            cursor is null));
    }

    private static async Task<IResult> ShowQuiet(ApiCall call, Authors authors, PostShapes posts, string? cursor, string? muted)
    {
        var actor = await call.Member();
        var blocked = await FollowListEndpoints.BlockedBy(call, authors, ListQuery.Page(cursor, null));
        var silenced = await call.Look((grains, ct) => grains.Following(actor.Member).Silenced(ct));
        var rest = silenced.Muted.Where(source => string.CompareOrdinal(source.Value, muted) > 0).ToList();
        var shown = rest.Take(Shown).ToList();
        var questions = await call.Look((grains, ct) => grains.QuestionList().Find([.. shown.Select(static source => source.Question).OfType<QuestionId>()], ct));
        return PageAnswer.Of<QuietPage>(new QuietModel(
            [.. blocked.Items.Select(static row => new FollowRow(row.Member, null, row.At))],
            blocked.Next,
            cursor is null,
            [.. shown.Select(static source => source.Skill?.Value).OfType<string>()],
            await posts.Summaries(call, questions),
            rest.Count > Shown ? shown[^1].Value : null,
            muted is null));
    }

    private static string PathOfSkill(string slug) => $"/skills/{Uri.EscapeDataString(PathIds.Skill(slug).Value)}";
}
