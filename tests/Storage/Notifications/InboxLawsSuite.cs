using CsCheck;
using Skiller.Contracts.Following;
using Skiller.Contracts.Members;
using Skiller.Contracts.Questions;
using Skiller.Grains.Activity;
using Skiller.Grains.Following;
using Skiller.Grains.Notifications;
using Skiller.Grains.Projections;
using Skiller.Grains.Questions;
using Xunit;

namespace Skiller.Tests.Storage.Notifications;

/// <summary>What every driver of the inbox promises of any history: whoever is told, and what the bell counts, is a function of the facts alone.</summary>
public abstract class InboxLawsSuite : IAsyncLifetime
{
    private static readonly DateTimeOffset _noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private StorageUnderTest _storage = null!;
    private IInboxStore _inbox = null!;
    private INotificationRows _rows = null!;
    private IDerivedState _derived = null!;

    public async ValueTask InitializeAsync()
    {
        _storage = await NewStorage();
        var opened = _storage.Open();
        (_inbox, _rows, _derived) = (opened.Get<IInboxStore>(), opened.Get<INotificationRows>(), opened.Get<IDerivedState>());
    }

    public async ValueTask DisposeAsync()
    {
        await _storage.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public Task Whichever_shard_comes_first_and_however_facts_come_in_parts_and_again_everybody_is_told_the_same() =>
        Gen.Select(Gen.Int[0, 11], Gen.Int[1, 6], Gen.Int[1, 4], Gen.Int[1, 6]).Array[150].SelectMany(
            static acts => Gen.Select(Gen.Const(acts), Gen.Select(Gen.Int[0, ActivityRouting.FollowerShards - 1], Gen.Int[1, 9]).Array[60])).SampleAsync(
            async (acts, parts) =>
            {
                var facts = Facts(acts);
                var atOnce = await Told(facts, [.. Enumerable.Range(0, ActivityRouting.FollowerShards).Select(static shard => (shard, int.MaxValue))]);
                Assert.Contains(atOnce, static line => line.StartsWith("notification ", StringComparison.Ordinal));
                Assert.Contains(atOnce, static line => line.StartsWith("unread ", StringComparison.Ordinal) && !line.EndsWith(" 0", StringComparison.Ordinal));
                Assert.Equal(atOnce, await Told(facts, parts));
            },
            iter: 3,
            threads: 1);

    // Whatever streams allow: nobody answers or comments before there is something, and who acts on a post may be anybody.
    private static List<(string Shard, long Position, InboxChange[] Changes)> Facts((int Kind, int Member, int Question, int Other)[] acts)
    {
        var facts = new List<(string, long, InboxChange[])>();
        var answers = new Dictionary<int, List<AnswerId>>();
        foreach (var (index, (kind, number, about, second)) in acts.Index())
        {
            var (position, member, other, question) = (index + 1, new MemberId(number), new MemberId(second), Source.Of(new QuestionId(about)));
            var posts = answers.TryGetValue(about, out var known) ? known : [];
            var post = posts.Count > 0 && kind % 2 == 0 ? new PostRef(posts[second % posts.Count]) : PostRef.Question;
            var isMine = kind is 5 or 6 or 7 or 8 or 9 or 10;
            Fact fact = known is null && !isMine ? new QuestionAsked(member, "T", "B", [], default, 0) : kind switch
            {
                0 or 1 => new AnswerPosted(new AnswerId(position + 100), member, "B"),
                2 or 3 => new CommentPosted(post, new CommentId(position + 100), member, "B"),
                4 => new PostEdited(post, null, "B", null, null),
                5 => new SourceFollowed(question),
                6 => new SourceUnfollowed(question),
                7 => new SourceMuted(question),
                8 => new SourceUnmuted(question),
                9 => new MemberBlocked(Source.Of(other)),
                10 => new MemberUnblocked(Source.Of(other)),
                _ => new PostDeleted(post, null, [], []),
            };
            if (fact is QuestionAsked)
            {
                answers[about] = [];
            }
            else if (fact is AnswerPosted posted)
            {
                posts.Add(posted.Answer);
            }

            var stream = isMine ? $"f:{member}" : question.Value;
            var changes = NotificationRules.Of(fact, new Occurrence(stream, position, _noon.AddMinutes(position * 20), member), position, kind is 1 or 3 or 4 ? [other] : []);
            facts.AddRange(ActivityRouting.TargetsOf(stream, fact)
                .Where(static target => target.StartsWith("inbox/", StringComparison.Ordinal))
                .Select(target => (target["inbox/".Length..], (long)position, changes.ToArray())));
        }

        return facts;
    }

    private async Task<List<string>> Told(List<(string Shard, long Position, InboxChange[] Changes)> facts, (int Shard, int Count)[] parts)
    {
        await _derived.ClearInbox(default);
        var rest = facts.GroupBy(static fact => fact.Shard).ToDictionary(static shard => shard.Key, static shard => new Queue<(string, long Position, InboxChange[] Changes)>(shard));
        var marks = rest.Keys.ToDictionary(static shard => shard, static _ => 0L);

        // The shards as they come, and whatever is left in the end.
        foreach (var (number, count) in parts.Concat(Enumerable.Range(0, ActivityRouting.FollowerShards).Select(static shard => (shard, int.MaxValue))))
        {
            if (rest.TryGetValue($"b:{number}", out var queue) && queue.Count > 0)
            {
                await Write($"b:{number}", [.. Enumerable.Range(0, Math.Min(count, queue.Count)).Select(_ => queue.Dequeue())]);
            }
        }

        var lines = new List<string>();
        await foreach (var row in _derived.All(default))
        {
            if (row.Kind is "notification" or "inbox-mark")
            {
                lines.Add($"{row.Kind} {row.Key} {row.Value}");
            }
        }

        for (var member = 1; member <= 6; member++)
        {
            lines.Add($"unread {member} {await _rows.Unread(new MemberId(member), 40, 0, 1_000, default)}");
            lines.AddRange((await _rows.Items(new NotificationFilter(new MemberId(member), null, long.MaxValue, 0, 40), 1_000, default))
                .Select(item => $"item {member} {item.Kind} {item.Position} {item.Count} {item.People} {string.Join(' ', item.Actors)}"));
        }

        return lines;

        async Task Write(string shard, (string, long Position, InboxChange[] Changes)[] part)
        {
            var (loaded, mark) = (marks[shard], part[^1].Position);
            InboxChange[] changes = [.. part.SelectMany(static fact => fact.Changes)];
            Assert.True(await _inbox.Write(shard, loaded, mark, changes, default));

            // An activation that did not see its write come through tries once more, and so does one that knows of none.
            Assert.False(await _inbox.Write(shard, loaded, mark, changes, default));
            Assert.False(await _inbox.Write(shard, 0, mark, changes, default));
            marks[shard] = mark;
        }
    }

    private protected abstract Task<StorageUnderTest> NewStorage();
}

public sealed class SqliteInboxLaws : InboxLawsSuite
{
    private protected override Task<StorageUnderTest> NewStorage() => SqliteUnderTest.New();
}

public sealed class PostgresInboxLaws : InboxLawsSuite
{
    private protected override Task<StorageUnderTest> NewStorage() => PostgresUnderTest.New();
}
