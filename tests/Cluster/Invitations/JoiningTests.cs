using Skiller.Contracts;
using Skiller.Contracts.Invitations;
using Skiller.Contracts.Members;
using Skiller.Grains.Accounts;
using Skiller.Grains.Invitations;
using Skiller.Grains.Members;
using Xunit;
using static Skiller.Tests.Cluster.Invitations.CommunityCluster;

namespace Skiller.Tests.Cluster.Invitations;

/// <summary>Joining at once, by many, from both silos.</summary>
public sealed class JoiningTests : IAsyncLifetime
{
    private CommunityCluster _community = null!;

    public async ValueTask InitializeAsync() => _community = await Founded();

    public ValueTask DisposeAsync() => _community.DisposeAsync();

    [Fact]
    public async Task Of_fifty_who_use_one_invitation_at_once_one_joins()
    {
        var code = await _community.Invited();

        var answers = await Task.WhenAll(Enumerable.Range(100, 50).Select(i =>
            _community.Join(code, Newcomer(new MemberId(i), $"m{i}@members.org", $"m{i}", Command(i)))));

        var joined = Assert.Single(answers, static a => a.Value is not null).Value;
        Assert.Equal(49, answers.Count(static a => a.Refusal?.Code == RefusalCode.InvitationUsed));
        Assert.Equal(["ada", joined!.Handle], (await _community.All<MemberRegistered>()).Select(static r => r.Handle));
        Assert.Equal(2, (await _community.All<AccountOpened>()).Length);
        Assert.Equal(2, (await _community.All<HandleClaimed>()).Length);
        Assert.Equal(2, (await _community.All<AddressClaimed>()).Length);
    }

    [Fact]
    public async Task Of_two_who_want_one_handle_at_once_one_is_told_that_it_is_taken_and_may_try_again()
    {
        string[] codes = [await _community.Invited(), await _community.Invited()];

        var answers = await Task.WhenAll(codes.Select((code, i) =>
            _community.Join(code, Newcomer(new MemberId(100 + i), $"m{i}@members.org", "same"))));

        var loser = Array.FindIndex(answers, static a => a.Refusal is not null);
        Assert.Equal(RefusalCode.HandleTaken, answers[loser].Refusal?.Code);
        Assert.Equal(new MemberId(100 + 1 - loser), answers[1 - loser].Value?.Id);
        Assert.NotNull(await _community.Joined(codes[loser], new MemberId(102), $"m{loser}@members.org", "other"));
    }

    [Fact]
    public async Task Two_with_one_address_at_once_get_one_answer_and_one_account()
    {
        string[] codes = [await _community.Invited(), await _community.Invited()];

        var answers = await Task.WhenAll(codes.Select((code, i) =>
            _community.Join(code, Newcomer(new MemberId(100 + i), i == 0 ? "same@members.org" : "SAME@Members.org", $"m-{i}"))));

        Assert.All(answers, static a => Assert.NotNull(a.Value));
        var spent = Assert.Single(await _community.All<InvitationSpent>());
        var owner = await _community.Claims.AddressOwner("same@members.org", default);
        Assert.Equal(spent.AddressOwner, owner);
        Assert.Equal(2, (await _community.All<AccountOpened>()).Length);
        var other = answers.Single(a => a.Value!.Id != owner).Value!;
        Assert.Equal(RefusalCode.NotFound, (await _community.Grains.Member(other.Id).View(default)).Refusal?.Code);
        Assert.True(Handle.TryParse(other.Handle, out var free));
        Assert.Null(await _community.Claims.HandleOwner(free, default));
    }

    [Fact]
    public async Task A_joining_that_is_repeated_with_its_key_answers_as_the_first_time()
    {
        var code = await _community.Invited();
        var first = await Value(_community.Join(code, Newcomer(new MemberId(100), "bob@members.org", "bob", Command(1))));

        // The front drew another number the second time.
        var again = await Task.WhenAll(Enumerable.Range(101, 5).Select(i =>
            Value(_community.Join(code, Newcomer(new MemberId(i), "bob@members.org", "bob", Command(1))))));

        Assert.Equal((new MemberId(100), "bob", "bob"), (first.Id, first.Handle, first.Name));
        Assert.All(again, receipt => Assert.Equal(first, receipt));
        Assert.NotEqual(Command(1).Fingerprint, (await _community.Log.FindCommand(Command(1).Key, default))?.Fingerprint);
        Assert.Equal(
            RefusalCode.IdempotencyKeyReused,
            (await _community.Join(code, Newcomer(new MemberId(110), "bob@members.org", "bob", Command(1, 'e')))).Refusal?.Code);
        Assert.Equal(2, (await _community.All<MemberRegistered>()).Length);
    }

    [Fact]
    public async Task An_invitation_is_looked_at_before_anybody_joins_with_it()
    {
        var door = _community.Grains.Doorkeeper();
        var code = await _community.Invited();
        Assert.Equal(Done.It, await Value(door.Check(code, "bob@members.org", default)));
        var bound = (await Value(_community.Grains.Account(Administrator).Invite(
            new MakeInvitation(new Actor(Administrator, Role.Administrator, null), "eve@members.org", null, null), default))).Code;
        Assert.Equal(Done.It, await Value(door.Check(bound, "EVE@members.org", default)));
        Assert.Equal(RefusalCode.InvitationForAnotherAddress, (await door.Check(bound, "bob@members.org", default)).Refusal?.Code);

        await _community.Joined(code, new MemberId(100), "bob@members.org", "bob");
        Assert.Equal(RefusalCode.InvitationUsed, (await door.Check(code, "bob@members.org", default)).Refusal?.Code);
        Assert.Equal(RefusalCode.InvitationUnknown, (await door.Check("nonsense", "bob@members.org", default)).Refusal?.Code);
        Assert.Equal(RefusalCode.InvitationUnknown, (await door.Check(new string('A', 28), "bob@members.org", default)).Refusal?.Code);
    }

    [Fact]
    public async Task Without_a_hash_nobody_joins()
    {
        var refused = await _community.Join(await _community.Invited(), Newcomer(new MemberId(100), "bob@members.org", "bob") with { PasswordHash = "" });
        Assert.Equal(["password"], refused.Refusal?.Errors.Select(static e => e.Field));
    }

    [Fact]
    public async Task Somebody_who_asked_for_the_number_beforehand_does_not_shut_the_newcomer_out()
    {
        var bob = new MemberId(100);
        Assert.Equal(RefusalCode.Unauthorized, (await _community.Admit(bob, "guessed")).Refusal?.Code);
        Assert.Equal(RefusalCode.NotFound, (await _community.Grains.Member(bob).View(default)).Refusal?.Code);

        await _community.Joined(await _community.Invited(), bob, "bob@members.org", "bob");

        Assert.Equal("bob", (await _community.SignedIn(bob, "token")).Handle);
        Assert.Equal("bob", (await Value(_community.Grains.Member(bob).View(default))).Handle);
    }

    [Fact]
    public async Task The_first_invitation_is_the_same_for_all_who_ask_at_once_until_it_is_used()
    {
        await using var empty = await Empty();
        var codes = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => empty.First.Unused(default)));

        Assert.Single(codes.Distinct());
        Assert.Single(await empty.All<InvitationOpened>());
        await empty.Joined(codes[0] ?? "", Administrator, "ada@members.org", "ada");
        Assert.Equal(Role.Administrator, (await Value(empty.Grains.Account(Administrator).View(default))).Role);
        Assert.Null(await empty.First.Unused(default));
    }

    [Fact]
    public async Task A_code_that_cannot_be_one_or_is_none_is_unknown_and_leaves_nothing_behind()
    {
        var head = await _community.Log.Head(default);

        foreach (var code in (string[])["", "nonsense", new string('A', 28), "i:" + new string('a', 64)])
        {
            var answer = await _community.Join(code, Newcomer(new MemberId(100), "bob@members.org", "bob"));
            Assert.Equal(RefusalCode.InvitationUnknown, answer.Refusal?.Code);
        }

        Assert.Equal(head, await _community.Log.Head(default));
    }

    [Fact]
    public async Task Of_a_joining_and_a_revocation_at_once_one_wins_and_the_other_hears_why()
    {
        for (var i = 0; i < 10; i++)
        {
            var invited = await _community.Invite();
            var join = _community.Join(invited.Code, Newcomer(new MemberId(100 + i), $"m{i}@members.org", $"m-{i}"));
            var revoke = Revoke(Administrator, invited.Id);

            var (joined, revoked) = (await join, await revoke);

            Assert.Equal(
                joined.Value is null ? (RefusalCode.InvitationRevoked, (RefusalCode?)null) : (null, (RefusalCode?)RefusalCode.InvitationUsed),
                (joined.Refusal?.Code, revoked.Refusal?.Code));
        }
    }

    [Fact]
    public async Task An_invitation_that_is_taken_back_is_seen_to_be_so_at_once_and_can_be_made_again()
    {
        var bob = new MemberId(100);
        await _community.Joined(await _community.Invited(), bob, "bob@members.org", "bob");
        var invited = await _community.Invite(bob);
        Assert.Equal(InvitationState.Open, (await Value(_community.Grains.Invitation(invited.Code).View(default))).State);

        Assert.Equal(RefusalCode.NotFound, (await Revoke(Administrator, invited.Id, Role.Member)).Refusal?.Code);
        Assert.Equal(RefusalCode.NotFound, (await Revoke(bob, "no-id")).Refusal?.Code);
        Assert.Equal(RefusalCode.NotFound, (await Revoke(bob, new string('A', 22))).Refusal?.Code);
        await Task.WhenAll(Enumerable.Range(0, 5).Select(i => Value(Revoke(i % 2 == 0 ? bob : Administrator, invited.Id))));

        Assert.Single(await _community.All<InvitationRevoked>());
        Assert.Single(await _community.All<InvitationTakenBack>());
        Assert.Equal(InvitationState.Revoked, (await Value(_community.Grains.Invitation(invited.Code).View(default))).State);
        var listed = await Value(_community.Grains.Account(bob).Invitations(new PageRequest(null, 10), default));
        Assert.Equal((true, 5), (Assert.Single(listed.Page.Items).IsRevoked, listed.Left));
        Assert.Equal(
            RefusalCode.InvitationRevoked,
            (await _community.Join(invited.Code, Newcomer(new MemberId(101), "eve@members.org", "eve"))).Refusal?.Code);
    }

    private Task<Result<Done>> Revoke(MemberId by, string invitation, Role role = Role.Administrator) =>
        _community.Grains.Account(by).RevokeInvitation(new RevokeInvitation(new Actor(by, by == Administrator ? role : Role.Member, null), invitation), default);

    [Fact]
    public async Task A_request_is_recorded_once_an_address_in_any_spelling()
    {
        var request = new RequestInvitation("Eve@members.org", "Eve", null, [], "Please.", Locale.Fr, null);

        await Task.WhenAll(Enumerable.Range(0, 10).Select(i => Value(_community.Grains.Doorkeeper().RequestInvitation(
            request with { Email = i % 2 == 0 ? request.Email : "eve@MEMBERS.org" }, default))));

        Assert.Single(await _community.All<InvitationRequested>());
        var refused = await _community.Grains.Doorkeeper().RequestInvitation(request with { Email = "eve", Name = "" }, default);
        Assert.Equal(["email", "name"], refused.Refusal?.Errors.Select(static e => e.Field));
    }
}
