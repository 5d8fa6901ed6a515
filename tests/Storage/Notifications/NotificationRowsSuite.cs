using System.Collections.Immutable;
using Skiller.Contracts.Members;
using Skiller.Contracts.Notifications;
using Skiller.Contracts.Questions;
using Skiller.Contracts.Reputation;
using Skiller.Contracts.Skills;
using Skiller.Grains.Notifications;
using Skiller.Grains.Projections;
using Skiller.Grains.Reputation;
using Skiller.Tests.Storage.Activity;
using Xunit;

namespace Skiller.Tests.Storage.Notifications;

/// <summary>What every driver promises to those who read what members were told of.</summary>
public abstract class NotificationRowsSuite : IAsyncLifetime
{
    private const string Shard = "b:1";
    private static readonly DateTimeOffset _noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly MemberId _member = new(1);
    private static readonly QuestionId _question = new(12);
    private StorageUnderTest _storage = null!;

    private INotificationRows Rows => _storage.Open().Get<INotificationRows>();

    public async ValueTask InitializeAsync() => _storage = await NewStorage();

    public async ValueTask DisposeAsync()
    {
        await _storage.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Five_answers_of_a_day_on_one_question_are_one_item_that_names_whoever_answered_last_first()
    {
        await Write(Answer(10, 2), Answer(11, 3), Answer(12, 4), Answer(13, 5), Answer(14, 2), Answer(15, 6, 13), Answer(16, 7) with { At = _noon.AddDays(1) });

        var items = await Rows.Items(All() with { ReadUpTo = 14 }, 10, default);

        Assert.Equal([16L, 15, 14], items.Select(static item => item.Position));
        var five = items[2];
        Assert.Equal((NotificationKind.Answer, 5, 4, _question, new AnswerId(14)), (five.Kind, five.Count, five.People, five.Question, five.Answer));
        Assert.Equal([new MemberId(2), new MemberId(5), new MemberId(4)], five.Actors);
        Assert.Equal([true, true, false], items.Select(static item => item.IsUnread));
    }

    [Fact]
    public async Task A_page_goes_on_where_the_last_one_ended_and_shows_no_item_twice()
    {
        await Write(Answer(10, 2), Answer(11, 3, 13), Answer(12, 4), Answer(13, 5, 14), Answer(14, 6, 13));

        var first = await Rows.Items(All(), 2, default);
        var second = await Rows.Items(All() with { Before = first[^1].Position }, 2, default);

        Assert.Equal([14L, 13], first.Select(static item => item.Position));
        Assert.Equal([12L], second.Select(static item => item.Position));
        Assert.Equal([2], second.Select(static item => item.Count));
    }

    [Fact]
    public async Task Items_are_of_one_kind_or_beyond_a_position_where_that_is_asked_for()
    {
        var skill = new Notice(NotificationKind.Endorsement, 20, _noon, new MemberId(2)) { Skill = SkillSlug.Parse("c#") };
        var act = new Notice(NotificationKind.Moderation, 21, _noon, null) { Writing = new Writing(_question, null), Act = ModerationAct.Closed };
        await Write(Answer(10, 2), skill, act);

        var endorsed = Assert.Single(await Rows.Items(All() with { Kind = NotificationKind.Endorsement }, 10, default));
        Assert.Equal((SkillSlug.Parse("c#"), null, null), (endorsed.Skill, endorsed.Question, endorsed.Act));
        var closed = Assert.Single(await Rows.Items(All() with { After = 20 }, 10, default));
        Assert.Equal((ModerationAct.Closed, 1, 0, null), (closed.Act, closed.Count, closed.People, closed.Answer));
        Assert.Empty(closed.Actors);
        Assert.Empty(await Rows.Items(All() with { Member = new MemberId(2) }, 10, default));
    }

    [Fact]
    public async Task Votes_of_a_day_on_a_post_are_one_item_and_what_one_did_oneself_is_none()
    {
        await Ledger(
            Entry(30, 20, 10, ReputationReason.AnswerVotedUp),
            Entry(31, 20, 10, ReputationReason.AnswerVotedUp),
            Entry(32, 20, -10, ReputationReason.VoteWithdrawn, origin: 31),
            Entry(33, 0, 5, ReputationReason.QuestionVotedUp),
            Entry(34, 20, 15, ReputationReason.AnswerAccepted),
            Entry(35, 90, -1, ReputationReason.VotedAnAnswerDown),
            Entry(36, 90, 1, ReputationReason.VoteWithdrawn, origin: 35),
            Entry(37, 20, 10, ReputationReason.AnswerVotedUp, _noon.AddDays(1)));

        var points = await Rows.Points(All() with { ReadUpTo = 33 }, 10, default);

        Assert.Equal(
            [(37L, new AnswerId(20), 10L, 1, true), (33L, null, 5L, 1, false), (32L, (AnswerId?)new AnswerId(20), 10L, 1, false)],
            points.Select(static item => (item.Position, item.Answer, item.Points, item.Count, item.IsUnread)));
        Assert.Equal([33L], (await Rows.Points(All() with { Before = 37, After = 32 }, 10, default)).Select(static item => item.Position));
        Assert.Equal((2, 0), (await Rows.UnreadPoints(_member, 32, 100, default), await Rows.Unread(_member, 32, 0, 100, default)));
    }

    [Fact]
    public async Task Unread_items_are_counted_and_no_further_than_to_a_bound()
    {
        await Write([.. Enumerable.Range(1, 30).Select(static number => Answer(number, 2, 100 + number)), Answer(31, 3, 130)]);
        await Ledger(Entry(40, 20, 10, ReputationReason.AnswerVotedUp), Entry(41, 20, -10, ReputationReason.VoteWithdrawn, origin: 40));

        Assert.Equal(30, await Rows.Unread(_member, 0, 0, 100, default));
        Assert.Equal(10, await Rows.Unread(_member, 20, 0, 100, default));
        Assert.Equal(7, await Rows.Unread(_member, 0, 0, 7, default));
        Assert.Equal(0, await Rows.Unread(_member, 41, 0, 100, default));
        Assert.Equal(0, await Rows.Unread(new MemberId(2), 0, 0, 100, default));
        Assert.Equal((0, new InboxPlace(0, 41)), (await Rows.UnreadPoints(_member, 0, 100, default), await Rows.Place(_member, default)));
    }

    [Fact]
    public async Task What_is_hidden_is_neither_listed_nor_counted_and_an_answer_is_of_ones_own_question_or_of_anothers()
    {
        var store = _storage.Open().Get<IInboxStore>();
        Assert.True(await store.Write(Shard, 0, 1, [new InboxChange.Wrote(new Writing(_question, null), _member)], default));
        var vouched = new Notice(NotificationKind.Endorsement, 12, _noon, new MemberId(2)) { Skill = SkillSlug.Parse("c#") };
        await Write(Answer(10, 2), Answer(11, 2, 13), vouched);
        await Ledger(Entry(40, 20, 10, ReputationReason.AnswerVotedUp));

        foreach (var (hidden, left) in new[]
        {
            (NotificationTopic.Answer, new[] { 12L, 11 }), (NotificationTopic.FollowedAnswer, [12L, 10]), (NotificationTopic.Endorsement, [11L, 10]), (NotificationTopic.Points, [12L, 11, 10]),
        })
        {
            Assert.Equal(left, (await Rows.Items(All() with { Hidden = 1L << (int)hidden }, 10, default)).Select(static item => item.Position));
            Assert.Equal(left.Length, await Rows.Unread(_member, 0, 1L << (int)hidden, 100, default));
        }

        Assert.Equal((1, 0), (await Rows.UnreadPoints(_member, 0, 100, default), await Rows.UnreadPoints(_member, 40, 100, default)));
    }

    [Fact]
    public async Task A_read_mark_only_moves_forward_and_a_rebuild_leaves_it_alone()
    {
        var rows = Rows;
        Assert.Equal(0, await rows.ReadMark(_member, default));
        Assert.Equal(7, await rows.Read(_member, 7, default));
        Assert.Equal(7, await rows.Read(_member, 5, default));
        Assert.Equal(9, await Rows.Read(_member, 9, default));
        Assert.Equal(0, await rows.ReadMark(new MemberId(2), default));

        await _storage.Open().Get<IDerivedState>().ClearInbox(default);
        Assert.Equal(9, await Rows.ReadMark(_member, default));
    }

    [Fact]
    public async Task Rows_come_in_the_order_of_the_log_and_of_those_who_are_asked_about()
    {
        await Write(Answer(10, 9), Answer(11, 9));
        await Write([Answer(12, 9)], new MemberId(3), mark: 12);

        var rows = await Rows.Since([new MemberId(3), _member], 10, 12, 10, default);

        Assert.Equal([(11L, _member), (12L, new MemberId(3))], rows.Select(static row => (row.Position, row.Member)));
        Assert.Equal([11L], (await Rows.Since([new MemberId(3), _member], 10, 12, 1, default)).Select(static row => row.Position));
        Assert.Empty(await Rows.Since([new MemberId(9)], 0, 12, 10, default));
    }

    [Fact]
    public async Task A_shard_is_behind_while_it_has_not_written_a_fact_of_the_range()
    {
        var storage = _storage.Open();
        await storage.Append(Appends.To("q:1", 0, Appends.Fact("{}", "inbox/b:1"), Appends.Fact("{}", "lists/l:1"), Appends.Fact("{}", "inbox/b:3")));

        Assert.Equal(["inbox/b:1", "inbox/b:3"], (await Rows.Behind(0, 3, default)).Order(StringComparer.Ordinal));
        Assert.Equal(["inbox/b:3"], await Rows.Behind(1, 3, default));
        Assert.Empty(await Rows.Behind(1, 2, default));
        await storage.Get<IInboxStore>().Write(Shard, 0, 1, [], default);
        Assert.Equal(["inbox/b:3"], await Rows.Behind(0, 3, default));
        Assert.Equal(["inbox/b:3"], await Rows.Behind(3, default));
        Assert.Empty(await Rows.Behind(2, default));
    }

    private protected abstract Task<StorageUnderTest> NewStorage();

    private static NotificationFilter All() => new(_member, null, long.MaxValue, 0, 0);

    private static Notice Answer(long position, long by, long question = 12) =>
        new(NotificationKind.Answer, position, _noon, new MemberId(by)) { Writing = new Writing(new QuestionId(question), new AnswerId(position)) };

    private Task Write(params Notice[] notices) => Write(notices, _member, 9);

    private async Task Write(Notice[] notices, MemberId member, long mark)
    {
        var store = _storage.Open().Get<IInboxStore>();
        var changes = notices.Select(notice => new InboxChange.Tells(notice, new Audience.Member(member))).ToList();
        Assert.True(await store.Write(Shard, await store.LoadMark(Shard, default), mark, changes, default));
    }

    private async Task Ledger(params LedgerEntry[] entries) => Assert.True(await _storage.Open().Get<IStandingStore>().Write(
        new StandingWrite(_member, 0, 1, 1, ImmutableDictionary<SkillSlug, long>.Empty, entries), default));

    private static LedgerEntry Entry(long position, long answer, int points, ReputationReason reason, DateTimeOffset? at = null, long? origin = null) => new(
        position,
        0,
        $"q:12@{position}",
        $"q:12@{origin ?? position}",
        _question,
        answer is 0 ? null : new AnswerId(answer),
        points,
        0,
        null,
        at ?? _noon,
        reason,
        []);
}

public sealed class SqliteNotificationRowsTests : NotificationRowsSuite
{
    private protected override Task<StorageUnderTest> NewStorage() => SqliteUnderTest.New();
}

public sealed class PostgresNotificationRowsTests : NotificationRowsSuite
{
    private protected override Task<StorageUnderTest> NewStorage() => PostgresUnderTest.New();
}
