using Skiller.Contracts;
using Skiller.Contracts.Members;
using Skiller.Grains.Activity;
using Skiller.Grains.Questions;
using Skiller.Grains.Reputation;
using Skiller.Grains.Skills;
using Xunit;

namespace Skiller.Tests.Cluster.Projections;

/// <summary>From the log through the streams to the rows, in two silos.</summary>
public sealed class StreamTests
{
    private const int Questions = 10;
    private const long Asker = 1;
    private const long Author = 2;

    [Fact]
    public async Task A_thousand_votes_at_once_are_a_thousand_entries_and_the_total_is_their_sum()
    {
        await using var cluster = await Asked();

        await Task.WhenAll(Votes(100, 200).Select(vote => cluster.Vote(vote.Question, vote.Voter)));

        var votes = await cluster.PositionsOf<PostVoted>();
        Assert.Equal(1_000, votes.Length);
        await Eventually.Equal(votes.Length, async () => (await cluster.Ledger(Author)).Length);
        Assert.Equal(votes, await cluster.Ledger(Author));
        var entries = await cluster.Get<IStandingStore>().Page(new MemberId(Author), null, long.MaxValue, 0, 10_000, default);
        var view = await cluster.Grains.Standing(new MemberId(Author)).View(default);
        Assert.Equal(entries.Sum(static entry => (long)entry.Points), view.Total);
        Assert.Equal(entries.Select(static entry => LedgerNeeds.DayOf(entry.At)).Distinct().Count() * 200, view.Total);
        Assert.Empty(await cluster.Get<IDeadLetters>().List(10, default));
    }

    [Fact]
    public async Task When_a_silo_is_killed_under_votes_the_other_folds_every_vote_that_the_log_holds()
    {
        await using var cluster = await Asked();

        var voting = Task.WhenAll(Votes(100, 150).Select(vote => Perhaps(cluster.Vote(vote.Question, vote.Voter))));
        await Eventually.Equal(true, async () => (await cluster.Ledger(Author)).Length > 0);
        await cluster.Silos.KillSiloAsync(cluster.Silos.Silos[1]);
        await voting;
        await Task.WhenAll(Votes(150, 160).Select(vote => Persist(() => cluster.Vote(vote.Question, vote.Voter))));

        var votes = await cluster.PositionsOf<PostVoted>();
        await Eventually.Equal(votes.Length, async () => (await cluster.Ledger(Author)).Length);
        Assert.Equal(votes, await cluster.Ledger(Author));
    }

    [Fact]
    public async Task Poison_stops_the_member_that_it_concerns_and_nobody_else()
    {
        const long Unlucky = 3;
        await using var cluster = await Asked();
        await cluster.Ask(99, Asker, Unlucky);
        var target = $"{ActivityRouting.MemberNamespace}/{GrainKeys.Of(new MemberId(Unlucky))}";
        await cluster.Append("q:5000", 0, new NewActivity("from-the-future", 1, "{}"u8.ToArray(), null, DateTimeOffset.UnixEpoch, null, [target]));

        await cluster.Vote(99, 100);
        await cluster.Vote(1_000, 100);

        await Eventually.Equal(1, async () => (await cluster.Ledger(Author)).Length);
        await Eventually.Equal(1, async () => (await cluster.Get<IDeadLetters>().List(10, default)).Count);
        var letter = Assert.Single(await cluster.Get<IDeadLetters>().List(10, default));
        Assert.Equal(target, letter.Target);
        Assert.Contains("from-the-future", letter.Reason, StringComparison.Ordinal);
        Assert.Empty(await cluster.Ledger(Unlucky));
        Assert.Equal(0, (await cluster.Grains.Standing(new MemberId(Unlucky)).View(default)).Total);
    }

    /// <summary>Such as a rebuild that was killed leaves behind.</summary>
    [Fact]
    public async Task Lists_without_rows_are_folded_at_the_start_though_nothing_new_happens()
    {
        await using var cluster = await StreamCluster.New();
        for (var skill = 0; skill < 30; skill++)
        {
            var described = new TimedFact(new SkillDescribed("Worth knowing."), DateTimeOffset.UnixEpoch, null);
            await cluster.Append($"s:{skill}", 0, FactCodec.Encode($"s:{skill}", described));
        }

        var head = await cluster.Log.Head(default);
        for (var partition = 0; partition < ActivityRouting.Partitions; partition++)
        {
            await cluster.Get<ICheckpoints>().Write(partition, new ActivityToken(head, int.MaxValue), default);
        }

        await cluster.Silos.DeployAsync();

        await Eventually.Equal((head, true), async () => await cluster.ListMarks() is var marks ? (marks.Max(), marks.All(static mark => mark > 0)) : default);
    }

    private static IEnumerable<(long Question, long Voter)> Votes(int first, int end) =>
        from question in Enumerable.Range(1_000, Questions)
        from voter in Enumerable.Range(first, end - first)
        select ((long)question, (long)voter);

    private static async Task<StreamCluster> Asked()
    {
        var cluster = await StreamCluster.Start();
        await Task.WhenAll(Enumerable.Range(1_000, Questions).Select(question => cluster.Ask(question, Asker, Author)));
        return cluster;
    }

    private static async Task Perhaps(Task act)
    {
        try
        {
            await act;
        }
        catch (Exception fault) when (fault is UnavailableException or OutcomeUnknownException or TimeoutException or OrleansException)
        {
            // Its silo was killed; the log knows whether it was.
        }
    }

    private static async Task Persist(Func<Task> act)
    {
        while (true)
        {
            try
            {
                await act();
                return;
            }
            catch (Exception fault) when (fault is UnavailableException or OutcomeUnknownException or TimeoutException or OrleansException)
            {
                await Task.Delay(100);
            }
        }
    }
}
