using System.Text.Json.Nodes;
using Skiller.Simulator.Audit;
using Skiller.Simulator.Commands;
using Skiller.Simulator.Direct;
using Skiller.Simulator.Journal;
using Skiller.Simulator.Plan;
using Skiller.Simulator.Report;
using Skiller.Simulator.Target;
using Skiller.Tests.Given;
using Skiller.Tests.Processes;
using Xunit;

namespace Skiller.Tests.Simulator;

/// <summary>All tests of the one site that grew, one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class GrownSites : ICollectionFixture<GrownSite>
{
    public const string Name = "grown site";
}

/// <summary>A real process of the program that a community has grown on to 200 members; the growth was stopped in the middle and gone on with, then in turns with and without the front.</summary>
public sealed class GrownSite : IAsyncLifetime
{
    private const int StoppedAt = 60;
    private readonly TemporaryFolder _temporary = new();
    private Node? _node;

    internal Uri Target => _node!.Public;

    internal RunFolder Folder { get; private set; } = new("");

    internal RunFacts Facts { get; private set; } = null!;

    /// <summary>Of the part until it was stopped, and of the rest.</summary>
    internal RunSummary Stopped { get; private set; } = null!;

    internal RunSummary Whole { get; private set; } = null!;

    /// <summary>Where Orleans' clients come in.</summary>
    internal string Gateway =>
        $"127.0.0.1:{JsonNode.Parse(File.ReadAllText(Path.Combine(_node!.DataFolder, "ports.json")), new JsonNodeOptions { PropertyNameCaseInsensitive = true })!["gateway"]}";

    /// <summary>Where it keeps the mails.</summary>
    internal string Mails => Path.Combine(_node!.DataFolder, "mail");

    internal string Invitation => File.ReadAllText(Path.Combine(_node!.DataFolder, "first-invitation.txt")).Trim();

    public async ValueTask InitializeAsync()
    {
        var ct = TestContext.Current.CancellationToken;

        // Tests keep the machine busy, and what is turned away for that would be an error of what they do.
        KeyValuePair<string, string> neverShedding = new("Skiller__ShedAtCpu", "100");
        _node = new Node(
            _temporary.Path, settings: [new("Skiller__AllowSimulation", "true"), new("Skiller__PasswordIterations", "1000"), new("Skiller__CaptureMails", "true"), neverShedding]);
        await _node.Start(ct);
        Folder = new RunFolder(Path.Combine(_temporary.Path, "run"));
        var scenario = new Scenario
        {
            Seed = 7,
            To = 200,
            Days = 30,
            SecondsPerDay = 0.4,
            QuestionsPerMemberDay = 0.012,
            Participation = 3,
            Reads = 0.05,
            Listeners = 3,
            CelebrityFollowers = 0.3,
            CelebrityShare = 0.05,
        };
        Facts = new RunFacts(scenario, Target, RunFolder.NewPassword(), TimeProvider.System.GetUtcNow(), StartedEmpty: true, Invitation);
        Folder.Begin(Facts);
        using var api = new TargetApi(Target);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var watching = StopAt(StoppedAt, stop, ct);
        Stopped = await RunningGrowth.Of(Facts, Folder, api, new RunningOptions(), TimeProvider.System, stop.Token);
        await stop.CancelAsync();
        await watching;
        await using var direct = await ClusterConnection.Open(ClusterConnection.Read(Gateway), ct);
        Whole = await RunningGrowth.Of(Facts, Folder, api, new RunningOptions { Direct = direct, Turn = TimeSpan.FromSeconds(1) }, TimeProvider.System, ct);
    }

    public async ValueTask DisposeAsync()
    {
        await (_node?.DisposeAsync() ?? ValueTask.CompletedTask);
        _temporary.Dispose();
    }

    /// <summary>Audits the site, or whatever stands before it.</summary>
    /// <param name="address">Where.</param>
    /// <param name="waits">How long differences are waited out.</param>
    /// <param name="more">Mails besides those of the site.</param>
    internal async Task<AuditResult> Audit(Uri address, IReadOnlyList<TimeSpan> waits, params string[] more)
    {
        using var api = new TargetApi(address);
        return await new Auditor(Facts, Folder.Lines(), api, TimeProvider.System, waits, static (_, _) => { }) { Mails = [Mails, .. more] }.Run(TestContext.Current.CancellationToken);
    }

    private async Task StopAt(int members, CancellationTokenSource stop, CancellationToken ct)
    {
        while (!stop.IsCancellationRequested && (File.Exists(Folder.Journal) ? Folder.Lines().Count(static line => line is { Kind: "join", IsAcknowledged: true }) : 0) < members)
        {
            await Task.Delay(100, ct);
        }

        await stop.CancelAsync();
    }
}
