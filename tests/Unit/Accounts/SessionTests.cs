using CsCheck;
using Skiller.Contracts;
using Skiller.Contracts.Members;
using Skiller.Grains.Accounts;
using Skiller.Tests.Unit.Invitations;
using Xunit;
using static Skiller.Tests.Unit.Invitations.Community;

namespace Skiller.Tests.Unit.Accounts;

/// <summary>Sessions: opened, bounded, ended, expired.</summary>
public sealed class SessionTests
{
    private readonly Community _community = Founded();

    [Fact]
    public void A_session_is_alive_until_it_ends()
    {
        Assert.Equal("ada", _community.SignIn(Administrator, "token").Receipt?.Handle);
        Assert.True(IsAlive("token"));
        Assert.False(IsAlive("other"));

        Assert.Equal([new SessionEnded("token")], _community.SignOut(Administrator, "token").Facts.Select(static f => f.Fact));
        Assert.False(IsAlive("token"));
        Assert.Empty(_community.SignOut(Administrator, "token").Facts);
    }

    [Fact]
    public void A_session_expires_exactly_after_its_lifetime_and_leaves_with_the_next_fact()
    {
        var expiresAt = _community.SignIn(Administrator, "token").Receipt!.ExpiresAt;
        foreach (var left in new[] { 20, 10 })
        {
            _community.Now = expiresAt.AddDays(-left);
            _community.Use(Administrator, "token");
        }

        _community.Now = expiresAt.AddTicks(-1);
        Assert.True(IsAlive("token"));
        _community.Now = expiresAt;
        Assert.False(IsAlive("token"));
        Assert.Empty(_community.SignOut(Administrator, "token").Facts);
        _community.SignIn(Administrator, "next");
        Assert.Equal(["next"], _community.Account(Administrator).Sessions.Select(static s => s.TokenHash));
    }

    [Fact]
    public void C12_A_session_that_is_not_used_ends_after_fourteen_days_and_a_use_is_a_fact_once_a_day()
    {
        _community.SignIn(Administrator, "used");
        _community.SignIn(Administrator, "idle");
        var start = _community.Now;

        _community.Now = start.AddHours(23);
        Assert.Empty(_community.Use(Administrator, "used"));
        _community.Now = start.AddDays(1);
        Assert.Equal([new SessionUsed("used")], _community.Use(Administrator, "used"));
        Assert.Empty(_community.Use(Administrator, "used"));

        _community.Now = start + Limits.SessionIdleLifetime;
        Assert.True(IsAlive("used"));
        Assert.False(IsAlive("idle"));
        Assert.Empty(_community.Use(Administrator, "idle"));
        _community.Now = start.AddDays(1) + Limits.SessionIdleLifetime;
        Assert.False(IsAlive("used"));
    }

    [Fact]
    public void Opening_one_that_is_open_is_no_fact()
    {
        var first = _community.SignIn(Administrator, "token");
        var again = _community.SignIn(Administrator, "token");

        Assert.Equal(first.Receipt, again.Receipt);
        Assert.Empty(again.Facts);
    }

    [Fact]
    public void The_twenty_first_ends_the_oldest_in_the_same_decision()
    {
        for (var i = 0; i < Limits.SessionsPerMember; i++)
        {
            _community.SignIn(Administrator, $"t{i}");
        }

        var facts = _community.SignIn(Administrator, "new").Facts;
        Assert.Equal([typeof(SessionEnded), typeof(SessionOpened)], facts.Select(static f => f.Fact.GetType()));
        Assert.False(IsAlive("t0"));
        Assert.True(IsAlive("t1"));
    }

    [Fact]
    public void A_renewed_hash_is_recorded_with_the_session()
    {
        _community.SignIn(Administrator, "token", "better");

        Assert.Equal("better", _community.Account(Administrator).PasswordHash);
    }

    [Fact]
    public void Without_an_account_there_is_no_session() =>
        Assert.Equal(RefusalCode.NotFound, _community.SignIn(new MemberId(77), "token").Refusal?.Code);

    [Fact]
    public void Those_alive_are_the_newest_twenty_that_nobody_ended() =>
        Gen.Select(Gen.Int[0, 40], Gen.Frequency((3, Gen.Const(true)), (1, Gen.Const(false)))).Array[1, 120].Sample(
            static acts =>
            {
                var (community, model) = (Founded(), new List<string>());
                foreach (var (number, opens) in acts)
                {
                    var token = $"t{number}";
                    if (!opens)
                    {
                        model.Remove(token);
                        community.SignOut(Administrator, token);
                    }
                    else if (!model.Contains(token))
                    {
                        model.Add(token);
                        model.RemoveRange(0, Math.Max(0, model.Count - Limits.SessionsPerMember));
                        community.SignIn(Administrator, token);
                    }
                    else
                    {
                        Assert.Empty(community.SignIn(Administrator, token).Facts);
                    }

                    Assert.Equal(model, community.Account(Administrator).Sessions.Select(static s => s.TokenHash));
                }
            },
            iter: 500);

    private bool IsAlive(string token) => _community.Account(Administrator).Alive(token, _community.Now) is not null;
}
