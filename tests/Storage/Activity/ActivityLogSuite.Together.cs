using Skiller.Grains.Activity;
using Xunit;
using static Skiller.Tests.Storage.Activity.Appends;

namespace Skiller.Tests.Storage.Activity;

public abstract partial class ActivityLogSuite
{
    [Fact]
    public async Task A_reader_skips_no_position_while_two_processes_append()
    {
        const int total = 2 * 16 * 60;
        var reader = _storage.Open();
        var writers = Task.WhenAll(AppendMuch(_one, "a"), AppendMuch(_storage.Open(), "b"));

        List<long> seen = [];
        while (seen.Count < total)
        {
            var isOver = writers.IsCompleted;
            var read = await reader.Log.ReadAll(seen.LastOrDefault(), 1_000, CancellationToken.None);
            seen.AddRange(read.Select(static activity => activity.Position));
            Assert.False(isOver && read.Count == 0, "A position was skipped, or a writer failed.");
        }

        await writers;
        Assert.Equal(Enumerable.Range(1, total).Select(static position => (long)position), seen);
    }

    [Fact]
    public async Task Of_two_processes_one_wins_each_version_of_a_stream()
    {
        var two = _storage.Open();
        for (var version = 0; version < 50; version++)
        {
            var outcomes = await Task.WhenAll(_one.Append(To("q:1", version, Fact("one"))), two.Append(To("q:1", version, Fact("two"))));
            Assert.Single(outcomes, static outcome => outcome is AppendOutcome.Committed);
            Assert.Single(outcomes, static outcome => outcome is AppendOutcome.Conflict);
        }

        Assert.Equal(Enumerable.Range(1, 50).Select(static version => (long)version), (await _one.Stream("q:1")).Select(static read => read.Version));
    }

    [Fact]
    public async Task Requests_for_one_stream_at_once_keep_their_order()
    {
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 100).Select(version => _one.Append(To("q:1", version, Fact($"{version}")))));

        Assert.All(outcomes, static outcome => Assert.IsType<AppendOutcome.Committed>(outcome));
        Assert.Equal(Enumerable.Range(0, 100).Select(static i => $"{i}"), (await _one.Stream("q:1")).Select(static read => read.Payload.Text()));
    }

    [Fact]
    public async Task A_lost_race_in_a_batch_does_not_hinder_its_neighbours()
    {
        await _one.Append(To("q:0", 0, Fact()));

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => _one.Append(To($"q:{i}", 0, Fact()))));

        Assert.IsType<AppendOutcome.Conflict>(outcomes[0]);
        Assert.All(outcomes[1..], static outcome => Assert.IsType<AppendOutcome.Committed>(outcome));
        foreach (var (outcome, i) in outcomes.Select(static (outcome, i) => (outcome, i)).Skip(1))
        {
            var read = Assert.Single(await _one.Stream($"q:{i}"));
            Assert.Equal(((AppendOutcome.Committed)outcome).LastPosition, read.Position);
        }
    }

    [Fact]
    public async Task What_the_database_refuses_fails_alone()
    {
        // A fact without a kind breaks a constraint on either database.
        var bad = Fact() with { Kind = null! };

        var refused = _one.Append(To("q:bad", 0, bad));
        var good = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => _one.Append(To($"q:{i}", 0, Fact()))));

        await Assert.ThrowsAsync<InvalidOperationException>(() => refused);
        Assert.All(good, static outcome => Assert.IsType<AppendOutcome.Committed>(outcome));
        Assert.Empty(await _one.Stream("q:bad"));
    }

    [Fact]
    public async Task What_waits_is_committed_before_the_process_ends()
    {
        var two = _storage.Open();
        var appends = Enumerable.Range(0, 200).Select(i => two.Append(To($"q:{i}", 0, Fact()))).ToList();

        await two.DisposeAsync();

        Assert.All(await Task.WhenAll(appends), static outcome => Assert.IsType<AppendOutcome.Committed>(outcome));
        Assert.Equal(200, await _one.Log.Head(CancellationToken.None));
    }

    private static Task AppendMuch(OpenedStorage storage, string name) => Task.WhenAll(Enumerable.Range(0, 16).Select(async caller =>
    {
        for (var version = 0; version < 60; version++)
        {
            Assert.IsType<AppendOutcome.Committed>(await storage.Append(To($"{name}:{caller}", version, Fact("{}", $"member/m:{caller}"))));
        }
    }));
}
