using Skiller.Contracts;
using Skiller.Contracts.Accounts;
using Skiller.Contracts.Members;
using Skiller.Tests.Cluster.Invitations;
using Xunit;

namespace Skiller.Tests.Cluster.Accounts;

/// <summary><c>Skiller__AllowSimulation</c>: members with an address of a reserved domain have no limits, others keep theirs.</summary>
public sealed class SimulatedAccountTests
{
    [Theory]
    [InlineData("bob@load.test", true)]
    [InlineData("bob@members.org", false)]
    public async Task Only_reserved_domains_are_simulated(string email, bool isSimulated)
    {
        await using var community = await CommunityCluster.Founded(simulation: true);
        var bob = new MemberId(100);
        await community.Joined(await community.Invited(), bob, email, "bob");
        await community.SignedIn(bob, "token");

        for (var i = 0; i < Limits.VotesPerMember; i++)
        {
            Assert.NotNull((await community.Admit(bob, "token", LimitedAct.Vote)).Value);
        }

        Assert.Equal(isSimulated, (await community.Admit(bob, "token", LimitedAct.Vote)).Value is not null);
        Assert.Equal(isSimulated, (await community.Grains.Account(bob).Credentials(default)).Value?.Simulated);
    }
}
