using Microsoft.Extensions.DependencyInjection;
using Orleans.TestingHost;
using Skiller.Contracts;
using Skiller.Contracts.Members;
using Skiller.Contracts.Questions;
using Skiller.Contracts.Skills;
using Skiller.Grains.Activity;
using Skiller.Grains.Questions;
using Skiller.Storage;
using Skiller.Storage.Schema;
using Skiller.Tests.Given;
using Xunit;

namespace Skiller.Tests.Cluster.Questions;

/// <summary>Questions in a silo on a real SQLite database.</summary>
public sealed class QuestionGrainTests : IAsyncLifetime
{
    private const string Body = "Once is enough, and twice is not.";
    private static readonly Actor _asker = new(new MemberId(1), Role.Member, null);
    private static readonly Actor _answerer = new(new MemberId(2), Role.Member, null);
    private static readonly AnswerId _answer = new(11);
    private readonly TemporaryFolder _folder = new();
    private InProcessTestCluster? _cluster;

    private IQuestionGrain Question => Silo.GrainFactory.Question(new QuestionId(1234));

    private (IGrainFactory GrainFactory, IServiceProvider Services) Silo =>
        _cluster is { } cluster ? (cluster.Client, cluster.GetSiloServiceProvider()) : throw new InvalidOperationException("Not deployed.");

    public async ValueTask InitializeAsync()
    {
        var options = new StorageOptions(null, _folder.Path);
        await using (var storage = new ServiceCollection().AddLogging().AddSkillerStorage(options).BuildServiceProvider())
        {
            await storage.GetRequiredService<SchemaUpgrade>().Apply(CancellationToken.None);
        }

        var builder = new InProcessTestClusterBuilder(1);
        builder.ConfigureSilo((_, silo) =>
        {
            silo.Services.AddSkillerStorage(options);
            silo.Services.AddSingleton<AggregateServices>();
        });
        _cluster = builder.Build();
        await _cluster.DeployAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_cluster is { } cluster)
        {
            await cluster.DisposeAsync();
        }

        _folder.Dispose();
    }

    [Fact]
    public async Task Sixty_four_voters_at_once_are_counted_once_each()
    {
        await AskAndAnswer();

        var receipts = await Task.WhenAll(Enumerable.Range(100, 64).Select(voter =>
            Value(Question.Vote(new CastVote(Member(voter), new PostRef(_answer), 1), default))));

        Assert.Equal(Enumerable.Range(1, 64), receipts.Select(receipt => receipt.Score).Order());
        Assert.All(receipts, receipt => Assert.Equal((1, true), (receipt.MyVote, receipt.Changed)));
        var view = await View(Member(100));
        Assert.Equal((64, 1), (view.Answers[0].Score, view.Answers[0].MyVote));
        Assert.Equal(Enumerable.Range(1, 66).Select(version => (long)version), (await Recorded()).Select(activity => activity.Version));
    }

    [Fact]
    public async Task A_command_that_is_repeated_with_its_key_answers_as_the_first_time()
    {
        var command = new CommandId(new string('a', 64), new string('b', 64));
        await AskAndAnswer();
        var first = await Value(Question.Answer(new PostAnswer(_answerer, new AnswerId(12), Body, command), default));

        // The front drew another number the second time.
        var again = await Task.WhenAll(Enumerable.Range(13, 5).Select(id =>
            Value(Question.Answer(new PostAnswer(_answerer, new AnswerId(id), Body, command), default))));
        var other = await Question.Answer(new PostAnswer(_answerer, new AnswerId(20), Body + "!", command with { Fingerprint = new string('c', 64) }), default);

        Assert.All(again, receipt => Assert.Equal(first, receipt));
        Assert.Equal(RefusalCode.IdempotencyKeyReused, other.Refusal?.Code);
        Assert.Equal(2, (await View(null)).AnswerCount);
        Assert.Equal(3, (await Recorded()).Count);
    }

    /// <summary>RELIABILITY.md F26.</summary>
    [Fact]
    public async Task Of_twenty_editors_of_one_version_one_wins_and_nineteen_are_stale()
    {
        await AskAndAnswer();

        var results = await Task.WhenAll(Enumerable.Range(0, 20).Select(i =>
            Question.Edit(new EditPost(_asker, PostRef.Question, 1, null, $"{Body} {i}", null, null), default)));

        Assert.Equal(2, Assert.Single(results, result => result.Value is not null).Value?.Version);
        Assert.Equal(19, results.Count(result => result.Refusal?.Code == RefusalCode.Stale));
        var winner = Array.FindIndex(results, result => result.Value is not null);
        var view = await View(null);
        Assert.Equal(($"{Body} {winner}", 2), (view.Body, view.Version));
    }

    [Fact]
    public async Task An_import_that_is_repeated_records_nothing_and_answers_as_the_first_time()
    {
        var import = new ImportHistory(
            [
                new ImportedQuestion(DateTimeOffset.UnixEpoch, null, "?", "", [], Locale.En, 7),
                new ImportedAnswer(DateTimeOffset.UnixEpoch, _answer, null, "!"),
                new ImportedVote(DateTimeOffset.UnixEpoch, new PostRef(_answer), new MemberId(-1), 1),
            ],
            new CommandId(new string('a', 64), new string('b', 64)));

        Assert.Equal(3, (await Value(Question.Import(import, default))).Recorded);
        Assert.Equal(3, (await Value(Question.Import(import, default))).Recorded);

        Assert.Equal(3, (await Recorded()).Count);
        Assert.Equal(7, (await View(null)).Views);
    }

    [Fact]
    public async Task Versions_are_read_from_the_log_page_by_page()
    {
        await AskAndAnswer();
        for (var version = 1; version <= 4; version++)
        {
            await Value(Question.Edit(new EditPost(_answerer, new PostRef(_answer), version, null, $"{Body} {version}", null, $"no. {version}"), default));
        }

        var versions = new List<RevisionView>();
        string? cursor = null;
        do
        {
            var page = await Value(Question.Revisions(new PostRef(_answer), new PageRequest(cursor, 2), default));
            Assert.InRange(page.Items.Length, 1, 2);
            versions.AddRange(page.Items);
            cursor = page.Next;
        }
        while (cursor is not null);

        Assert.Equal([1, 2, 3, 4, 5], versions.Select(version => version.Version));
        Assert.Equal([Body, $"{Body} 1", $"{Body} 2", $"{Body} 3", $"{Body} 4"], versions.Select(version => version.Body));
        Assert.Equal([null, "no. 1", "no. 2", "no. 3", "no. 4"], versions.Select(version => version.Summary));
        Assert.Equal(RefusalCode.InvalidCursor, (await Question.Revisions(PostRef.Question, new PageRequest("x", 2), default)).Refusal?.Code);
    }

    [Fact]
    public async Task What_is_shown_and_how_often_survives_the_activation()
    {
        await AskAndAnswer();
        await Value(Question.Vote(new CastVote(Member(3), PostRef.Question, 1), default));
        for (var i = 0; i < 3; i++)
        {
            await Value(Question.View(new ViewQuestion(null, Count: true), default));
        }

        var before = await View(Member(3));
#pragma warning disable RS0030 // Orleans' own grain.
        await Silo.GrainFactory.GetGrain<IManagementGrain>(0).ForceActivationCollection(TimeSpan.Zero);
#pragma warning restore RS0030
        Assert.Equal(3, await Silo.Services.GetRequiredService<IViewCounter>().Read(new QuestionId(1234), default));
        var after = await View(Member(3));

        Assert.Equal((3L, 1, 1, before.CreatedAt), (after.Views, after.Score, after.MyVote, after.CreatedAt));
        Assert.Equal(before.Answers[0].CreatedAt, after.Answers[0].CreatedAt);
    }

    [Fact]
    public async Task Looking_for_what_is_not_there_leaves_nothing_behind()
    {
        Assert.Equal(RefusalCode.NotFound, (await Question.View(new ViewQuestion(null, Count: true), default)).Refusal?.Code);
        Assert.Equal(RefusalCode.NotFound, (await Question.Vote(new CastVote(_asker, PostRef.Question, 1), default)).Refusal?.Code);
        Assert.Empty(await Recorded());
    }

    private static Actor Member(long id) => new(new MemberId(id), Role.Member, null);

    private static async Task<T> Value<T>(Task<Result<T>> call)
        where T : class
    {
        var result = await call;
        return result.Value ?? throw new InvalidOperationException($"Refused: {result.Refusal?.Code}.");
    }

    private Task<QuestionView> View(Actor? viewer) => Value(Question.View(new ViewQuestion(viewer?.Member, Count: false), default));

    private async Task AskAndAnswer()
    {
        await Value(Question.Ask(
            new AskQuestion(_asker, new QuestionId(1234), "How do I count votes once?", Body, [SkillSlug.Parse("c#")], Locale.En, null), default));
        await Value(Question.Answer(new PostAnswer(_answerer, _answer, Body, null), default));
    }

    private async Task<IReadOnlyList<RecordedActivity>> Recorded() =>
        await Silo.Services.GetRequiredService<IActivityLog>().ReadAll(0, 1_000, CancellationToken.None);
}
