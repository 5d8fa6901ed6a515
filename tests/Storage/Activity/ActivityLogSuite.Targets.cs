using Skiller.Grains.Activity;
using Xunit;
using static Skiller.Tests.Storage.Activity.Appends;

namespace Skiller.Tests.Storage.Activity;

public abstract partial class ActivityLogSuite
{
    [Fact]
    public async Task A_target_is_read_beyond_a_position_with_its_ordinals()
    {
        await _one.Append(To("q:1", 0, Fact("1", "member/m:1", "member/m:2"), Fact("2", "member/m:2"), Fact("3", "lists/l:0", "member/m:2")));

        var all = await _one.Log.ReadTarget("member/m:2", 0, 10, CancellationToken.None);
        Assert.Equal([(1L, 1), (2L, 0), (3L, 1)], all.Select(static read => (read.Activity.Position, read.Ordinal)));
        Assert.All(all, static read => Assert.Equal("member/m:2", read.Target));
        Assert.Equal(["1", "2", "3"], all.Select(static read => read.Activity.Payload.Text()));

        Assert.Equal([2L], (await _one.Log.ReadTarget("member/m:2", 1, 1, CancellationToken.None)).Select(static read => read.Activity.Position));
        Assert.Empty(await _one.Log.ReadTarget("member/m:3", 0, 10, CancellationToken.None));
    }

    [Fact]
    public async Task How_far_streams_and_targets_are_is_told_of_those_that_there_are()
    {
        await _one.Append(To("q:1", 0, Fact("1", "member/m:1"), Fact("2", "member/m:2")).And("q:2", 0, Fact("3", "member/m:2")));

        var heads = _one.Get<ILogHeads>();
        Assert.Equal([("q:1", 2L), ("q:2", 1)], Pairs(await heads.OfStreams(["q:1", "q:2", "q:3"], CancellationToken.None)));
        Assert.Equal([("member/m:1", 1L), ("member/m:2", 3)], Pairs(await heads.OfTargets(["member/m:3", "member/m:2", "member/m:1"], CancellationToken.None)));
        Assert.Empty(await heads.OfStreams([], CancellationToken.None));

        static IEnumerable<(string, long)> Pairs(IReadOnlyDictionary<string, long> found) => found.OrderBy(static pair => pair.Key, StringComparer.Ordinal).Select(static pair => (pair.Key, pair.Value));
    }

    [Fact]
    public async Task Partitions_together_hold_every_target_once_in_the_order_of_tokens()
    {
        string[] targets = [.. Enumerable.Range(1, 40).Select(static member => $"member/m:{member}")];
        for (var i = 0; i < 10; i++)
        {
            await _one.Append(To("q:1", i, Fact("{}", [.. targets.Skip(i * 4).Take(4)])));
        }

        List<TargetedActivity> all = [];
        for (var partition = 0; partition < ActivityRouting.Partitions; partition++)
        {
            var read = await _one.Log.ReadPartition(partition, default, 100, CancellationToken.None);
            Assert.All(read, item => Assert.Equal(partition, ActivityRouting.PartitionOf(item.Target)));
            Assert.Equal(read.Select(Token).Order(), read.Select(Token));
            all.AddRange(read);
        }

        Assert.Equal(targets.Order(StringComparer.Ordinal), all.Select(static item => item.Target).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_partition_is_read_on_within_one_position()
    {
        string[] together = [.. Enumerable.Range(1, 100).Select(static m => $"member/m:{m}").Where(static t => ActivityRouting.PartitionOf(t) == 3).Take(3)];
        await _one.Append(To("q:1", 0, Fact("{}", [.. together])));

        var first = Assert.Single(await _one.Log.ReadPartition(3, default, 1, CancellationToken.None));
        var rest = await _one.Log.ReadPartition(3, Token(first), 10, CancellationToken.None);

        Assert.Equal(together, rest.Prepend(first).Select(static item => item.Target));
        Assert.Equal([0, 1, 2], rest.Prepend(first).Select(static item => item.Ordinal));
    }

    [Fact]
    public async Task A_partition_tells_the_position_of_each_targets_fact_before()
    {
        string[] together = [.. Enumerable.Range(1, 100).Select(static m => $"member/m:{m}").Where(static t => ActivityRouting.PartitionOf(t) == 3).Take(2)];
        await _one.Append(To("q:1", 0, Fact("{}", together[0]), Fact("{}", [.. together]), Fact(), Fact("{}", together[1]), Fact("{}", together[0])));

        var all = await _one.Log.ReadPartition(3, default, 10, CancellationToken.None);
        var last = await _one.Log.ReadPartition(3, new ActivityToken(4, 0), 10, CancellationToken.None);

        Assert.Equal([(1L, 0L), (2L, 1L), (2L, 0L), (4L, 2L), (5L, 2L)], all.Select(static item => (item.Activity.Position, item.Previous ?? -1)));
        Assert.Equal(2, Assert.Single(last).Previous);
    }

    [Fact]
    public async Task Consumers_with_letters_come_once_each_page_by_page()
    {
        foreach (var (target, position) in new[] { ("member/m:2", 1L), ("member/m:1", 7L), ("member/m:2", 9L), ("lists/l:0", 3L) })
        {
            await _one.DeadLetters.Add(new DeadLetter(target, position, "tested", 1, Noon), CancellationToken.None);
        }

        Assert.Equal(["lists/l:0", "member/m:1"], await _one.DeadLetters.Targets("", 2, CancellationToken.None));
        Assert.Equal(["member/m:2"], await _one.DeadLetters.Targets("member/m:1", 2, CancellationToken.None));
        Assert.Empty(await _one.DeadLetters.Targets("member/m:2", 2, CancellationToken.None));
    }

    [Fact]
    public async Task Everything_is_read_in_the_order_of_positions()
    {
        await _one.Append(To("q:1", 0, Fact("1"), Fact("2")));
        await _one.Append(To("q:2", 0, Fact("3")));

        Assert.Equal(["2", "3"], (await _one.Log.ReadAll(1, 10, CancellationToken.None)).Select(static read => read.Payload.Text()));
        Assert.Equal(["1"], (await _one.Log.ReadAll(0, 1, CancellationToken.None)).Select(static read => read.Payload.Text()));
        Assert.Equal(3, await _one.Log.Head(CancellationToken.None));
    }

    [Fact]
    public async Task An_actor_is_read_by_kind_since_a_time_newest_first_and_no_more_of_each_than_asked()
    {
        NewActivity By(long actor, int minutes, string kind = "voted") =>
            Fact($"{minutes}") with { Kind = kind, Actor = actor, At = Noon.AddMinutes(minutes) };
        await _one.Append(To("q:1", 0, By(1, 0), By(1, 10), By(2, 11), By(1, 20), Fact("nobody"), By(1, 15, "asked"), By(1, 30, "edited")));
        async Task<string[]> Read(int voted, int asked, int minutes) =>
        [
            .. (await _one.Log.ReadActor(
                1,
                new Dictionary<string, int> { ["voted"] = voted, ["asked"] = asked, ["answered"] = 3 },
                Noon.AddMinutes(minutes),
                CancellationToken.None)).Select(static activity => activity.Payload.Text()),
        ];

        Assert.Equal(["20", "15", "10"], await Read(10, 10, 10));
        Assert.Equal(["20", "15"], await Read(1, 10, 0));
        Assert.Equal(["20", "15", "10", "0"], await Read(3, 1, 0));
    }

    [Fact]
    public async Task Single_facts_of_a_stream_are_read_in_their_order()
    {
        await _one.Append(To("q:1", 0, Fact("1"), Fact("2"), Fact("3")));
        await _one.Append(To("q:2", 0, Fact("other")));

        var read = await _one.Log.ReadVersions("q:1", [3, 1, 7], CancellationToken.None);

        Assert.Equal([(1L, "1"), (3L, "3")], read.Select(static activity => (activity.Version, activity.Payload.Text())));
    }

    [Fact]
    public async Task Personal_data_can_be_redacted_in_place_and_the_payload_stays()
    {
        await _one.Append(To("m:1", 0, Fact("""{"a":1}""") with { Personal = "{}"u8.ToArray() }));

        await _storage.Execute("update activity set personal = null where stream = 'm:1'");

        var read = Assert.Single(await _one.Stream("m:1"));
        Assert.Null(read.Personal);
        Assert.Equal("""{"a":1}""", read.Payload.Text());
    }

    private static ActivityToken Token(TargetedActivity item) => new(item.Activity.Position, item.Ordinal);
}
