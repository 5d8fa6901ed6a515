using CsCheck;
using Skiller.Contracts.Following;
using Skiller.Contracts.Members;
using Skiller.Contracts.Questions;
using Skiller.Contracts.Skills;
using Skiller.Grains.Activity;
using Skiller.Grains.Following;
using Skiller.Grains.Projections;
using Skiller.Grains.Questions;
using Xunit;

namespace Skiller.Tests.Storage.Following;

/// <summary>What every driver of feeds promises: rows are a function of the facts alone, however they come in parts and however often.</summary>
public abstract class FeedStoreSuite : IAsyncLifetime
{
    private static readonly DateTimeOffset _noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly SkillSlug _sql = SkillSlug.Parse("sql");
    private static readonly MemberId _me = new(5);
    private StorageUnderTest _storage = null!;
    private IFeedStore _feeds = null!;
    private IFeedRows _rows = null!;
    private IDerivedState _derived = null!;

    public async ValueTask InitializeAsync()
    {
        _storage = await NewStorage();
        var opened = _storage.Open();
        (_feeds, _rows, _derived) = (opened.Get<IFeedStore>(), opened.Get<IFeedRows>(), opened.Get<IDerivedState>());
    }

    public async ValueTask DisposeAsync()
    {
        await _storage.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Of_two_writers_from_one_mark_the_loser_writes_nothing()
    {
        Assert.True(await _feeds.Write("f:0", 0, 5, [Followed(1)], default));
        Assert.False(await _feeds.Write("f:0", 0, 6, [Followed(2)], default));
        Assert.False(await _feeds.Write("f:0", 4, 6, [Followed(3)], default));
        Assert.Equal(5, await _feeds.LoadMark("f:0", default));
        Assert.Equal([1L], (await _rows.Followers(Source.Of(_sql), long.MaxValue, 9, default)).Select(static row => row.Follower.Member.Value));
    }

    [Fact]
    public Task Whichever_shard_comes_first_and_however_facts_come_in_parts_and_again_the_rows_are_the_same() =>
        Gen.Select(Gen.Int[1, 1_000], Gen.Select(Gen.Int[0, ActivityRouting.FollowerShards - 1], Gen.Int[1, 20]).Array[50]).SampleAsync(
            async (seed, parts) =>
            {
                var facts = Facts(new Random(seed), 300);
                var expected = await Rows(facts, []);
                Assert.Contains(expected, static row => row.Kind == "follower");
                Assert.Contains(expected, static row => row is { Kind: "feed-act", Value: var value } && !value.EndsWith("|0", StringComparison.Ordinal));
                Assert.Equal(expected, await Rows(facts, parts));
                Assert.Equal(expected, await Rows(facts, [.. Enumerable.Range(0, facts.Count).Select(static fact => (fact % ActivityRouting.FollowerShards, 1))]));
            },
            iter: 2,
            threads: 1);

    [Fact]
    public async Task A_card_stands_where_something_happened_last_whoever_brings_it_and_comes_once()
    {
        var asker = new MemberId(6);
        FeedChange[] changes =
        [
            new FeedChange.Followed(Source.Of(_sql), _me, _noon, 1),
            new FeedChange.Followed(Source.Of(asker), _me, _noon, 2),
            .. FeedChanges.Of(new QuestionAsked(asker, "T", "B", [_sql], default, 0), At("q:1", 0, asker), 3),
            .. FeedChanges.Of(new QuestionAsked(asker, "T", "B", [_sql], default, 0), At("q:2", 1, asker), 4),
            .. FeedChanges.Of(new AnswerPosted(new AnswerId(11), new MemberId(7), "B", [_sql]), At("q:1", 2, new MemberId(7)), 5),
        ];
        Assert.True(await _feeds.Write("f:0", 0, 5, changes, default));
        var first = await _rows.Cards(_me, null, 1, default);
        Assert.Equal([1L], first.Select(static card => card.Question.Value));
        var second = await _rows.Cards(_me, first[0], 5, default);
        Assert.Equal([2L], second.Select(static card => card.Question.Value));
        Assert.Empty(await _rows.Cards(_me, second[0], 5, default));

        var content = (await _rows.Contents(_me, first, default))[(first[0].Question, first[0].Day)];
        Assert.Equal(["m:6", "s:sql"], content.Reasons.Select(static source => source.Value).Order(StringComparer.Ordinal));
        Assert.Equal([FeedActKind.Answered, FeedActKind.Asked], content.Acts.Select(static act => act.Kind));
        Assert.Equal(1, (await _rows.Counts([Source.Of(_sql), Source.Of(SkillSlug.Parse("nobody"))], default))[Source.Of(_sql)]);
    }

    private static FeedChange.Followed Followed(long member) => new(Source.Of(_sql), new MemberId(member), _noon, member);

    private static Occurrence At(string stream, int minute, MemberId actor) => new(stream, minute + 1, _noon.AddMinutes(minute), actor);

    // Random acts; clocks of several nodes may go back a little.
    private static List<(string Shard, long Position, FeedChange[] Changes)> Facts(Random random, int count)
    {
        var facts = new List<(string, long, FeedChange[])>();
        for (var position = 1; position <= count; position++)
        {
            var (question, member, answer) = ($"q:{random.Next(1, 5)}", new MemberId(random.Next(5, 9)), new AnswerId(random.Next(11, 20)));
            Source[] sources = [Source.Parse(question), Source.Of(_sql), Source.Of(new MemberId(random.Next(5, 9)))];
            Fact fact = random.Next(8) switch
            {
                0 => new QuestionAsked(member, "T", "B", [_sql], default, 0),
                1 => new AnswerPosted(answer, member, "B", [_sql]),
                2 => new AnswerAccepted(answer, member, new MemberId(6), [_sql]),
                3 => new AcceptanceWithdrawn(answer, member, new MemberId(6), 1, [_sql]),
                4 => new PostDeleted(new PostRef(answer), member, [], [_sql]),
                5 => new PostUndeleted(new PostRef(answer), member, [], 1, [_sql]),
                6 => new SourceFollowed(sources[random.Next(3)]),
                _ => new SourceUnfollowed(sources[random.Next(3)]),
            };
            var at = new Occurrence(question, position, _noon.AddHours(position / 4.0).AddSeconds(random.Next(-2_000, 2_000)), member);
            var target = ActivityRouting.FeedShardOf(fact switch { SourceFollowed followed => followed.Source.Value, SourceUnfollowed left => left.Source.Value, _ => question });
            facts.Add((target[(ActivityRouting.FeedNamespace.Length + 1)..], position, [.. FeedChanges.Of(fact, at, position)]));
        }

        return facts;
    }

    private async Task<IReadOnlyList<DerivedRow>> Rows(List<(string Shard, long Position, FeedChange[] Changes)> facts, (int Shard, int Count)[] parts)
    {
        await _derived.ClearFeeds(default);
        var rest = facts.GroupBy(static fact => fact.Shard).ToDictionary(static shard => shard.Key, static shard => shard.ToList());
        var marks = new Dictionary<string, long>();

        // The shards as they come, and whatever is left in the end.
        foreach (var (number, count) in parts.Concat(Enumerable.Range(0, ActivityRouting.FollowerShards).Select(shard => (shard, facts.Count))))
        {
            var shard = $"f:{number}";
            if (rest.TryGetValue(shard, out var left) && left.Count > 0)
            {
                var part = left.Take(count).ToList();
                left.RemoveRange(0, part.Count);
                var (mark, next) = (marks.GetValueOrDefault(shard), part[^1].Position);
                FeedChange[] changes = [.. part.SelectMany(static fact => fact.Changes)];
                Assert.True(await _feeds.Write(shard, mark, next, changes, default));

                // A silo that did not see its write come through tries once more.
                Assert.False(await _feeds.Write(shard, mark, next, changes, default));
                marks[shard] = next;
            }
        }

        var rows = new List<DerivedRow>();
        await foreach (var row in _derived.All(default))
        {
            if (row.Kind.StartsWith("follower", StringComparison.Ordinal) || row.Kind.StartsWith("feed", StringComparison.Ordinal))
            {
                rows.Add(row);
            }
        }

        return rows;
    }

    private protected abstract Task<StorageUnderTest> NewStorage();
}

public sealed class SqliteFeedStoreTests : FeedStoreSuite
{
    private protected override Task<StorageUnderTest> NewStorage() => SqliteUnderTest.New();
}

public sealed class PostgresFeedStoreTests : FeedStoreSuite
{
    private protected override Task<StorageUnderTest> NewStorage() => PostgresUnderTest.New();
}
