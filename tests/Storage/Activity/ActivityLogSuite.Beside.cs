using Skiller.Grains.Activity;
using Xunit;
using static Skiller.Tests.Storage.Activity.Appends;

namespace Skiller.Tests.Storage.Activity;

public abstract partial class ActivityLogSuite
{
    private static readonly TimeSpan Enough = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task A_commit_rings_in_its_own_process()
    {
        var waiting = _one.Signal.WaitBeyond(0, Enough, CancellationToken.None);
        Assert.False(waiting.IsCompleted);

        await _one.Append(To("q:1", 0, Fact()));

        Assert.True(await waiting);
        Assert.Equal(1, _one.Signal.Known);
    }

    [Fact]
    public async Task A_commit_rings_in_another_process()
    {
        var two = _storage.Open();
        await two.Start();
        var waiting = two.Signal.WaitBeyond(0, Enough, CancellationToken.None);

        await _one.Append(To("q:1", 0, Fact()));

        Assert.True(await waiting);
    }

    [Fact]
    public async Task What_was_there_before_the_process_is_known_soon_after_its_start()
    {
        await _one.Append(To("q:1", 0, Fact(), Fact()));

        var two = _storage.Open();
        await two.Start();

        Assert.True(await two.Signal.WaitBeyond(1, Enough, CancellationToken.None));
    }

    [Fact]
    public async Task A_wait_for_what_does_not_come_ends() =>
        Assert.False(await _one.Signal.WaitBeyond(0, TimeSpan.FromMilliseconds(10), CancellationToken.None));

    [Fact]
    public async Task Nobody_draws_a_number_that_another_one_has()
    {
        var two = _storage.Open();

        var firsts = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => (i % 2 == 0 ? _one : two).Identifiers.TakeBlock(CancellationToken.None)));

        Assert.Equal(Enumerable.Range(0, 40).Select(static i => 1001L + (i * IIdentifiers.BlockSize)), firsts.Order());
    }

    [Fact]
    public async Task A_checkpoint_moves_forward_only()
    {
        Assert.Equal(default, await _one.Checkpoints.Read(3, CancellationToken.None));
        foreach (var (position, ordinal, expected) in new[] { (5L, 1, (5L, 1)), (5L, 0, (5L, 1)), (4L, 9, (5L, 1)), (5L, 2, (5L, 2)), (6L, 0, (6L, 0)) })
        {
            await _one.Checkpoints.Write(3, new ActivityToken(position, ordinal), CancellationToken.None);
            Assert.Equal(new ActivityToken(expected.Item1, expected.Item2), await _one.Checkpoints.Read(3, CancellationToken.None));
        }

        Assert.Equal(default, await _one.Checkpoints.Read(4, CancellationToken.None));
    }

    [Fact]
    public async Task Dead_letters_are_kept_once_and_go_when_their_consumer_has_folded_them()
    {
        await _one.DeadLetters.Add(new DeadLetter("member/m:1", 5, "first", 1, Noon), CancellationToken.None);
        await _one.DeadLetters.Add(new DeadLetter("member/m:1", 5, "second", 2, Noon.AddMinutes(1)), CancellationToken.None);
        await _one.DeadLetters.Add(new DeadLetter("member/m:1", 9, "later", 1, Noon.AddMinutes(2)), CancellationToken.None);
        await _one.DeadLetters.Add(new DeadLetter("member/m:2", 5, "other", 1, Noon), CancellationToken.None);

        Assert.Equal(
            [
                new DeadLetter("member/m:2", 5, "other", 1, Noon),
                new DeadLetter("member/m:1", 5, "second", 2, Noon.AddMinutes(1)),
                new DeadLetter("member/m:1", 9, "later", 1, Noon.AddMinutes(2)),
            ],
            await _one.DeadLetters.List(10, CancellationToken.None));
        Assert.Single(await _one.DeadLetters.List(1, CancellationToken.None));

        await _one.DeadLetters.Resolve("member/m:1", 8, CancellationToken.None);

        Assert.Equal([("member/m:2", 5L), ("member/m:1", 9L)], (await _one.DeadLetters.List(10, CancellationToken.None)).Select(static l => (l.Target, l.Position)));
    }

    [Fact]
    public async Task All_processes_share_a_secret()
    {
        var two = _storage.Open();

        var secrets = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => (i % 2 == 0 ? _one : two).Secrets.Get("invitation-codes", CancellationToken.None)));

        Assert.All(secrets, secret => Assert.Equal(secrets[0], secret));
        Assert.Equal(32, secrets[0].Length);
        Assert.NotEqual(secrets[0], await _one.Secrets.Get("addresses", CancellationToken.None));
    }

    [Fact]
    public async Task Several_starters_upgrade_once()
    {
        var storage = await NewEmptyStorage();
        await using (storage)
        {
            var applied = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => storage.Open().Schema.Apply(CancellationToken.None)));

            Assert.Equal(3, applied.Count(static count => count == 0));
            Assert.True(applied.Max() >= 2);
            Assert.Empty(await storage.Open().Schema.Pending(CancellationToken.None));
        }
    }

    [Fact]
    public async Task What_is_to_be_applied_is_told_before()
    {
        var storage = await NewEmptyStorage();
        await using (storage)
        {
            Assert.Equal(["0001-activity.sql", "0002-orleans.sql"], (await storage.Open().Schema.Pending(CancellationToken.None)).Take(2));
        }
    }

    private protected abstract Task<StorageUnderTest> NewEmptyStorage();
}
