using Skiller.Contracts;
using Skiller.Contracts.Following;
using Skiller.Web.Api;
using Skiller.Web.Members;

namespace Skiller.Web.Following.Pages;

/// <summary>What the reader has chosen about something, and how many follow it.</summary>
/// <param name="Path">The path of its page.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Choice">What the reader has chosen.</param>
/// <param name="Followers">How many follow it, null: not known now.</param>
public sealed record FollowModel(string Path, SourceKind Kind, SourceChoice Choice, long? Followers)
{
    /// <summary>For whoever reads the page, null: a visitor.</summary>
    internal static async Task<FollowModel?> Of(ApiCall call, Source source, string path) =>
        call.Actor is null || source.Member == call.Actor.Member ? null : await Chosen(call, source, path);

    /// <summary>For a member.</summary>
    internal static async Task<FollowModel> Chosen(ApiCall call, Source source, string path)
    {
        var (choice, followers) = await call.Chosen(source);
        return new FollowModel(path, source.Kind, choice, followers);
    }

    /// <summary>The same once something else was chosen: the member counts at once, although what is counted is up to a second old.</summary>
    internal async Task<FollowModel> After(ApiCall call, Source source)
    {
        var actor = await call.Member();
        var choice = await call.Look((grains, ct) => grains.Following(actor.Member).Look(source, ct));
        var change = (choice.Follows ? 1 : 0) - (Choice.Follows ? 1 : 0);
        return this with { Choice = choice, Followers = Followers is { } before ? Math.Max(0, before + change) : null };
    }
}

/// <summary>Who follows something, or what somebody follows.</summary>
/// <param name="Title">What it is called.</param>
/// <param name="Path">Where it is.</param>
/// <param name="Of">The path of what it is of.</param>
/// <param name="Name">What that is called.</param>
/// <param name="Kind">What of all that is followed is shown, null: it is a list of followers.</param>
/// <param name="Rows">Its rows.</param>
/// <param name="Next">The cursor of what follows, null at the end.</param>
/// <param name="IsFirst">Whether it begins the list.</param>
public sealed record FollowListModel(
    string Title, string Path, string Of, string Name, string? Kind, IReadOnlyList<FollowRow> Rows, string? Next, bool IsFirst);

/// <summary>A member or a skill in such a list.</summary>
/// <param name="Member">The member, null where it is none.</param>
/// <param name="Skill">The skill, null where it is none.</param>
/// <param name="At">Since when.</param>
public sealed record FollowRow(AuthorJson? Member, string? Skill, DateTimeOffset At);

/// <summary>What one has muted and whom one has blocked.</summary>
/// <param name="Blocked">Whom.</param>
/// <param name="Next">The cursor of further ones, null at the end.</param>
/// <param name="IsFirst">Whether it begins the list.</param>
/// <param name="Skills">Skills that are muted.</param>
/// <param name="Questions">Questions that are muted, as lists show them.</param>
/// <param name="NextMuted">After which further ones come that are muted, null at the end.</param>
/// <param name="IsFirstMuted">Whether what is muted is shown from its beginning.</param>
public sealed record QuietModel(
    IReadOnlyList<FollowRow> Blocked,
    string? Next,
    bool IsFirst,
    IReadOnlyList<string> Skills,
    IReadOnlyList<Questions.QuestionSummaryJson> Questions,
    string? NextMuted,
    bool IsFirstMuted);
