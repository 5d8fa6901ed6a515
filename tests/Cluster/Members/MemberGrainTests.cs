using Skiller.Contracts;
using Skiller.Contracts.Members;
using Skiller.Contracts.Skills;
using Skiller.Grains.Members;
using Skiller.Tests.Cluster.Invitations;
using Xunit;
using static Skiller.Tests.Cluster.Invitations.CommunityCluster;

namespace Skiller.Tests.Cluster.Members;

/// <summary>Members in silos.</summary>
public sealed class MemberGrainTests : IAsyncLifetime
{
    private static readonly MemberId _old = new(200);
    private CommunityCluster _community = null!;

    public async ValueTask InitializeAsync() => _community = await Founded();

    public ValueTask DisposeAsync() => _community.DisposeAsync();

    [Fact]
    public async Task An_import_that_is_repeated_adds_nothing_and_another_handle_is_tried_when_one_is_taken()
    {
        Assert.Equal(RefusalCode.HandleTaken, (await Import("ada")).Refusal?.Code);
        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Value(Import("ada-2"))));
        var head = await _community.Log.Head(default);

        await _community.Forget();
        await Value(Import("ada-2"));

        Assert.Equal(head, await _community.Log.Head(default));
        var profile = await Value(_community.Grains.Member(_old).View(default));
        Assert.Equal(("ada-2", "Ada L.", DateTimeOffset.UnixEpoch), (profile.Handle, profile.Name, profile.JoinedAt));
        Assert.True(Handle.TryParse("ada-2", out var handle));
        Assert.Equal(_old, await _community.Claims.HandleOwner(handle, default));
        Assert.Equal(RefusalCode.NotFound, (await _community.Grains.Account(_old).Credentials(default)).Refusal?.Code);
    }

    [Fact]
    public async Task Endorsements_of_many_at_once_are_counted_once_each_and_outlive_the_activation()
    {
        var skill = SkillSlug.Parse("c#");
        await Value(_community.Grains.Member(Administrator).EditProfile(
            new EditProfile(new Actor(Administrator, Role.Member, null), null, null, null, null, [skill]), default));

        await Task.WhenAll(Enumerable.Range(0, 60).Select(i => Value(_community.Grains.Member(Administrator).Endorse(
            new EndorseSkill(new Actor(new MemberId(300 + (i % 20)), Role.Member, null), skill, null), default))));

        await _community.Forget();
        Assert.Equal(20, (await _community.All<SkillEndorsed>()).Length);
        Assert.Equal([new SkillEndorsements(skill, 20)], (await Value(_community.Grains.Member(Administrator).View(default))).Endorsements);
    }

    [Fact]
    public async Task A_skill_that_nobody_has_used_is_not_there_and_does_not_come_into_being_by_being_asked_for()
    {
        var (skill, by) = (SkillSlug.Parse("never-used"), new Actor(new MemberId(300), Role.Administrator, null));
        var member = _community.Grains.Member(Administrator);
        var head = await _community.Log.Head(default);

        Assert.Equal(RefusalCode.NotFound, (await member.Endorse(new EndorseSkill(by, skill, null), default)).Refusal?.Code);
        Assert.Equal(RefusalCode.NotFound, (await member.WithdrawEndorsement(new WithdrawEndorsement(by, skill), default)).Refusal?.Code);
        Assert.Equal(
            RefusalCode.NotFound, (await _community.Grains.Skill(skill).Describe(new DescribeSkill(by, "New."), default)).Refusal?.Code);

        Assert.Equal(head, await _community.Log.Head(default));
    }

    private Task<Result<Done>> Import(string handle)
    {
        Assert.True(Handle.TryParse(handle, out var parsed));
        var command = new ImportMember(parsed, "Ada L.", null, null, Locale.En, DateTimeOffset.UnixEpoch, Command(handle.Length));
        return _community.Grains.Member(_old).Import(command, default);
    }
}
