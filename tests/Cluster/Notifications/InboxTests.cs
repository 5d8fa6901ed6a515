using System.Collections.Immutable;
using Skiller.Contracts;
using Skiller.Contracts.Members;
using Skiller.Contracts.Notifications;
using Skiller.Contracts.Questions;
using Skiller.Grains.Activity;
using Skiller.Grains.Members;
using Skiller.Grains.Notifications;
using Skiller.Grains.Projections;
using Skiller.Grains.Questions;
using Skiller.Tests.Cluster.Projections;
using Xunit;

namespace Skiller.Tests.Cluster.Notifications;

/// <summary>From the log to what members are told, in two silos.</summary>
public sealed class InboxTests
{
    private const string Body = "Long enough to be an answer to anything.";
    private static readonly DateTimeOffset _noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly ImmutableArray<MemberId> _members = [.. Enumerable.Range(1, 40).Select(static member => new MemberId(member))];

    [Fact]
    public async Task Whoever_asks_what_is_new_is_told_all_of_it_at_once()
    {
        await using var cluster = await StreamCluster.Start();
        await cluster.Ask(100, 1, 2);

        var head = await cluster.Log.Head(default);
        var tail = await Tail(cluster, 0, head);

        Assert.Equal(head, tail.Through);
        var told = Assert.Single(tail.Rows);
        Assert.Equal(
            (new MemberId(1), NotificationKind.Answer, new QuestionId(100), new AnswerId(100), new MemberId(2)),
            (told.Member, told.Kind, told.Question, told.Answer, told.Actor));
        Assert.Empty((await Tail(cluster, told.Position, head)).Rows);
        Assert.Single((await Tail(cluster, told.Position - 1, told.Position)).Rows);
        Assert.Empty((await cluster.Grains.NotificationTail().Since([new MemberId(2)], 0, head, default)).Rows);
    }

    [Fact]
    public async Task More_rows_than_fit_come_in_whole_positions_one_part_after_the_other()
    {
        await using var cluster = await StreamCluster.Start();
        var store = cluster.Get<IInboxStore>();
        ImmutableArray<MemberId> members = [.. Enumerable.Range(1, 700).Select(static member => new MemberId(member))];
        var question = new QuestionId(7);
        await store.Write("b:0", 0, 3, [.. members.Select(member => new InboxChange.Follows(question, member, true, 1)), Answer(2), Answer(3)], default);

        var first = await cluster.Grains.NotificationTail().Since(members, 0, 3, default);
        var second = await cluster.Grains.NotificationTail().Since(members, first.Through, 3, default);

        Assert.Equal((2L, 3L), (first.Through, second.Through));
        Assert.Equal((700, 700), (first.Rows.Length, second.Rows.Length));
        Assert.All(first.Rows, static row => Assert.Equal(2, row.Position));

        InboxChange.Tells Answer(long position) => new(
            new Notice(NotificationKind.Answer, position, _noon, null) { Writing = new Writing(question, new AnswerId(position)) }, new Audience.Followers(question));
    }

    [Fact]
    public async Task A_question_of_the_past_tells_nobody_of_what_was_and_everybody_of_what_comes()
    {
        await using var cluster = await StreamCluster.Start();
        Assert.True(Handle.TryParse("ada", out var ada));
        await cluster.Append(GrainKeys.ClaimOf(ada), 0, FactCodec.Encode(GrainKeys.ClaimOf(ada), new TimedFact(new HandleClaimed(new MemberId(3)), _noon, null)));
        await cluster.Append(
            "q:100",
            0,
            Past(new QuestionAsked(new MemberId(1), "How was it done in the past?", Body, [], Locale.En, 0), 1),
            Past(new AnswerPosted(new AnswerId(200), new MemberId(2), $"{Body} See @ada."), 2));
        Assert.Empty((await Tail(cluster, 0, await cluster.Log.Head(default))).Rows);

        var question = cluster.Grains.Question(new QuestionId(100));
        Assert.Null((await question.Answer(new PostAnswer(StreamCluster.Member(4), new AnswerId(201), Body, null), default)).Refusal);
        Assert.Null((await question.Comment(new PostComment(StreamCluster.Member(4), new PostRef(new AnswerId(200)), new CommentId(300), "Is it so?", null), default)).Refusal);
        var edit = new EditPost(StreamCluster.Member(2), new PostRef(new AnswerId(200)), 1, null, $"{Body} Or see @ada.", null, null);
        Assert.Null((await question.Edit(edit, default)).Refusal);

        var rows = (await Tail(cluster, 0, await cluster.Log.Head(default))).Rows;
        Assert.Equal(
            [(1L, NotificationKind.Answer), (2, NotificationKind.Answer), (2, NotificationKind.Comment)],
            rows.Select(static row => (row.Member.Value, row.Kind)));
    }

    [Fact]
    public async Task A_rebuild_tells_what_was_told_and_what_was_read_stays_read()
    {
        await using var cluster = await StreamCluster.Start();
        for (var question = 100; question < 110; question++)
        {
            await cluster.Ask(question, question % 5, question % 7);
            var grain = cluster.Grains.Question(new QuestionId(question));
            for (var member = 11; member < 15; member++)
            {
                Assert.Null((await grain.Answer(new PostAnswer(StreamCluster.Member(member), new AnswerId((question * 100) + member), Body, null), default)).Refusal);
            }
        }

        var head = await cluster.Log.Head(default);
        var before = (await Tail(cluster, 0, head)).Rows;
        Assert.True(before.Length > 100);
        await cluster.Grains.Notifications(new MemberId(11)).Read(head, default);

        await cluster.Get<IDerivedState>().ClearInbox(default);
        for (var shard = 0; shard < ActivityRouting.FollowerShards; shard++)
        {
            Assert.True((await cluster.Grains.Projection(ActivityRouting.InboxShard(shard)).Refold(default)).IsThrough);
        }

        Assert.Equal(before, (await Tail(cluster, 0, head)).Rows);
        Assert.Equal(0, await cluster.Grains.Notifications(new MemberId(11)).UnreadNow(default));
        Assert.NotEqual(0, await cluster.Grains.Notifications(new MemberId(12)).UnreadNow(default));
    }

    private static Task<NotificationTail> Tail(StreamCluster cluster, long after, long upTo) => cluster.Grains.NotificationTail().Since(_members, after, upTo, default);

    private static NewActivity Past(Fact fact, long actor) => FactCodec.Encode("q:100", new TimedFact(fact, _noon, new MemberId(actor)) { IsPast = true });
}
