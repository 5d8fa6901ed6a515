using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Routing;
using Skiller.Contracts;
using Skiller.Contracts.Following;
using Skiller.Contracts.Members;
using Skiller.Web.Api;
using Skiller.Web.Members;
using Skiller.Web.Problems;

namespace Skiller.Web.Following;

/// <summary>Who follows whom and what, which everybody may see; and whom one has blocked, which only oneself may.</summary>
internal static class FollowListEndpoints
{
    public static void MapFollowLists(this IEndpointRouteBuilder api)
    {
        api.MapGet("/members/{handle}/followers", (string handle, ApiCall call, Authors authors, string? cursor, string? limit) =>
            Followers(call, authors, Choosing.Member(handle), static _ => Task.CompletedTask, cursor, limit))
            .Query("listFollowersOfMember", "Who follows a member, those who came last first.").Lists<FollowerJson>()
            .Refuses(RefusalCode.NotFound);
        api.MapGet("/skills/{slug}/followers", (string slug, ApiCall call, Authors authors, string? cursor, string? limit) =>
            Followers(call, authors, Choosing.Skill(slug), call => call.Read((grains, ct) => grains.Skill(PathIds.Skill(slug)).View(ct)), cursor, limit))
            .Query("listFollowersOfSkill", "Who follows a skill, those who came last first.").Lists<FollowerJson>()
            .Refuses(RefusalCode.NotFound);
        api.MapGet("/members/{handle}/following", Following)
            .Query("listFollowing", "What a member follows, the newest first: members, or skills (kind=skills); to themself also questions (kind=questions).").Lists<FollowedJson>()
            .Refuses(RefusalCode.NotFound, RefusalCode.NotAllowed);
        api.MapGet("/members/me/blocks", Blocks)
            .Query("listBlocks", "Whom one has blocked, the newest first; nobody else can see it.").Members().Lists<FollowerJson>();
    }

    /// <summary>Which part of what somebody follows is asked for.</summary>
    public static SourceKind KindOf(string? kind) => kind switch
    {
        null or "members" => SourceKind.Member,
        "skills" => SourceKind.Skill,
        "questions" => SourceKind.Question,
        _ => throw new RequestRefusedException(Refusal.Invalid(FieldError.Of("kind", "not-one-of", "members, skills, questions"))),
    };

    /// <summary>Who follows something.</summary>
    public static async Task<ListJson<FollowerJson>> FollowersOf(ApiCall call, Authors authors, Source source, PageRequest part)
    {
        var page = await call.Read((grains, ct) => grains.FollowerList().Followers(source, part, ct));
        var names = await authors.Of(call, page.Items.Select(static follower => (MemberId?)follower.Member));
        return new([.. page.Items.Select(follower => new FollowerJson(names.GetValueOrDefault(follower.Member), follower.At))], page.Next);
    }

    /// <summary>What a member follows, as far as the caller may see it.</summary>
    public static async Task<ListJson<FollowedJson>> FollowedBy(ApiCall call, Authors authors, MemberId member, SourceKind kind, PageRequest part)
    {
        if (kind == SourceKind.Question && call.Actor?.Member != member)
        {
            throw new RequestRefusedException(RefusalCode.NotAllowed);
        }

        var page = await call.Read((grains, ct) => grains.FollowerList().Followed(member, kind, part, ct));
        var names = await authors.Of(call, page.Items.Select(static followed => followed.Source.Member));
        return new([.. page.Items.Select(followed => Shape(followed, names))], page.Next);
    }

    /// <summary>Whom the caller has blocked.</summary>
    public static async Task<ListJson<FollowerJson>> BlockedBy(ApiCall call, Authors authors, PageRequest part)
    {
        var actor = await call.Member();
        var page = await call.Read((grains, ct) => grains.Following(actor.Member).Blocked(part, ct));
        var names = await authors.Of(call, page.Items.Select(static blocked => (MemberId?)blocked.Member));
        return new([.. page.Items.Select(blocked => new FollowerJson(names.GetValueOrDefault(blocked.Member), blocked.At))], page.Next);
    }

    private static async Task<IResult> Followers(
        ApiCall call, Authors authors, Func<ApiCall, Task<Source>> of, Func<ApiCall, Task> exists, string? cursor, string? limit)
    {
        var part = ListQuery.Page(cursor, limit);
        var source = await of(call);
        await exists(call);
        return Answers.Ok(await FollowersOf(call, authors, source, part), WebJson.Writing.ListJsonFollowerJson);
    }

    private static async Task<IResult> Following(string handle, ApiCall call, Authors authors, string? kind, string? cursor, string? limit)
    {
        var (wanted, of, part) = (PathIds.MemberHandle(handle), KindOf(kind), ListQuery.Page(cursor, limit));
        var member = await call.MemberOf(wanted);
        return Answers.Ok(await FollowedBy(call, authors, member, of, part), WebJson.Writing.ListJsonFollowedJson);
    }

    private static async Task<IResult> Blocks(ApiCall call, Authors authors, string? cursor, string? limit) =>
        Answers.Ok(await BlockedBy(call, authors, ListQuery.Page(cursor, limit)), WebJson.Writing.ListJsonFollowerJson);

    private static FollowedJson Shape(FollowedSource followed, IReadOnlyDictionary<MemberId, AuthorJson> names) => new(
        followed.Source.Member is { } member ? names.GetValueOrDefault(member) : null,
        followed.Source.Skill?.Value,
        followed.Source.Question?.ToString(),
        followed.At);
}

/// <summary>A member in a list; <c>at</c>: since when. <c>member</c> is null where the name cannot be had now.</summary>
public sealed record FollowerJson(AuthorJson? Member, DateTimeOffset At);

/// <summary>What a member follows: one of <c>member</c>, <c>skill</c> (its slug) and <c>question</c> (its id); <c>at</c>: since when.</summary>
public sealed record FollowedJson(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] AuthorJson? Member,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Skill,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Question,
    DateTimeOffset At);
