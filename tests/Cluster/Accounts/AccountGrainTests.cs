using Skiller.Contracts;
using Skiller.Contracts.Accounts;
using Skiller.Contracts.Invitations;
using Skiller.Contracts.Members;
using Skiller.Contracts.Questions;
using Skiller.Grains.Activity;
using Skiller.Grains.Members;
using Skiller.Grains.Questions;
using Skiller.Tests.Cluster.Invitations;
using Xunit;
using static Skiller.Tests.Cluster.Invitations.CommunityCluster;

namespace Skiller.Tests.Cluster.Accounts;

/// <summary>Sessions, allowances and invitations of an account in silos.</summary>
public sealed class AccountGrainTests : IAsyncLifetime
{
    private static readonly MemberId _bob = new(100);
    private CommunityCluster _community = null!;

    private IAccountGrain Bob => _community.Grains.Account(_bob);

    public async ValueTask InitializeAsync()
    {
        _community = await Founded();
        await _community.Joined(await _community.Invited(), _bob, "bob@members.org", "bob");
        await _community.SignedIn(_bob, "token");
    }

    public ValueTask DisposeAsync() => _community.DisposeAsync();

    [Fact]
    public async Task A_token_is_dead_at_once_when_its_session_ends()
    {
        Assert.Equal(new Actor(_bob, Role.Member, null), (await _community.Admit(_bob, "token")).Value);
        await Value(Bob.EndSession("token", default));
        Assert.Equal(RefusalCode.Unauthorized, (await _community.Admit(_bob, "token")).Refusal?.Code);

        await _community.Forget();
        Assert.Equal(RefusalCode.Unauthorized, (await _community.Admit(_bob, "token")).Refusal?.Code);
    }

    [Fact]
    public async Task The_allowance_is_taken_by_those_who_come_at_once_exactly_so_often_and_can_be_given_back()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => _community.Admit(_bob, "token", LimitedAct.Vote)));

        Assert.Equal(Limits.VotesPerMember, answers.Count(static a => a.Value is not null));
        Assert.All(answers.Where(static a => a.Refusal is not null), static a => Assert.InRange(
            a.Refusal?.RetryAfter ?? default, TimeSpan.FromHours(23), Limits.MemberWindow));
        await Bob.GiveBack(LimitedAct.Vote, default);
        Assert.NotNull((await _community.Admit(_bob, "token", LimitedAct.Vote)).Value);
        Assert.Equal(RefusalCode.RateLimited, (await _community.Admit(_bob, "token", LimitedAct.Vote)).Refusal?.Code);
        Assert.NotNull((await _community.Admit(_bob, "token", LimitedAct.Other)).Value);
    }

    [Fact]
    public async Task What_a_member_did_counts_after_a_restart_and_what_was_imported_does_not()
    {
        var now = TimeProvider.System.GetUtcNow();
        var asked = new QuestionAsked(_bob, "Title", "Body", [], Locale.En, 0);
        for (var i = 1; i <= Limits.QuestionsPerMember; i++)
        {
            await _community.Append($"q:{i}", 0, new TimedFact(asked, i == 1 ? now.AddDays(-2) : now.AddHours(-1), _bob));
        }

        await _community.Append("q:99", 0, new TimedFact(asked, now, null));

        Assert.NotNull((await _community.Admit(_bob, "token", LimitedAct.Question)).Value);
        Assert.Equal(RefusalCode.RateLimited, (await _community.Admit(_bob, "token", LimitedAct.Question)).Refusal?.Code);
    }

    [Fact]
    public async Task Credentials_are_those_of_an_account_that_there_is()
    {
        Assert.Equal(new AccountCredentials("hash", "bob", Simulated: false), await Value(Bob.Credentials(default)));
        Assert.Equal(RefusalCode.NotFound, (await _community.Grains.Account(new MemberId(7)).Credentials(default)).Refusal?.Code);
    }

    [Fact]
    public async Task Acts_without_a_limit_give_no_allowance_back_when_the_account_has_left_memory()
    {
        var now = TimeProvider.System.GetUtcNow().AddMinutes(-1);
        var (voted, edited) = (new PostVoted(PostRef.Question, null, _bob, 1, 0, 0, []), new ProfileEdited(null, null, null, null, null));
        await _community.Append("q:1", 0, [.. Enumerable.Repeat(new TimedFact(voted, now, _bob), Limits.VotesPerMember)]);
        for (var version = 0; version < 1_200; version += 400)
        {
            await _community.Append("m:9000", version, [.. Enumerable.Repeat(new TimedFact(edited, now.AddSeconds(1), _bob), 400)]);
        }

        await _community.Forget();

        Assert.Equal(RefusalCode.RateLimited, (await _community.Admit(_bob, "token", LimitedAct.Vote)).Refusal?.Code);
        Assert.NotNull((await _community.Admit(_bob, "token", LimitedAct.Answer)).Value);
    }

    [Fact]
    public async Task A_repeated_invitation_has_the_code_of_the_first_call_also_when_none_is_left()
    {
        var first = await _community.Invite(_bob, Command(1));
        for (var i = 2; i <= Limits.InvitationsPerMember; i++)
        {
            await _community.Invite(_bob, Command(i));
        }

        Assert.Equal(first, await _community.Invite(_bob, Command(1)));
        var mine = new MakeInvitation(new Actor(_bob, Role.Member, null), null, null, null);
        Assert.Equal(RefusalCode.NoInvitationsLeft, (await Bob.Invite(mine, default)).Refusal?.Code);
        Assert.Equal(
            RefusalCode.IdempotencyKeyReused, (await Bob.Invite(mine with { Command = Command(1, 'e') }, default)).Refusal?.Code);
    }

    [Fact]
    public async Task Ten_invitations_asked_for_at_once_leave_none_and_five_are_refused()
    {
        var mine = new MakeInvitation(new Actor(_bob, Role.Member, null), null, null, null);

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Bob.Invite(mine, default)));

        Assert.Equal(Limits.InvitationsPerMember, answers.Select(static a => a.Value?.Code).OfType<string>().Distinct().Count());
        Assert.Equal(5, answers.Count(static a => a.Refusal?.Code == RefusalCode.NoInvitationsLeft));
    }

    [Fact]
    public async Task The_list_is_newest_first_and_says_at_once_who_joined()
    {
        InvitationReceipt[] made = [await _community.Invite(_bob), await _community.Invite(_bob), await _community.Invite(_bob)];
        await _community.Joined(made[0].Code, new MemberId(101), "eve@members.org", "eve");
        await _community.Joined(made[1].Code, new MemberId(102), "BOB@members.org", "rob");

        var first = await Value(Bob.Invitations(new PageRequest(null, 2), default));
        var second = await Value(Bob.Invitations(new PageRequest(first.Page.Next, 2), default));

        InvitationListItem[] items = [.. first.Page.Items, .. second.Page.Items];
        Assert.Equal(made.Reverse().Select(static m => m.Id), items.Select(static i => i.Id));
        Assert.Equal(made.Reverse().Select(static m => m.Code[^4..]), items.Select(static i => i.Hint));
        Assert.Equal([null, null, new MemberId(101)], items.Select(static i => i.UsedBy));
        Assert.Equal((2, null), (first.Left, second.Page.Next));
        Assert.Equal(
            RefusalCode.InvalidCursor,
            (await _community.Grains.Account(Administrator).Invitations(new PageRequest(first.Page.Next, 2), default)).Refusal?.Code);
    }

    [Fact]
    public async Task An_address_signs_up_five_times_an_hour_and_each_act_is_counted_apart()
    {
        const string address = "192.0.2.7";
        var source = _community.Grains.Source(address);
        for (var i = 0; i < Limits.SignUpsPerAddress; i++)
        {
            await Value(source.Take(address, SourceAct.SignUp, default));
        }

        Assert.InRange((await source.Take(address, SourceAct.SignUp, default)).Refusal?.RetryAfter ?? default, TimeSpan.FromMinutes(59), Limits.AddressWindow);
        Assert.Equal(RefusalCode.RateLimited, (await source.Look(address, SourceAct.SignUp, default)).Refusal?.Code);
        for (var i = 0; i <= Limits.FailedSignInsPerAddress; i++)
        {
            // Looking takes nothing.
            await Value(source.Look(address, SourceAct.SignIn, default));
        }

        await Value(source.Take(address, SourceAct.SignIn, default));
        await source.GiveBack(address, SourceAct.SignUp, default);
        await Value(source.Take(address, SourceAct.SignUp, default));
        await Value(_community.Grains.Source("192.0.2.8").Take("192.0.2.8", SourceAct.SignUp, default));
    }

    [Fact]
    public async Task Blocks_of_numbers_never_overlap()
    {
        var blocks = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => _community.Grains.Identifiers().TakeBlock(default)));

        long[] numbers = [.. blocks.SelectMany(static b => Enumerable.Range(0, b.Count).Select(i => b.First + i))];
        Assert.Equal(numbers.Length, numbers.Distinct().Count());
        Assert.True(numbers.Length >= 20);
    }
}
