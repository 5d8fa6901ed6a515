using Skiller.Tests.Faults.Harness;
using Skiller.Tests.Processes.Crash;
using Xunit;

namespace Skiller.Tests.Faults;

/// <summary>The cluster that serves one fault after the other.</summary>
public class RunningCluster : IAsyncLifetime
{
    private const int Seed = 20261130;
    private const int Shown = 20;
    private FaultRun? _run;

    internal FaultCluster Cluster { get; private set; } = null!;

    /// <summary>Who and what there is, once something has begun to break.</summary>
    internal World World => _run!.World!;

    internal History History => _run!.History;

    /// <summary>Whether each silo has a network of its own.</summary>
    protected virtual bool HasNetworks => false;

    public virtual async ValueTask InitializeAsync()
    {
        Cluster = await FaultCluster.Start(HasNetworks, CancellationToken.None);
        _run = new FaultRun(Cluster, Seed);
    }

    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (_run is not null)
        {
            await Cluster.DisposeAsync();
        }
    }

    /// <summary>Has the administrator ask a question that no writer knows of; returns its number.</summary>
    internal async Task<string> AskApart(Caller caller, CancellationToken ct)
    {
        var token = World.NewToken();
        var body = new { title = $"A question about {token} and its uses", body = $"The text of the question {token}.", skills = new[] { "crash" } };
        var asked = await caller.Call(HttpMethod.Post, "/api/v1/questions", body, World.Administrator.Token, true, null, false, ct);
        History.Add(new Creation("question", token, "", asked.Id, asked.Outcome));
        return asked.Id ?? throw new InvalidOperationException($"{asked.Status} is answered to a question.");
    }

    /// <summary>Has the cluster suffer a fault and prints what came of it. Nothing is lost, doubled, made up or wrong, and nobody hears anything twice or never.</summary>
    internal async Task<FaultRow> Suffer(string id, string what, FaultAim aim, Func<FaultMoment, CancellationToken, Task> fault)
    {
        var ct = TestContext.Current.CancellationToken;
        await Cluster.Heal(ct);
        var (row, differences) = await _run!.Suffer(new FaultRow(id, what, aim), fault, ct);
        TestContext.Current.TestOutputHelper?.WriteLine(row.ToString());
        foreach (var line in Cluster.Output.Split('\n').Where(static line => line.Contains(" fail: Skiller.", StringComparison.Ordinal)).TakeLast(Shown))
        {
            TestContext.Current.TestOutputHelper?.WriteLine(line);
        }

        Assert.True(differences.IsEmpty, string.Join('\n', differences.Take(Shown).Prepend(row.ToString())));
        await Cluster.BecomeReady(ct);
        return row;
    }
}
