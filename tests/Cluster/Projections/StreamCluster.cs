using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using Orleans.TestingHost;
using Skiller.Contracts;
using Skiller.Contracts.Members;
using Skiller.Contracts.Questions;
using Skiller.Contracts.Skills;
using Skiller.Grains.Accounts;
using Skiller.Grains.Activity;
using Skiller.Grains.Activity.Streaming;
using Skiller.Grains.Projections;
using Skiller.Grains.Reputation;
using Skiller.Grains.Site;
using Skiller.Storage;
using Skiller.Storage.Schema;
using Skiller.Tests.Given;

namespace Skiller.Tests.Cluster.Projections;

/// <summary>Two silos with the real streams over one log on a real SQLite database.</summary>
internal sealed class StreamCluster : IAsyncDisposable
{
    private const string Body = "Once is enough, and twice is not.";
    private readonly TemporaryFolder _folder = new();
    private readonly ServiceProvider _shared;

    private StreamCluster()
    {
        var storage = new ServiceCollection()
            .AddLogging()
            .AddSkillerStorage(new StorageOptions(null, _folder.Path))
            .AddSingleton(new SimulationOptions { Allowed = false })
            .AddSkillerAccounts();
        _shared = storage.BuildServiceProvider();
        var builder = new InProcessTestClusterBuilder(2);
        builder.ConfigureSilo((_, silo) =>
        {
            // What calls grains is each silo's own.
            silo.Services.AddSingleton<SiteNames>();
            foreach (var port in storage.Select(static service => service.ServiceType).Where(IsOurs).Except([typeof(SiteNames)]))
            {
                silo.Services.AddSingleton(port, _shared.GetRequiredService(port));
            }

            silo.AddActivityStreams();
        });
        Silos = builder.Build();
    }

    public InProcessTestCluster Silos { get; }

    public IGrainFactory Grains => Silos.Client;

    public IActivityLog Log => Get<IActivityLog>();

    /// <summary>A database with its schema; the silos are not started yet.</summary>
    public static async Task<StreamCluster> New()
    {
        var cluster = new StreamCluster();
        await cluster.Get<SchemaUpgrade>().Apply(CancellationToken.None);
        return cluster;
    }

    public static async Task<StreamCluster> Start()
    {
        var cluster = await New();
        await cluster.Silos.DeployAsync();
        return cluster;
    }

    public static Actor Member(long id) => new(new MemberId(id), Role.Member, null);

    public T Get<T>()
        where T : notnull => _shared.GetRequiredService<T>();

    /// <summary>A question with an answer of the same number.</summary>
    public async Task Ask(long question, long asker, long author)
    {
        var grain = Grains.Question(new QuestionId(question));
        Refused(await grain.Ask(
            new AskQuestion(Member(asker), new QuestionId(question), "How do I count votes once?", Body, [SkillSlug.Parse("c#")], Locale.En, null), default));
        Refused(await grain.Answer(new PostAnswer(Member(author), new AnswerId(question), Body, null), default));
    }

    /// <summary>A vote up on the answer of a question.</summary>
    public async Task Vote(long question, long voter) => Refused(await Grains.Question(new QuestionId(question)).Vote(
        new CastVote(Member(voter), new PostRef(new AnswerId(question)), 1), default));

    /// <summary>The positions of all facts of a kind, in their order.</summary>
    public async Task<ImmutableArray<long>> PositionsOf<T>()
        where T : Fact => [.. (await Log.ReadAll(0, 10_000, default)).Where(static a => FactCodec.Decode(a) is T).Select(static a => a.Position)];

    /// <summary>The positions of what is written of a ledger, in their order.</summary>
    public async Task<ImmutableArray<long>> Ledger(long member) =>
        [.. (await Get<IStandingStore>().Page(new MemberId(member), null, long.MaxValue, 0, 10_000, default)).Select(static entry => entry.Position).Order()];

    /// <summary>The marks of the lists, in the order of their shards.</summary>
    public async Task<ImmutableArray<long>> ListMarks()
    {
        var marks = ImmutableArray.CreateBuilder<long>();
        for (var shard = 0; shard < ActivityRouting.ListShards; shard++)
        {
            marks.Add(await Get<IListStore>().LoadMark($"l:{shard}", default));
        }

        return marks.DrainToImmutable();
    }

    public async Task Append(string stream, long expected, params ImmutableArray<NewActivity> facts) =>
        await Log.Append(new AppendRequest([new StreamAppend(stream, expected, facts)], []), default);

    public async ValueTask DisposeAsync()
    {
        await Silos.DisposeAsync();
        await _shared.DisposeAsync();
        _folder.Dispose();
    }

    private static bool IsOurs(Type type) => type.Namespace?.StartsWith("Skiller.", StringComparison.Ordinal) == true;

    private static void Refused<T>(Result<T> result)
        where T : class
    {
        if (result.Refusal is { } refusal)
        {
            throw new InvalidOperationException($"Refused: {refusal.Code}.");
        }
    }
}
