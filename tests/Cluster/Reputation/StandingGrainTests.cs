using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.TestingHost;
using Skiller.Contracts;
using Skiller.Contracts.Members;
using Skiller.Contracts.Questions;
using Skiller.Contracts.Reputation;
using Skiller.Contracts.Skills;
using Skiller.Grains.Activity;
using Skiller.Grains.Activity.Streaming;
using Skiller.Grains.Questions;
using Skiller.Storage;
using Skiller.Storage.Schema;
using Skiller.Tests.Given;
using Xunit;

namespace Skiller.Tests.Cluster.Reputation;

/// <summary>Votes on two silos over one log, and the standings that follow (FEATURES.md 2.6).</summary>
public sealed class StandingGrainTests : IAsyncLifetime
{
    private const string Body = "Once is enough, and twice is not.";
    private static readonly SkillSlug _skill = SkillSlug.Parse("c#");
    private static readonly MemberId _asker = new(1);
    private static readonly MemberId _author = new(2);
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(30);
    private readonly TemporaryFolder _folder = new();
    private ServiceProvider _shared = null!;
    private InProcessTestCluster _silos = null!;

    public async ValueTask InitializeAsync()
    {
        var options = new StorageOptions(null, _folder.Path);
        _shared = new ServiceCollection().AddLogging().AddSkillerStorage(options).BuildServiceProvider();
        await _shared.GetRequiredService<SchemaUpgrade>().Apply(CancellationToken.None);
        var ports = new ServiceCollection().AddSkillerStorage(options).Select(static service => service.ServiceType)
            .Where(static type => type != typeof(IHostedService)).Distinct().ToList();
        var builder = new InProcessTestClusterBuilder(2);
        builder.ConfigureSilo((_, silo) =>
        {
            // Instances, so that no silo disposes of what the other one uses.
            ports.ForEach(port => silo.Services.Add(new ServiceDescriptor(port, _shared.GetRequiredService(port))));
            silo.AddActivityStreams();
        });
        _silos = builder.Build();
        await _silos.DeployAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _silos.DisposeAsync();
        await _shared.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task After_1000_votes_at_once_the_total_is_the_sum_of_the_ledger()
    {
        for (var question = 10; question < 20; question++)
        {
            await AskAndAnswer(question);
        }

        await Task.WhenAll(Enumerable.Range(0, 1_000).Select(i => Vote(i, 10 + (i % 10), 1_000 + i, i % 2 == 0 ? 1 : -1)));

        // The day's 200, and 500 votes down.
        await Holds(_author, 200 - 1_000, 1_000);
        await Holds(new MemberId(1_001), -1, 1);
        Assert.Equal(1_000, (await Votes()).Length);
    }

    [Fact]
    public async Task The_same_click_of_100_voters_on_two_silos_at_once_counts_once_each()
    {
        await AskAndAnswer(10);

        var receipts = await Task.WhenAll(Enumerable.Range(0, 200).Select(i => Vote(i, 10, 1_000 + (i / 2), 1)));

        Assert.Equal(100, receipts.Count(static receipt => receipt.Changed));
        Assert.Equal(100, (await Votes()).Length);
        await Holds(_author, 200, 100);
        var view = await Value(Silo(0).Question(new QuestionId(10)).View(new ViewQuestion(null, Count: false), default));
        Assert.Equal(100, view.Answers[0].Score);
    }

    [Fact]
    public async Task Thirty_taken_and_ten_given_are_twenty_below_nothing_in_the_ledger()
    {
        await AskAndAnswer(10);
        await Task.WhenAll(Enumerable.Range(0, 15).Select(i => Vote(i, 10, 1_000 + i, -1)));
        await Vote(0, 10, 2_000, 1);

        await Holds(_author, -20, 16);
    }

    private IGrainFactory Silo(int i) => _silos.GetSiloServiceProvider(_silos.Silos[i % 2].SiloAddress).GetRequiredService<IGrainFactory>();

    private Task<VoteReceipt> Vote(int silo, int question, long voter, int value) => Value(Silo(silo).Question(new QuestionId(question)).Vote(
        new CastVote(new Actor(new MemberId(voter), Role.Member, null), new PostRef(new AnswerId(100 + question)), value), default));

    private async Task AskAndAnswer(int question)
    {
        var grain = Silo(question).Question(new QuestionId(question));
        await Value(grain.Ask(
            new AskQuestion(new Actor(_asker, Role.Member, null), new QuestionId(question), "How do I count votes once?", Body, [_skill], Locale.En, null), default));
        await Value(grain.Answer(new PostAnswer(new Actor(_author, Role.Member, null), new AnswerId(100 + question), Body, null), default));
    }

    // The standing follows the log; what it must be in the end is known.
    private async Task Holds(MemberId member, long total, int entries)
    {
        using var patience = new CancellationTokenSource(_patience);
        var (shown, ledger) = (await Shown(member), await Ledger(member));
        while ((shown.Total, ledger.Count) != (total, entries))
        {
            Assert.False(patience.IsCancellationRequested, $"total {shown.Total} of {ledger.Count} entries instead of {total} of {entries}");
            await Task.Delay(50, CancellationToken.None);
            (shown, ledger) = (await Shown(member), await Ledger(member));
        }

        Assert.Equal(total, ledger.Sum(static entry => (long)entry.Points));
        Assert.Equal((_skill, total), (Assert.Single(shown.Skills).Skill, shown.Skills[0].Points));
        Assert.Equal(entries, ledger.Select(static entry => entry.Cause).Distinct().Count());
    }

    private Task<StandingView> Shown(MemberId member) => Silo(1).Standing(member).View(default);

    private async Task<List<LedgerEntryView>> Ledger(MemberId member)
    {
        var entries = new List<LedgerEntryView>();
        for (string? cursor = null; ;)
        {
            var page = await Value(Silo(0).Standing(member).Ledger(null, new PageRequest(cursor, Limits.PageMax), default));
            entries.AddRange(page.Items);
            if ((cursor = page.Next) is null)
            {
                return entries;
            }
        }
    }

    private async Task<PostVoted[]> Votes() =>
        [.. (await _shared.GetRequiredService<IActivityLog>().ReadAll(0, 10_000, default)).Select(FactCodec.Decode).OfType<PostVoted>()];

    private static async Task<T> Value<T>(Task<Result<T>> call)
        where T : class
    {
        var result = await call;
        return result.Value ?? throw new InvalidOperationException($"Refused: {result.Refusal?.Code}.");
    }
}
