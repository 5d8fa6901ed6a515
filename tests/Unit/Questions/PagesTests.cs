using System.Collections.Immutable;
using System.Text;
using CsCheck;
using Skiller.Contracts;
using Skiller.Contracts.Questions;
using Skiller.Grains.Activity;
using Skiller.Grains.Questions;
using Xunit;
using static Skiller.Tests.Unit.Questions.QuestionHistory;

namespace Skiller.Tests.Unit.Questions;

/// <summary>Pages of versions and of long answers: nothing twice, nothing missing, and no more than goes into a message.</summary>
public sealed class PagesTests
{
    [Fact]
    public Task Pages_of_versions_are_the_fold_of_the_post_whatever_their_size() => Gen.Select(QuestionLaws.AnyHistory, Gen.Int[1, 4]).SampleAsync(
        async (history, limit) =>
        {
            foreach (var post in history.State.Answers.Keys.Select(On).Prepend(PostRef.Question).Where(post => ReachingPost.TryRead(history.State, post, out _, out _)))
            {
                var versions = new List<RevisionView>();
                foreach (var (fact, at) in history.Recorded)
                {
                    if (PostHistory.Next(versions.LastOrDefault(), post, fact.Fact, at) is { } version)
                    {
                        versions.Add(version);
                    }
                }

                Assert.Equivalent(versions, await Walked(history, post, limit), strict: true);
            }
        },
        iter: 500);

    [Fact]
    public async Task A_page_of_versions_reads_its_own_facts_and_at_most_three_more()
    {
        var history = Asked();
        history.Edit(Asker, PostRef.Question, 1, title: "How do I count votes twice?");
        for (var i = 0; i < 20; i++)
        {
            history.Edit(Asker, PostRef.Question, i + 2, body: $"{Body} {i}");
            history.Comment(Reader, PostRef.Question, 100 + i);
        }

        var log = new Recording(history);
        var page = await Read(log, history, PostRef.Question, new PageRequest(null, 5));
        page = await Read(log, history, PostRef.Question, new PageRequest(page.Next, 5));

        Assert.Equal([6, 7, 8, 9, 10], page.Items.Select(version => version.Version));
        Assert.All(page.Items, version => Assert.Equal("How do I count votes twice?", version.Title));
        Assert.Equal([5, 8], log.Reads);
    }

    [Fact]
    public void A_page_of_the_longest_answers_ends_where_a_message_would_be_full_and_the_next_one_goes_on()
    {
        var history = Asked();
        var longest = new string('€', Limits.BodyMax);
        for (var i = 0; i < 100; i++)
        {
            Assert.Null(history.Answer(Answerer, new AnswerId(100 + i), longest).Refusal);
            Assert.Null(history.Comment(Reader, On(new AnswerId(100 + i)), 1_000 + i, new string('€', Limits.CommentMax)).Refusal);
        }

        var first = history.View();
        var (seen, next) = (new List<AnswerId>(first.Answers.Select(answer => answer.Id)), first.AnswersNext);
        Assert.InRange(Bytes(first.Answers), 1, Limits.PageBytes);
        while (next is not null)
        {
            var page = QuestionViews.Answers(history.State, null, new PageRequest(next, Limits.PageMax)).Value;
            Assert.NotNull(page);
            Assert.InRange(Bytes(page.Items), 1, Limits.PageBytes);
            Assert.NotEmpty(page.Items);
            seen.AddRange(page.Items.Select(answer => answer.Id));
            next = page.Next;
        }

        Assert.Equal(history.State.Order.Select(rank => rank.Id), seen);
    }

    [Fact]
    public async Task A_page_of_the_longest_versions_ends_where_a_message_would_be_full_and_the_next_one_goes_on()
    {
        var history = Answered();
        for (var i = 0; i < 60; i++)
        {
            Assert.Null(history.Edit(Answerer, On(First), i + 1, body: new string('€', Limits.BodyMax - 2) + (i + 10)).Refusal);
        }

        Assert.Equal(Enumerable.Range(1, 61), (await Walked(history, On(First), Limits.PageMax)).Select(version => version.Version));
        var page = await Read(new Recording(history), history, On(First), new PageRequest(null, Limits.PageMax));
        Assert.InRange(page.Items.Sum(version => Encoding.UTF8.GetByteCount(version.Body)), Limits.PageBytes / 2, Limits.PageBytes);
    }

    private static int Bytes(ImmutableArray<AnswerView> answers) => answers.Sum(static answer =>
        Encoding.UTF8.GetByteCount(answer.Body) + answer.Comments.Sum(static comment => Encoding.UTF8.GetByteCount(comment.Body)));

    private static async Task<List<RevisionView>> Walked(QuestionHistory history, PostRef post, int limit)
    {
        var versions = new List<RevisionView>();
        string? cursor = null;
        do
        {
            var page = await Read(new Recording(history), history, post, new PageRequest(cursor, limit));
            versions.AddRange(page.Items);
            cursor = page.Next;
        }
        while (cursor is not null);

        return versions;
    }

    private static async Task<Page<RevisionView>> Read(Recording log, QuestionHistory history, PostRef post, PageRequest page)
    {
        var read = await PostHistory.Read(log, history.State, post, page, default);
        Assert.NotNull(read.Value);
        return read.Value;
    }

    /// <summary>The log as far as a history of versions needs it.</summary>
    private sealed class Recording(QuestionHistory history) : IActivityLog
    {
        public List<int> Reads { get; } = [];

        public Task<IReadOnlyList<RecordedActivity>> ReadVersions(string stream, IReadOnlyCollection<long> versions, CancellationToken ct)
        {
            Assert.Equal(QuestionHistory.Stream, stream);
            Reads.Add(versions.Count);
            return Task.FromResult<IReadOnlyList<RecordedActivity>>([.. versions.Order().Select(Stored)]);
        }

        public Task<AppendOutcome> Append(AppendRequest request, CancellationToken ct) => throw new NotSupportedException();

        public IAsyncEnumerable<RecordedActivity> ReadStream(string stream, long afterVersion, CancellationToken ct) => throw new NotSupportedException();

        public Task<IReadOnlyList<TargetedActivity>> ReadTarget(string target, long afterPosition, int limit, CancellationToken ct) =>
            throw new NotSupportedException();

        public Task<IReadOnlyList<TargetedActivity>> ReadPartition(int partition, ActivityToken after, int limit, CancellationToken ct) =>
            throw new NotSupportedException();

        public Task<IReadOnlyList<RecordedActivity>> ReadAll(long afterPosition, int limit, CancellationToken ct) => throw new NotSupportedException();

        public Task<IReadOnlyList<RecordedActivity>> ReadActor(
            long actor, IReadOnlyDictionary<string, int> most, DateTimeOffset since, CancellationToken ct) => throw new NotSupportedException();

        public Task<IReadOnlyList<RecordedCommand>> FindCommands(IReadOnlyCollection<string> keys, CancellationToken ct) =>
            throw new NotSupportedException();

        public Task<long> Head(CancellationToken ct) => throw new NotSupportedException();

        private RecordedActivity Stored(long version)
        {
            var stored = FactCodec.Encode(QuestionHistory.Stream, history.Recorded[(int)version - 1].Fact);
            return new RecordedActivity(
                version, QuestionHistory.Stream, version, stored.Kind, stored.Schema, stored.Payload, stored.Personal, stored.At, stored.Actor);
        }
    }
}
