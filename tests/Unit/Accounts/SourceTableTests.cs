using Skiller.Contracts;
using Skiller.Contracts.Accounts;
using Skiller.Grains.Accounts;
using Xunit;

namespace Skiller.Tests.Unit.Accounts;

/// <summary>What network addresses have tried, in bounded memory.</summary>
public sealed class SourceTableTests
{
    private static readonly DateTimeOffset _noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private readonly SourceTable _sources = new(3);

    [Theory]
    [InlineData(SourceAct.SignUp, Limits.SignUpsPerAddress)]
    [InlineData(SourceAct.SignIn, Limits.FailedSignInsPerAddress)]
    [InlineData(SourceAct.InvitationRequest, Limits.InvitationRequestsPerAddress)]
    public void Each_act_has_its_own_limit_by_address(SourceAct act, int limit)
    {
        for (var i = 0; i < limit; i++)
        {
            Assert.Null(_sources.Wait("a", act, _noon));
            Assert.Null(_sources.Take("a", act, _noon));
        }

        Assert.Equal(Limits.AddressWindow, _sources.Wait("a", act, _noon));
        Assert.Equal(Limits.AddressWindow, _sources.Take("a", act, _noon));
        Assert.Null(_sources.Take("b", act, _noon));
        foreach (var other in Enum.GetValues<SourceAct>().Where(other => other != act))
        {
            Assert.Null(_sources.Wait("a", other, _noon));
        }

        _sources.GiveBack("a", act);
        Assert.Null(_sources.Wait("a", act, _noon));
    }

    [Fact]
    public void Looking_and_giving_back_remember_nobody()
    {
        Assert.Null(_sources.Wait("a", SourceAct.SignIn, _noon));
        _sources.GiveBack("a", SourceAct.SignIn);
        Assert.Equal(0, _sources.Count);
    }

    [Fact]
    public void Beyond_the_bound_those_who_have_nothing_to_remember_go_first_then_the_one_heard_of_longest_ago()
    {
        foreach (var (address, minute) in new[] { ("old", 0), ("empty", 1), ("young", 2) })
        {
            _sources.Take(address, SourceAct.SignUp, _noon.AddMinutes(minute));
        }

        _sources.GiveBack("empty", SourceAct.SignUp);
        _sources.Take("fourth", SourceAct.SignUp, _noon.AddMinutes(3));
        Assert.Equal(3, _sources.Count);
        _sources.Take("old", SourceAct.SignUp, _noon.AddMinutes(4));
        _sources.Take("fifth", SourceAct.SignUp, _noon.AddMinutes(5));
        Assert.Equal(3, _sources.Count);

        // The young one was heard of longest ago by then.
        Fill("old", Limits.SignUpsPerAddress - 2);
        Fill("young", Limits.SignUpsPerAddress);

        void Fill(string address, int left)
        {
            for (var i = 0; i < left; i++)
            {
                Assert.Null(_sources.Take(address, SourceAct.SignUp, _noon.AddMinutes(6)));
            }

            Assert.NotNull(_sources.Take(address, SourceAct.SignUp, _noon.AddMinutes(6)));
        }
    }

    [Fact]
    public void After_an_hour_an_address_has_nothing_to_remember()
    {
        foreach (var address in new[] { "a", "b", "c" })
        {
            _sources.Take(address, SourceAct.SignUp, _noon);
        }

        _sources.Take("d", SourceAct.SignUp, _noon + Limits.AddressWindow);
        Assert.Equal(1, _sources.Count);
    }
}
