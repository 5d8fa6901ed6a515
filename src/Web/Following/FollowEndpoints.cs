using Microsoft.AspNetCore.Routing;
using Skiller.Contracts;
using Skiller.Contracts.Following;
using Skiller.Web.Api;

namespace Skiller.Web.Following;

/// <summary>Following, muting and blocking. What is muted and whom one blocks is told to nobody but oneself.</summary>
internal static class FollowEndpoints
{
    public static void MapFollowing(this IEndpointRouteBuilder api)
    {
        MapQuestion(api);
        MapSkill(api);
        MapMember(api);
    }

    private static void MapQuestion(IEndpointRouteBuilder api)
    {
        api.MapPut("/questions/{id}/follow", (string id, ApiCall call) => Choose(call, Choosing.Question(id), Choice.Follow))
            .Act("followQuestion", "Follows a question; who asks or answers one follows it at once.").Members().GivesNothing()
            .Refuses(RefusalCode.NotFound, RefusalCode.Deleted, RefusalCode.Suspended, RefusalCode.Full);
        api.MapDelete("/questions/{id}/follow", (string id, ApiCall call) => Choose(call, Choosing.Question(id), Choice.Unfollow))
            .Act("unfollowQuestion", "Follows a question no more, also one's own.").Members().GivesNothing()
            .Refuses(RefusalCode.NotFound, RefusalCode.Deleted, RefusalCode.Suspended);
        api.MapGet("/questions/{id}/follow", (string id, ApiCall call) => Show(call, Choosing.Question(id), Exists(id)))
            .Query("getFollowOfQuestion", "Whether one follows or mutes a question, and how many follow it.").Members().Gives<FollowJson>()
            .Refuses(RefusalCode.NotFound, RefusalCode.Deleted);
        api.MapPut("/questions/{id}/mute", (string id, ApiCall call) => Choose(call, Choosing.Question(id), Choice.Mute))
            .Act("muteQuestion", "Has nothing of a question reach one, whatever one follows.").Members().GivesNothing()
            .Refuses(RefusalCode.NotFound, RefusalCode.Deleted, RefusalCode.Suspended, RefusalCode.Full);
        api.MapDelete("/questions/{id}/mute", (string id, ApiCall call) => Choose(call, Choosing.Question(id), Choice.Unmute))
            .Act("unmuteQuestion", "Mutes a question no more.").Members().GivesNothing()
            .Refuses(RefusalCode.NotFound, RefusalCode.Deleted, RefusalCode.Suspended);
    }

    private static void MapSkill(IEndpointRouteBuilder api)
    {
        api.MapPut("/skills/{slug}/follow", (string slug, ApiCall call) => Choose(call, Choosing.Skill(slug), Choice.Follow))
            .Act("followSkill", "Follows a skill that somebody has used.").Members().GivesNothing()
            .Refuses(RefusalCode.NotFound, RefusalCode.Suspended, RefusalCode.Full);
        api.MapDelete("/skills/{slug}/follow", (string slug, ApiCall call) => Choose(call, Choosing.Skill(slug), Choice.Unfollow))
            .Act("unfollowSkill", "Follows a skill no more.").Members().GivesNothing()
            .Refuses(RefusalCode.NotFound, RefusalCode.Suspended);
        api.MapGet("/skills/{slug}/follow", (string slug, ApiCall call) => Show(call, Choosing.Skill(slug), call => call.Read((grains, ct) => grains.Skill(PathIds.Skill(slug)).View(ct))))
            .Query("getFollowOfSkill", "Whether one follows or mutes a skill, and how many follow it.").Members().Gives<FollowJson>()
            .Refuses(RefusalCode.NotFound);
        api.MapPut("/skills/{slug}/mute", (string slug, ApiCall call) => Choose(call, Choosing.Skill(slug), Choice.Mute))
            .Act("muteSkill", "Has nothing of a skill reach one, but for questions that one follows.").Members().GivesNothing()
            .Refuses(RefusalCode.NotFound, RefusalCode.Suspended, RefusalCode.Full);
        api.MapDelete("/skills/{slug}/mute", (string slug, ApiCall call) => Choose(call, Choosing.Skill(slug), Choice.Unmute))
            .Act("unmuteSkill", "Mutes a skill no more.").Members().GivesNothing()
            .Refuses(RefusalCode.NotFound, RefusalCode.Suspended);
    }

    private static void MapMember(IEndpointRouteBuilder api)
    {
        api.MapPut("/members/{handle}/follow", (string handle, ApiCall call) => Choose(call, Choosing.Member(handle), Choice.Follow))
            .Act("followMember", "Follows another member.").Members().GivesNothing()
            .Refuses(RefusalCode.NotFound, RefusalCode.Oneself, RefusalCode.Blocked, RefusalCode.Suspended, RefusalCode.Full);
        api.MapDelete("/members/{handle}/follow", (string handle, ApiCall call) => Choose(call, Choosing.Member(handle), Choice.Unfollow))
            .Act("unfollowMember", "Follows a member no more.").Members().GivesNothing()
            .Refuses(RefusalCode.NotFound, RefusalCode.Oneself, RefusalCode.Suspended);
        api.MapGet("/members/{handle}/follow", (string handle, ApiCall call) => Show(call, Choosing.Member(handle), static _ => Task.CompletedTask))
            .Query("getFollowOfMember", "Whether one follows or blocks a member, and how many follow them.").Members().Gives<FollowJson>()
            .Refuses(RefusalCode.NotFound);
        api.MapPut("/members/{handle}/block", (string handle, ApiCall call) => Choose(call, Choosing.Member(handle), Choice.Block))
            .Act("blockMember", "Has nothing that a member does reach one, and follows them no more; they are not told.").Members().GivesNothing()
            .Refuses(RefusalCode.NotFound, RefusalCode.Oneself, RefusalCode.Suspended, RefusalCode.Full);
        api.MapDelete("/members/{handle}/block", (string handle, ApiCall call) => Choose(call, Choosing.Member(handle), Choice.Unblock))
            .Act("unblockMember", "Blocks a member no more.").Members().GivesNothing()
            .Refuses(RefusalCode.NotFound, RefusalCode.Oneself, RefusalCode.Suspended);
    }

    private static Func<ApiCall, Task> Exists(string id) => async call =>
    {
        var actor = await call.Member();
        await call.Read((grains, ct) => grains.Question(PathIds.Question(id)).PartTaken(actor.Member, ct));
    };

    private static async Task<IResult> Choose(ApiCall call, Func<ApiCall, Task<Source>> of, Choice choice)
    {
        await call.Choose(of, choice);
        return Answers.Nothing();
    }

    private static async Task<IResult> Show(ApiCall call, Func<ApiCall, Task<Source>> of, Func<ApiCall, Task> exists)
    {
        await call.Member();
        var source = await of(call);
        await exists(call);
        var (choice, followers) = await call.Chosen(source);
        return Answers.Ok(new FollowJson(choice.Follows, choice.IsMuted, choice.IsBlocked, followers), WebJson.Writing.FollowJson);
    }
}

/// <summary>What one has chosen about a question, a skill or a member. <c>muted</c> is of questions and skills, <c>blocked</c> of members; <c>followerCount</c>: up to a second old, null: not known now.</summary>
internal sealed record FollowJson(bool Following, bool Muted, bool Blocked, long? FollowerCount);
