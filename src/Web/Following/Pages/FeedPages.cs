using Microsoft.AspNetCore.Routing;
using Skiller.Contracts;
using Skiller.Contracts.Following;
using Skiller.Contracts.Skills;
using Skiller.Web.Api;
using Skiller.Web.Members;
using Skiller.Web.Site;
using Skiller.Web.Skills;

namespace Skiller.Web.Following.Pages;

/// <summary>A member's feed as a page, with what makes less of it, and what that undoes.</summary>
internal static class FeedPages
{
    /// <summary>What leads back here after a choice.</summary>
    public const string Back = "feed";

    private const int Proposed = 12;

    public static void MapFeedPages(this IEndpointRouteBuilder pages) =>
        pages.MapGroup("").WithMetadata(MembersPage.It).MapGet("/feed", Show);

    /// <summary>Where it goes on after a choice; one that makes less of the feed can be undone there.</summary>
    public static string After(Source source, Choice choice) =>
        choice is Choice.Mute or Choice.Unfollow ? PageAddress.Of("/feed", ("less", source.Value)) : "/feed";

    private static async Task<IResult> Show(ApiCall call, FeedShapes shapes, Authors authors, string? cursor, string? less)
    {
        var page = await shapes.Page(call, ListQuery.Page(cursor, null));
        var undo = less is null ? null : await Undo(call, authors, less);
        var isEmpty = page.Items.Count == 0 && page.Next is null && cursor is null;
        return PageAnswer.Of<FeedPage>(new FeedModel(page.Items, page.Next, cursor is null, undo, isEmpty ? await Proposals(call) : []));
    }

    private static async Task<UndoModel?> Undo(ApiCall call, Authors authors, string less)
    {
        Source source;
        try
        {
            source = Source.Parse(less);
        }
        catch (FormatException)
        {
            return null;
        }

        if (source.Member is { } member)
        {
            var author = (await authors.Of(call, [member])).GetValueOrDefault(member);
            return author is null ? null : new UndoModel("feed.left", author.Name, $"/members/{author.Handle}/follow", 1);
        }

        return source.Skill is { } skill
            ? new UndoModel("feed.muted", skill.Value, $"/skills/{Uri.EscapeDataString(skill.Value)}/mute", 0)
            : new UndoModel("feed.muted-question", "", $"/questions/{source.Question}/mute", 0);
    }

    private static async Task<IReadOnlyList<SkillSummaryJson>> Proposals(ApiCall call) =>
        [.. (await call.Read((grains, ct) => grains.SkillList().Page(new SkillListQuery(null, SkillSort.Use, new PageRequest(null, Proposed)), ct))).Items.Select(SkillEndpoints.Summary)];
}

/// <summary>A page of a feed.</summary>
/// <param name="Items">Its cards.</param>
/// <param name="Next">The cursor of what follows, null at the end.</param>
/// <param name="IsFirst">Whether it begins the feed.</param>
/// <param name="Undo">What was just made less, null: nothing.</param>
/// <param name="Proposals">Skills to follow, where there is nothing yet.</param>
public sealed record FeedModel(
    IReadOnlyList<FeedItemJson> Items, string? Next, bool IsFirst, UndoModel? Undo, IReadOnlyList<SkillSummaryJson> Proposals);

/// <summary>A choice that can be taken back.</summary>
/// <param name="Word">What is said of it.</param>
/// <param name="Name">Of what.</param>
/// <param name="Action">Where it is taken back.</param>
/// <param name="Value">And by which value.</param>
public sealed record UndoModel(string Word, string Name, string Action, int Value);
