using Skiller.Contracts;
using Skiller.Contracts.Accounts;
using Skiller.Contracts.Following;
using Skiller.Web.Api;
using Skiller.Web.Members;

namespace Skiller.Web.Following;

/// <summary>What a member can choose about a question, a skill or another member.</summary>
internal enum Choice
{
    Follow,
    Unfollow,
    Mute,
    Unmute,
    Block,
    Unblock,
}

/// <summary>What paths name, and what is chosen about it.</summary>
internal static class Choosing
{
    public static Func<ApiCall, Task<Source>> Question(string id)
    {
        var question = PathIds.Question(id);
        return _ => Task.FromResult(Source.Of(question));
    }

    public static Func<ApiCall, Task<Source>> Skill(string slug)
    {
        var skill = PathIds.Skill(slug);
        return _ => Task.FromResult(Source.Of(skill));
    }

    public static Func<ApiCall, Task<Source>> Member(string handle)
    {
        var wanted = PathIds.MemberHandle(handle);
        return async call => Source.Of(await call.MemberOf(wanted));
    }

    /// <summary>Makes a choice of the caller's; what it is about.</summary>
    public static async Task<Source> Choose(this ApiCall call, Func<ApiCall, Task<Source>> of, Choice choice)
    {
        var actor = await call.Acting(LimitedAct.Other);
        var source = await of(call);
        var command = new ChooseSource(actor, source);
        await call.Write(repeatable: true, grains => Make(grains.Following(actor.Member), command, choice));
        return source;
    }

    /// <summary>What the caller has chosen about something, and how many follow it.</summary>
    public static async Task<(SourceChoice Choice, long? Followers)> Chosen(this ApiCall call, Source source)
    {
        var actor = await call.Member();
        var followers = call.Look((grains, ct) => grains.FollowerList().Count(source, ct));
        var choice = await call.Look((grains, ct) => grains.Following(actor.Member).Look(source, ct));
        return (choice, await followers);
    }

    private static Task<Result<Done>> Make(IFollowingGrain following, ChooseSource command, Choice choice) => choice switch
    {
        Choice.Follow => following.Follow(command, CancellationToken.None),
        Choice.Unfollow => following.Unfollow(command, CancellationToken.None),
        Choice.Mute => following.Mute(command, CancellationToken.None),
        Choice.Unmute => following.Unmute(command, CancellationToken.None),
        Choice.Block => following.Block(command, CancellationToken.None),
        _ => following.Unblock(command, CancellationToken.None),
    };
}
