using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using Orleans.TestingHost;
using Skiller.Contracts;
using Skiller.Contracts.Accounts;
using Skiller.Contracts.Invitations;
using Skiller.Contracts.Members;
using Skiller.Grains.Accounts;
using Skiller.Grains.Activity;
using Skiller.Grains.Invitations;
using Skiller.Grains.Members;
using Skiller.Grains.Projections;
using Skiller.Grains.Skills;
using Skiller.Storage;
using Skiller.Storage.Schema;
using Skiller.Tests.Given;
using Xunit;

namespace Skiller.Tests.Cluster.Invitations;

/// <summary>Two silos over one log on a real SQLite database; founded: with the first administrator.</summary>
internal sealed class CommunityCluster : IAsyncDisposable
{
    public static readonly MemberId Administrator = new(1);

    private readonly TemporaryFolder _folder = new();
    private readonly ServiceProvider _shared;
    private readonly InProcessTestCluster _silos;

    private CommunityCluster(bool simulation, ISkillFigures? figures)
    {
        _shared = new ServiceCollection()
            .AddLogging()
            .AddSkillerStorage(new StorageOptions(null, _folder.Path))
            .AddSkillerAccounts()
            .BuildServiceProvider();
        var builder = new InProcessTestClusterBuilder(2);
        builder.ConfigureSilo((_, silo) => silo.Services
            .AddSingleton(_shared.GetRequiredService<IActivityLog>())
            .AddSingleton(_shared.GetRequiredService<ISecrets>())
            .AddSingleton(_shared.GetRequiredService<IIdentifiers>())
            .AddSingleton(_shared.GetRequiredService<IInvitationRecords>())
            .AddSingleton(figures ?? _shared.GetRequiredService<ISkillFigures>())
            .AddSingleton(TimeProvider.System)
            .AddSingleton<AggregateServices>()
            .AddSingleton<PageMemory>()
            .AddSingleton(new SimulationOptions { Allowed = simulation })
            .AddSkillerAccounts());
        _silos = builder.Build();
    }

    public IGrainFactory Grains => _silos.Client;

    public IActivityLog Log => _shared.GetRequiredService<IActivityLog>();

    public FirstInvitation First => _shared.GetRequiredService<FirstInvitation>();

    public Claims Claims => _shared.GetRequiredService<Claims>();

    public static async Task<CommunityCluster> Empty(bool simulation = false, ISkillFigures? figures = null)
    {
        var cluster = new CommunityCluster(simulation, figures);
        await cluster._shared.GetRequiredService<SchemaUpgrade>().Apply(CancellationToken.None);
        await cluster._silos.DeployAsync();
        return cluster;
    }

    public static async Task<CommunityCluster> Founded(bool simulation = false, ISkillFigures? figures = null)
    {
        var cluster = await Empty(simulation, figures);
        await cluster.Joined(await cluster.First.Unused(default) ?? "", Administrator, "ada@members.org", "ada");
        return cluster;
    }

    /// <summary>A command of its own.</summary>
    public static CommandId Command(int number, char fingerprint = 'f') => new($"{number:x64}", new string(fingerprint, 64));

    public static AcceptInvitation Newcomer(MemberId member, string email, string handle, CommandId? command = null) =>
        new(member, email, "hash", Handle.TryParse(handle, out var parsed) ? parsed : throw new FormatException(handle), $" {handle} ", Locale.En, [], command);

    public static async Task<T> Value<T>(Task<Result<T>> call)
        where T : class
    {
        var result = await call;
        return result.Value ?? throw new InvalidOperationException($"Refused: {result.Refusal}");
    }

    public Task<Result<MemberReceipt>> Join(string code, AcceptInvitation newcomer) => Grains.Doorkeeper().Join(code, newcomer, default);

    public Task<MemberReceipt> Joined(string code, MemberId member, string email, string handle) =>
        Value(Join(code, Newcomer(member, email, handle)));

    /// <summary>The code of a new invitation.</summary>
    public async Task<string> Invited(MemberId? by = null, CommandId? command = null) => (await Invite(by, command)).Code;

    public Task<InvitationReceipt> Invite(MemberId? by = null, CommandId? command = null) => Value(Grains.Account(by ?? Administrator).Invite(
        new MakeInvitation(new Actor(by ?? Administrator, Role.Member, null), null, null, command), default));

    public Task<SessionReceipt> SignedIn(MemberId member, string token) =>
        Value(Grains.Account(member).OpenSession(new OpenSession(token, null), default));

    public Task<Result<Actor>> Admit(MemberId member, string token, LimitedAct act = LimitedAct.None) =>
        Grains.Account(member).Admit(new AdmissionRequest(token, act), default);

    /// <summary>All facts of a kind that are in the log.</summary>
    public async Task<ImmutableArray<T>> All<T>()
        where T : Fact => [.. (await Log.ReadAll(0, 10_000, default)).Select(FactCodec.Decode).OfType<T>()];

    /// <summary>Has every activation leave memory.</summary>
    public async Task Forget()
    {
#pragma warning disable RS0030 // The cluster's own grain has a number for a key.
        await Grains.GetGrain<IManagementGrain>(0).ForceActivationCollection(TimeSpan.Zero);
#pragma warning restore RS0030
    }

    public async Task Append(string stream, long expected, params ImmutableArray<TimedFact> facts) => Assert.IsType<AppendOutcome.Committed>(
        await Log.Append(new AppendRequest([new StreamAppend(stream, expected, [.. facts.Select(f => FactCodec.Encode(stream, f))])], []), default));

    public async ValueTask DisposeAsync()
    {
        await _silos.DisposeAsync();
        await _shared.DisposeAsync();
        _folder.Dispose();
    }
}
