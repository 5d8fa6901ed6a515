using Microsoft.AspNetCore.Routing;
using Skiller.Contracts;
using Skiller.Contracts.Following;
using Skiller.Contracts.Members;
using Skiller.Contracts.Questions;
using Skiller.Contracts.Skills;
using Skiller.Web.Api;
using Skiller.Web.Following.Pages;
using Skiller.Web.Questions;
using Skiller.Web.Site;
using Skiller.Web.Site.Forms;
using Skiller.Web.Site.Remembered;

namespace Skiller.Web.Members.Pages;

/// <summary>The directory of members, their profiles and their ledgers.</summary>
internal static class MemberPages
{
    private const int LedgerShown = 10;
    private const int QuestionsShown = 5;
    private const int SkillsShown = 12;

    public static void MapMemberPages(this IEndpointRouteBuilder pages)
    {
        pages.MapGet("/members", List).WithMetadata(RememberedForVisitors.It);
        pages.MapGet("/members/{handle}", Show).WithMetadata(RememberedForVisitors.It);
        pages.MapGet("/members/{handle}/reputation", Ledger).WithMetadata(RememberedForVisitors.It);
    }

    private static async Task<IResult> List(ApiCall call, MemberShapes shapes, string? name, string? skill, string? cursor)
    {
        var query = new MemberListQuery(
            skill is { Length: > 0 } ? ListQuery.Skill(skill) : null, ListQuery.Page(cursor, null), MemberEndpoints.NameOf(name));
        var used = call.Read((grains, ct) => grains.SkillList().Page(new SkillListQuery(null, SkillSort.Use, new(null, SkillsShown)), ct));
        var page = await call.Read((grains, ct) => grains.Directory().Members(query, ct));
        return PageAnswer.Of<MemberListPage>(new MemberListModel(
            [.. page.Items.Select(shapes.Row)],
            page.Next,
            cursor is null,
            query.Name,
            query.Skill?.Value,
            [.. (await used).Items.Where(static known => known.Members > 0).Select(static known => known.Slug.Value)]));
    }

    private static async Task<IResult> Show(string handle, ApiCall call, MemberShapes shapes, PostShapes posts, Authors authors)
    {
        var known = PathIds.MemberHandle(handle);
        if (handle != known.Value)
        {
            return TypedResults.LocalRedirect($"/members/{known}", permanent: true);
        }

        return await Profile(known, call, shapes, posts, authors, FormState.Empty);
    }

    /// <summary>A member's page, with an endorsement that was refused.</summary>
    public static async Task<IResult> Profile(
        Handle handle, ApiCall call, MemberShapes shapes, PostShapes posts, Authors authors, FormState form, int status = StatusCodes.Status200OK)
    {
        var member = await call.MemberOf(handle);
        var standing = call.Look((grains, ct) => grains.Standing(member).View(ct));
        var outline = call.Look((grains, ct) => grains.Standing(member).Outline(ct));
        var ledger = call.Read((grains, ct) => grains.Standing(member).Ledger(null, new(null, LedgerShown), ct));
        var asked = call.Read((grains, ct) =>
            grains.QuestionList().Page(new QuestionListQuery(QuestionSort.Newest, null, null, member, new(null, QuestionsShown)), ct));
        var said = EndorsementEndpoints.Of(call, authors, member, new(null, Limits.PageMax));
        var source = Source.Of(member);
        var followers = call.Look((grains, ct) => grains.FollowerList().Count(source, ct));
        var follow = FollowModel.Of(call, source, $"/members/{handle}");
        var profile = await call.Read((grains, ct) => grains.Member(member).View(ct));
        var names = await authors.Of(call, [profile.InvitedBy]);
        var entries = await ledger;
        var points = await outline;
        return PageAnswer.Of<ProfilePage>(
            new ProfileModel(
                shapes.Member(profile, await standing, null) with { FollowerCount = await followers },
                profile.InvitedBy is { } inviter ? names.GetValueOrDefault(inviter) : null,
                [.. entries.Items.Select(LedgerEndpoints.Shape)],
                entries.Next is not null,
                await posts.Summaries(call, (await asked).Items),
                ReputationChart.Of(points.Days),
                await BestAnswers.Of(call, points.Best),
                MemberShapes.Shown(points.Year),
                (await said).Items,
                form,
                await follow),
            status);
    }

    private static async Task<IResult> Ledger(string handle, ApiCall call, MemberShapes shapes, string? skill, string? cursor)
    {
        var slug = ListQuery.Skill(skill);
        var part = ListQuery.Page(cursor, null);
        var member = await call.MemberOf(PathIds.MemberHandle(handle));
        var standing = call.Look((grains, ct) => grains.Standing(member).View(ct));
        var ledger = call.Read((grains, ct) => grains.Standing(member).Ledger(slug, part, ct));
        var profile = await call.Read((grains, ct) => grains.Member(member).View(ct));
        var page = await ledger;
        return PageAnswer.Of<LedgerPage>(new LedgerModel(
            shapes.Member(profile, await standing, null), skill, [.. page.Items.Select(LedgerEndpoints.Shape)], page.Next, cursor is null));
    }
}
