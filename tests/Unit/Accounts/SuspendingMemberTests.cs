using Skiller.Contracts;
using Skiller.Contracts.Accounts;
using Skiller.Contracts.Members;
using Skiller.Grains.Accounts;
using Skiller.Grains.Activity;
using Skiller.Tests.Unit.Invitations;
using Xunit;

namespace Skiller.Tests.Unit.Accounts;

/// <summary>Suspending until a time and lifting: who may, what stands against it, and that it ends by itself.</summary>
public sealed class SuspendingMemberTests
{
    private static readonly MemberId _bob = new(2);
    private static readonly MemberId _second = new(3);
    private readonly Community _community = Community.Founded();

    public SuspendingMemberTests() => Join(_bob, "bob");

    [Fact]
    public void A_suspension_lasts_until_its_time_and_ends_by_itself()
    {
        var until = _community.Now.AddDays(3);

        Assert.Null(Suspend(_bob, until, " Spam. ").Refusal);

        var account = _community.Replayed<AccountState>(GrainKeys.AccountOf(_bob));
        Assert.Equal(new Suspension(until, "Spam."), account.SuspensionAt(until.AddTicks(-1)));
        Assert.Null(account.SuspensionAt(until));
        Assert.True(Register().Has(_bob, until.AddTicks(-1)));
        Assert.Empty(Register().At(until));
    }

    [Fact]
    public void The_same_again_changes_nothing_and_another_day_or_reason_takes_its_place()
    {
        var until = _community.Now.AddDays(3);
        Suspend(_bob, until, "Spam.");

        Assert.Empty(Suspend(_bob, until, "Spam.").Facts);
        Assert.Single(Suspend(_bob, until, "More spam.").Facts);
        Assert.Equal(new Suspension(until, "More spam."), Assert.Single(Register().At(_community.Now)).Suspension);
    }

    [Fact]
    public void A_lifted_suspension_is_over_at_once_and_lifting_none_changes_nothing()
    {
        Assert.Empty(Lift(_bob).Facts);
        Suspend(_bob, _community.Now.AddDays(3), "Spam.");

        Assert.Single(Lift(_bob).Facts);

        Assert.Null(_community.Account(_bob).SuspensionAt(_community.Now));
        Assert.Empty(Register().At(_community.Now));
        Assert.Empty(Lift(_bob).Facts);
    }

    [Fact]
    public void Every_fault_is_told_beside_its_field()
    {
        var now = _community.Now;
        Assert.Equal([("until", "in-the-past"), ("reason", "no-words")], Faults(Suspend(_bob, now, "  ")));
        Assert.Equal([("until", "too-far"), ("reason", "too-long")], Faults(Suspend(_bob, _community.Now + Limits.SuspensionMax + TimeSpan.FromDays(1), new string('a', 501))));
        Assert.Empty(_community.All<MemberSuspended>());
    }

    [Fact]
    public void Only_administrators_who_are_not_suspended_suspend_and_lift()
    {
        Join(_second, "carol");
        Suspend(_second, _community.Now.AddDays(3), "Spam.");
        var late = _community.As(Community.Administrator) with { SuspendedUntil = _community.Now.AddDays(1) };

        Assert.Equal(RefusalCode.NotAllowed, Suspend(_second, _community.Now.AddDays(5), "Me too.", _community.As(_bob)).Refusal?.Code);
        Assert.Equal(RefusalCode.NotAllowed, Lift(_second, _community.As(_bob)).Refusal?.Code);
        Assert.Equal(RefusalCode.Suspended, Suspend(_bob, _community.Now.AddDays(5), "Spam.", late).Refusal?.Code);
        Assert.Equal(RefusalCode.Suspended, Lift(_second, late).Refusal?.Code);
    }

    [Fact]
    public void Nobody_suspends_themself_and_of_two_who_suspend_each_other_one_is_refused()
    {
        var ada = Actor(Community.Administrator);
        Assert.Equal(RefusalCode.NotAllowed, Suspend(Community.Administrator, _community.Now.AddDays(3), "Tired.").Refusal?.Code);

        // Both were admitted before either was suspended; the register is what they meet at.
        Assert.Null(Suspend(_bob, _community.Now.AddDays(3), "First.", ada).Refusal);
        Assert.Equal(RefusalCode.Suspended, Suspend(Community.Administrator, _community.Now.AddDays(3), "Second.", Actor(_bob)).Refusal?.Code);
    }

    [Fact]
    public void Who_has_no_account_is_not_found()
    {
        Assert.Equal(RefusalCode.NotFound, Suspend(new MemberId(77), _community.Now.AddDays(3), "Spam.").Refusal?.Code);
        Assert.Equal(RefusalCode.NotFound, Lift(new MemberId(77)).Refusal?.Code);
    }

    [Fact]
    public void The_register_forgets_those_whose_time_is_over()
    {
        Join(_second, "carol");
        Suspend(_bob, _community.Now.AddMinutes(1), "Spam.");
        _community.Now = _community.Now.AddDays(1);
        Suspend(_second, _community.Now.AddDays(3), "Spam.");

        Assert.Equal([_second], Register().Members.Keys);
    }

    private static Actor Actor(MemberId member) => new(member, Role.Administrator, null);

    private static (string Field, string Rule)[] Faults(Decision<Done> decision) =>
        [.. Assert.IsType<Refusal>(decision.Refusal).Errors.Select(static error => (error.Field, error.Rule))];

    private SuspensionRegister Register() => _community.Streams.TryGetValue(GrainKeys.SuspensionsStream, out var facts)
        ? facts.Aggregate(SuspensionRegister.Empty, static (register, fact) => register.Apply(fact.Fact.Fact, fact.At))
        : SuspensionRegister.Empty;

    private Decision<Done> Suspend(MemberId member, DateTimeOffset until, string reason, Actor? by = null) => _community.OnAccount(
        member,
        state => SuspendingMember.Decide(
            state, new SuspendMember(by ?? _community.As(Community.Administrator), until, reason), Register(), _community.Now));

    private Decision<Done> Lift(MemberId member, Actor? by = null) => _community.OnAccount(
        member, state => SuspendingMember.Lift(state, by ?? _community.As(Community.Administrator), Register(), _community.Now));

    private void Join(MemberId member, string handle) =>
        Assert.Null(_community.Join(_community.Invited(Community.Administrator), member, $"{handle}@example.org", handle).Refusal);
}
