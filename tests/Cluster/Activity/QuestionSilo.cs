using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;
using Orleans.TestingHost;
using Skiller.Contracts;
using Skiller.Contracts.Members;
using Skiller.Contracts.Operations;
using Skiller.Contracts.Questions;
using Skiller.Contracts.Skills;
using Skiller.Grains.Accounts;
using Skiller.Grains.Activity;
using Skiller.Storage;
using Skiller.Storage.Schema;
using Skiller.Storage.Snapshots;
using Skiller.Tests.Given;

namespace Skiller.Tests.Cluster.Activity;

/// <summary>A silo on a SQLite database that others may share; the log between is the test's.</summary>
internal sealed class QuestionSilo : IAsyncDisposable
{
    public const string Body = "Once is enough, and twice is not.";
    public static readonly MemberId Asker = new(1);
    public static readonly MemberId Answerer = new(2);
    public static readonly PostRef Answer = new(new AnswerId(11));

    private readonly ServiceProvider _storage;
    private readonly InProcessTestCluster _silo;

    private QuestionSilo(ServiceProvider storage, StorageOptions options, Action<ISiloBuilder>? configure)
    {
        _storage = storage;
        Log = new LogUnderTest(storage.GetRequiredService<IActivityLog>());
        var builder = new InProcessTestClusterBuilder(1);
        builder.ConfigureSilo((_, silo) =>
        {
            silo.Services.AddSkillerStorage(options).AddSkillerAccounts().AddSingleton<IActivityLog>(Log).AddSingleton<AggregateServices>();
            silo.AddSkillerOrleansStorage(options);
            configure?.Invoke(silo);
        });
        _silo = builder.Build();
    }

    public LogUnderTest Log { get; }

    public IQuestionGrain Question => _silo.Client.Question(new QuestionId(1234));

    public IGrainFactory Grains => _silo.Client;

    public IGrainStorage Snapshots => _silo.GetSiloServiceProvider().GetRequiredKeyedService<IGrainStorage>(AggregateServices.SnapshotStorage);

    /// <summary>The time by which the silo tells what comes too late.</summary>
    public ClusterClock Clock => _silo.GetSiloServiceProvider().GetRequiredService<ClusterClock>();

    public static async Task<QuestionSilo> Start(TemporaryFolder folder, Action<ISiloBuilder>? configure = null)
    {
        var options = new StorageOptions(null, folder.Path);
        var storage = new ServiceCollection().AddLogging().AddSkillerStorage(options).BuildServiceProvider();
        await storage.GetRequiredService<SchemaUpgrade>().Apply(CancellationToken.None);
        var silo = new QuestionSilo(storage, options, configure);
        await silo._silo.DeployAsync();
        return silo;
    }

    public static Actor As(long member) => new(new MemberId(member), Role.Member, null);

    public static CommandId Key(int number) => new($"{number:x64}", new string('f', 64));

    public async Task<QuestionSilo> Answered()
    {
        await Value(Question.Ask(
            new AskQuestion(As(1), new QuestionId(1234), "How do I count votes once?", Body, [SkillSlug.Parse("c#")], Locale.En, null), default));
        await Value(Question.Answer(new PostAnswer(As(2), new AnswerId(11), Body, null), default));
        return this;
    }

    public Task<Result<VoteReceipt>> Vote(long voter, int value = 1) => Question.Vote(new CastVote(As(voter), Answer, value), default);

    public Task<Result<PostReceipt>> Post(int answer, CommandId? key, string body = Body) =>
        Question.Answer(new PostAnswer(As(2), new AnswerId(answer), body, key), default);

    /// <summary>The score of the answer as a visitor sees it.</summary>
    public async Task<int> Score() => (await Value(Question.View(new ViewQuestion(null, Count: false), default))).Answers[0].Score;

    public async Task<ImmutableArray<RecordedActivity>> Recorded() => [.. await Log.ReadAll(0, 10_000, default)];

    public static async Task<T> Value<T>(Task<Result<T>> call)
        where T : class
    {
        var result = await call;
        return result.Value ?? throw new InvalidOperationException($"Refused: {result.Refusal?.Code}.");
    }

    /// <summary>Looks for aggregates that another activation has gone past; returns how many there are.</summary>
    public Task<int> Sweep()
    {
        var services = _silo.GetSiloServiceProvider();
        return StaleSweep.Look(services.GetRequiredService<AggregateServices>().Active, services.GetRequiredService<ILogHeads>().OfStreams, CancellationToken.None);
    }

    /// <summary>Has every activation leave memory.</summary>
    public async Task Forget()
    {
#pragma warning disable RS0030 // Orleans' own grain.
        await _silo.Client.GetGrain<IManagementGrain>(0).ForceActivationCollection(TimeSpan.Zero);
#pragma warning restore RS0030
    }

    public async ValueTask DisposeAsync()
    {
        await _silo.DisposeAsync();
        await _storage.DisposeAsync();
    }
}
