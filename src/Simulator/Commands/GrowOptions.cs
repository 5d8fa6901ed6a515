using System.CommandLine;
using System.Globalization;
using Skiller.Simulator.Faults;
using Skiller.Simulator.Journal;
using Skiller.Simulator.Plan;

namespace Skiller.Simulator.Commands;

/// <summary>What <c>grow</c> can be told: a scenario by file, and each of its values by itself, which then counts.</summary>
internal sealed class GrowOptions
{
    public Option<string> Target { get; } = new("--target") { Description = "The Skiller's public address.", Required = true };

    public Option<string?> Invitation { get; } = new("--invitation") { Description = "The code that the first member joins with: the first administrator's, who may invite without limit." };

    public Option<string> Out { get; } = new("--out") { Description = "The folder of the run: plan, journal, measurements, reports.", Required = true };

    public Option<string?> Scenario { get; } = new("--scenario") { Description = $"A scenario: {string.Join(", ", ScenarioFile.Shipped)}, or a JSON file; `skiller-sim schema` prints its schema." };

    public Option<bool> Resume { get; } = new("--resume") { Description = "Goes on with the run in --out that was stopped, by the scenario that it was begun with." };

    public Option<string[]> Operations { get; } = new("--operations") { Description = "Operations addresses of nodes, whose processors and memory the report then shows." };

    public Option<bool> NoAudit { get; } = new("--no-audit") { Description = "Ends without the audit." };

    public Option<double?> MaxP99 { get; } = new("--max-p99") { Description = "Fails when the 99th percentile of page loads, from when they were due, is above this many milliseconds." };

    public Option<double?> MaxErrors { get; } = new("--max-errors") { Description = "Fails when a greater share of the requests went wrong." };

    public Option<string> Http { get; } = new("--http") { Description = "The version of HTTP: 1.1 or 2.", DefaultValueFactory = static _ => "1.1" };

    private readonly Option<int> _from = new("--from") { Description = "Members at the beginning: 0.", DefaultValueFactory = static _ => 0 };
    private readonly Option<int?> _to = new("--to") { Description = "Members at the end." };
    private readonly Option<int?> _days = new("--days") { Description = "Simulated days." };
    private readonly Option<string?> _speed = new("--speed") { Description = "How fast time goes: 1day=2s." };
    private readonly Option<ulong?> _seed = new("--seed") { Description = "The seed; the same one sends the same requests." };
    private readonly Option<double?> _reads = new("--reads") { Description = "Which part of the page loads is sent, 0 to 1; left out: as many as target and generator keep up with. Acts are never thinned." };

    private readonly Option<string[]> _at = new("--at")
    {
        Description = "What is done to the cluster at a simulated time, such as \"3d kill silo 2\": kill, start, pause, resume and remove a node, add one, upgrade TO. May be said often.",
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<string?> _cluster = new("--cluster") { Description = "The script of the cluster that --at is about: deploy/local/cluster." };

    public Option<string?> Direct { get; } = new("--direct")
    {
        Description = "Takes turns of ten seconds with the front: questions, answers, comments, votes and readings go to the grains themselves. A silo's gateway (127.0.0.1:30000), PostgreSQL's connection string, or a file with it (artifacts/cluster/database).",
    };

    public Option<string[]> Mails { get; } = AuditCommand.Mails();

    // Of load and find-limit; said here, it is told why not.
    private readonly Option<string[]> _workers = new("--workers") { Hidden = true, Arity = ArgumentArity.ZeroOrMore };

    public WatchArguments Watch { get; } = new();

    public Command AddTo(Command command)
    {
        foreach (Option option in (Option[])[Target, Invitation, Out, Scenario, Resume, Operations, Http, NoAudit, MaxP99, MaxErrors, _from, _to, _days, _speed, _seed, _reads, _at, _cluster, Direct, Mails, _workers])
        {
            command.Add(option);
        }

        Watch.AddTo(command);
        return command;
    }

    /// <summary>The scenario that the command line asks for.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="replayed">The run whose scenario counts where nothing else is said; null: none.</param>
    /// <exception cref="UsageException">It cannot be.</exception>
    public Scenario Read(ParseResult parsed, RunFolder? replayed)
    {
        if (parsed.GetValue(_from) != 0)
        {
            throw new UsageException("A run begins with nobody: leave --from out, or say 0. To go on with a run, say --resume.");
        }

        var scenario = parsed.GetValue(Scenario) is { } file ? ScenarioFile.Read(file) : replayed?.Read().Scenario ?? new Scenario();
        scenario = scenario with
        {
            To = parsed.GetValue(_to) ?? scenario.To,
            Days = parsed.GetValue(_days) ?? scenario.Days,
            Seed = parsed.GetValue(_seed) ?? scenario.Seed,
            Reads = parsed.GetValue(_reads) ?? scenario.Reads,
            Faults = parsed.GetValue(_at) is { Length: > 0 } at ? FaultTimeline.Read(at) : scenario.Faults,
            SecondsPerDay = parsed.GetValue(_speed) is { } speed ? Seconds(speed) : scenario.SecondsPerDay,
        };
        ScenarioFile.Check(scenario, "The scenario");
        return scenario;
    }

    /// <summary>Checks that nothing is asked for that only a load can do.</summary>
    /// <exception cref="UsageException">It is.</exception>
    public void CheckAlone(ParseResult parsed)
    {
        if (parsed.GetResult(_workers) is { Implicit: false })
        {
            throw new UsageException(
                "A growth is sent by one process, since what its members do needs what others did before: leave --workers out. A load can be sent by several: skiller-sim load --members FOLDER --workers N.");
        }
    }

    /// <summary>The script of the cluster that is to have the scenario's faults; null: there are none, and none was named.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="scenario">What is done.</param>
    /// <param name="before">The one that the run was begun with; null: none.</param>
    /// <exception cref="UsageException">There are faults and no cluster, or there is no such script.</exception>
    public string? Cluster(ParseResult parsed, Scenario scenario, string? before)
    {
        if ((parsed.GetValue(_cluster) ?? before) is { } script)
        {
            return ClusterScript.At(script).Path;
        }

        return scenario.Faults.IsEmpty ? null : throw new UsageException("What is to be done to the cluster needs its script: say --cluster deploy/local/cluster.");
    }

    /// <summary>Checks that a run which is gone on with is not told what it was told at its beginning.</summary>
    /// <exception cref="UsageException">It is.</exception>
    public void CheckResumed(ParseResult parsed)
    {
        Option[] ofTheBeginning = [Invitation, Scenario, _from, _to, _days, _speed, _seed, _reads, _at];
        var said = ofTheBeginning.Where(option => parsed.GetResult(option) is { Implicit: false }).Select(static option => option.Name).ToList();
        if (said.Count > 0)
        {
            throw new UsageException($"--resume goes on with a run as it was begun: leave {string.Join(", ", said)} out.");
        }
    }

    /// <summary>Seconds that a simulated day takes, of <c>1day=2s</c>.</summary>
    /// <exception cref="UsageException">It is nothing of the kind.</exception>
    public static double Seconds(string speed) =>
        speed.Split('=') is ["1day", [.. var number, 's']] && double.TryParse(number, CultureInfo.InvariantCulture, out var seconds) && seconds > 0
            ? seconds
            : throw new UsageException($"--speed {speed}: say how many seconds a simulated day takes, such as 1day=2s or 1day=0.5s.");
}
