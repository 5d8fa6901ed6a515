using System.Collections.Immutable;
using Skiller.Contracts.Members;
using Skiller.Contracts.Notifications;
using Skiller.Contracts.Questions;
using Skiller.Grains.Notifications;
using Skiller.Grains.Projections;
using Xunit;

namespace Skiller.Tests.Storage.Notifications;

/// <summary>What every driver of the inbox promises to those who write it: who is told, and that each is told once.</summary>
public abstract class InboxSuite : IAsyncLifetime
{
    private protected const string Shard = "b:1";
    private protected static readonly DateTimeOffset _noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private protected static readonly QuestionId _question = new(12);
    private static readonly MemberId _asker = new(1);
    private static readonly MemberId _answerer = new(2);
    private static readonly MemberId _follower = new(3);

    private protected StorageUnderTest Storage { get; private set; } = null!;

    private protected IInboxStore Store => Storage.Open().Get<IInboxStore>();

    public async ValueTask InitializeAsync() => Storage = await NewStorage();

    public async ValueTask DisposeAsync()
    {
        await Storage.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Followers_are_told_by_one_fact_once_and_whoever_acted_is_not()
    {
        var store = Store;
        Assert.True(await store.Write(Shard, 0, 5, [Follows(_asker, 1), Follows(_answerer, 2), Follows(_follower, 3), Answer(5, _answerer)], default));
        Assert.True(await store.Write(Shard, 5, 6, [Answer(5, _answerer)], default));

        Assert.Equal([(_asker, 5L, NotificationKind.Answer), (_follower, 5, NotificationKind.Answer)], await Told());
        Assert.Equal(6, await store.LoadMark(Shard, default));
        Assert.Equal(0, await store.LoadMark("b:2", default));
    }

    [Fact]
    public async Task What_tells_most_comes_first_and_a_name_tells_once_however_often_it_is_written()
    {
        var writing = new Writing(_question, new AnswerId(20));
        var mention = new InboxChange.Tells(Notice(NotificationKind.Mention, 5, _answerer, writing), new Audience.Named(writing, [_follower, _answerer]));
        var again = new InboxChange.Tells(Notice(NotificationKind.Mention, 7, _answerer, writing), new Audience.Named(writing, [_follower, _asker]));
        await Store.Write(
            Shard, 0, 7, [Follows(_asker, 1), Follows(_follower, 2), mention, Answer(5, _answerer), new InboxChange.Named(writing, [_follower, _answerer]), again], default);

        Assert.Equal(
            [(_asker, 5L, NotificationKind.Answer), (_asker, 7, NotificationKind.Mention), (_follower, 5, NotificationKind.Mention)],
            await Told());
    }

    [Fact]
    public async Task Whoever_unfollowed_muted_or_blocked_is_not_told_and_what_stands_later_in_the_log_holds()
    {
        var (muted, unfollowed, blocking, back) = (new MemberId(4), new MemberId(5), new MemberId(6), new MemberId(7));
        InboxChange[] changes =
        [
            new InboxChange.Mutes(_question, muted, true, 9), Follows(muted, 1),
            new InboxChange.Follows(_question, unfollowed, false, 9), Follows(unfollowed, 1),
            Follows(blocking, 1), new InboxChange.Blocks(blocking, _answerer, true, 9), new InboxChange.Blocks(blocking, _answerer, false, 8),
            Follows(back, 1), new InboxChange.Mutes(_question, back, true, 8), new InboxChange.Mutes(_question, back, false, 9),
            new InboxChange.Blocks(back, _answerer, true, 8), new InboxChange.Blocks(back, _answerer, false, 9),
            Answer(10, _answerer),
        ];
        await Store.Write(Shard, 0, 10, changes, default);

        Assert.Equal([(back, 10L, NotificationKind.Answer)], await Told());
    }

    [Fact]
    public async Task A_block_holds_for_all_kinds_and_in_its_shard_alone()
    {
        await Store.Write(Shard, 0, 2, [new InboxChange.Blocks(_asker, _answerer, true, 1), To(_asker, 2), Follows(_asker, 1), Answer(2, _answerer)], default);
        await Store.Write("b:2", 0, 3, [To(_asker, 3)], default);

        Assert.Equal([(_asker, 3L, NotificationKind.Acceptance)], await Told());
    }

    [Fact]
    public async Task The_author_is_told_unless_there_is_none_or_it_was_them()
    {
        await Store.Write(
            Shard,
            0,
            9,
            [
                Wrote(null, null, _asker), Wrote(20, null, _answerer), Wrote(20, 30, _follower), Wrote(21, null, null), Wrote(22, null, new MemberId(-4)),
                ToAuthor(2), ToAuthor(3, 20), ToAuthor(4, 20, 30), ToAuthor(5, 21), ToAuthor(6, 22), ToAuthor(7, 23),
                new InboxChange.Tells(Notice(NotificationKind.Edit, 8, _asker, new Writing(_question, null)), new Audience.Author(new Writing(_question, null))),
            ],
            default);

        Assert.Equal(
            [(_asker, 2L, NotificationKind.Moderation), (_answerer, 3, NotificationKind.Moderation), (_follower, 4, NotificationKind.Moderation)],
            await Told());
    }

    [Fact]
    public async Task Ten_thousand_followers_are_told_all_of_them_together()
    {
        var store = Store;
        await store.Write(Shard, 0, 10_000, [.. Enumerable.Range(1, 10_000).Select(static member => Follows(new MemberId(member), member))], default);
        await store.Write(Shard, 10_000, 10_001, [Answer(10_001, _answerer)], default);

        Assert.Equal(9_999L, Convert.ToInt64(await Storage.Scalar("select count(*) from notification", "select count(*) from notification")));
    }

    [Fact]
    public async Task Who_folded_from_an_old_mark_writes_nothing_nor_does_who_folded_what_was_dropped()
    {
        var store = Store;
        Assert.True(await store.Write(Shard, 0, 4, [To(_asker, 4)], default));
        Assert.False(await store.Write(Shard, 0, 5, [To(_asker, 5)], default));
        Assert.False(await store.Write(Shard, 3, 5, [To(_asker, 5)], default));
        Assert.Equal([(_asker, 4L, NotificationKind.Acceptance)], await Told());

        await Storage.Open().Get<IDerivedState>().ClearInbox(default);
        Assert.False(await store.Write(Shard, 4, 5, [To(_asker, 5)], default));
        Assert.Empty(await Told());
        Assert.Empty(await store.Known([_question], default));
    }

    [Fact]
    public async Task A_question_is_known_once_it_was_written_down()
    {
        await Store.Write(Shard, 0, 4, [Wrote(null, null, null), Follows(_asker, 1) with { Question = new QuestionId(13) }], default);

        Assert.Equal([_question], await Store.Known([_question, new QuestionId(13), new QuestionId(14)], default));
    }

    private protected abstract Task<StorageUnderTest> NewStorage();

    private protected static InboxChange.Follows Follows(MemberId member, long position) => new(_question, member, true, position);

    private protected static InboxChange.Tells Answer(long position, MemberId by, long answer = 20, DateTimeOffset? at = null) => new(
        Notice(NotificationKind.Answer, position, by, new Writing(_question, new AnswerId(answer))) with { At = at ?? _noon }, new Audience.Followers(_question));

    private protected static InboxChange.Tells To(MemberId member, long position) =>
        new(Notice(NotificationKind.Acceptance, position, _answerer, new Writing(_question, new AnswerId(20))), new Audience.Member(member));

    private static InboxChange.Wrote Wrote(long? answer, long? comment, MemberId? author) => new(Place(answer, comment), author);

    private static InboxChange.Tells ToAuthor(long position, long? answer = null, long? comment = null) => new(
        Notice(NotificationKind.Moderation, position, new MemberId(9), Place(answer, comment)) with { Act = ModerationAct.Deleted },
        new Audience.Author(Place(answer, comment)));

    private static Writing Place(long? answer, long? comment) =>
        new(_question, answer is { } a ? new AnswerId(a) : null, comment is { } c ? new CommentId(c) : null);

    private static Notice Notice(NotificationKind kind, long position, MemberId by, Writing writing) => new(kind, position, _noon, by) { Writing = writing };

    private async Task<IEnumerable<(MemberId Member, long Position, NotificationKind Kind)>> Told()
    {
        ImmutableArray<MemberId> members = [.. Enumerable.Range(1, 9).Select(static member => new MemberId(member))];
        var rows = await Storage.Open().Get<INotificationRows>().Since(members, 0, long.MaxValue, 1_000, default);
        return rows.Select(static row => (row.Member, row.Position, row.Kind)).Order();
    }
}

public sealed class SqliteInboxTests : InboxSuite
{
    private protected override Task<StorageUnderTest> NewStorage() => SqliteUnderTest.New();
}

public sealed class PostgresInboxTests : InboxSuite
{
    private protected override Task<StorageUnderTest> NewStorage() => PostgresUnderTest.New();
}
