using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Skiller.Tests.Processes.Crash;
using Skiller.Tests.Processes.Live;

namespace Skiller.Tests.Faults.Harness;

/// <summary>
/// One fault after the other under the same load: the load begins, something breaks and heals, nobody acts any more, everything comes to rest, and
/// the independent checkers compare what was answered and heard with what is there.
/// </summary>
internal sealed partial class FaultRun(ICluster cluster, int seed)
{
    private const int SeedsOfOne = 1_000_000;
    private static readonly TimeSpan _before = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan _afterwards = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan _settling = TimeSpan.FromSeconds(60);
    private int _faults;

    public History History { get; } = new();

    /// <summary>Who and what there is; null before the first fault.</summary>
    public World? World { get; private set; }

    /// <summary>Has something break, and holds what came of it against the aims.</summary>
    /// <param name="row">What it is.</param>
    /// <param name="fault">Breaks it, and returns when it is whole again.</param>
    /// <param name="ct">Ends it.</param>
    /// <returns>The row of the report, and each difference in words.</returns>
    public async Task<(FaultRow Row, ImmutableArray<string> Differences)> Suffer(FaultRow row, Func<FaultMoment, CancellationToken, Task> fault, CancellationToken ct)
    {
        World ??= await new Population(cluster.Fronts, History, FaultScale.Writers, seed) { Most = FaultScale.MostQuestions }.Gather(await cluster.FirstInvitation(ct), ct);
        var after = (await cluster.ReadLog(ct))[^1].Position;
        using var load = new FaultLoad(cluster.Fronts, World, History, seed + (SeedsOfOne * ++_faults), after);
        load.Begin();
        await Task.Delay(_before, ct);
        var moment = new FaultMoment(History);
        var (calls, acknowledged) = (History.Calls, History.Acknowledged);
        History.TakeLongest();
        moment.Begins();
        var machine = FaultReport.Load;
        try
        {
            await fault(moment, ct);
            await Task.Delay(_afterwards, ct);
        }
        catch (Exception broken)
        {
            FaultReport.Add(row with { BrokenOff = broken.Message.Split('\n')[0] });
            throw;
        }
        finally
        {
            await load.FallSilent();
        }

        row = Felt(row, moment) with
        {
            Calls = History.Calls - calls,
            Acknowledged = History.Acknowledged - acknowledged,
            Longest = History.TakeLongest(),
            Load = Math.Max(machine, FaultReport.Load),
            Notes = [.. moment.Notes],
        };
        var (differences, heard) = await Settle(load, ct);
        await load.End();
        var (exitCode, output) = await cluster.Command(["verify"], ct);
        row = row with
        {
            Lost = Count(differences, Harm.Lost),
            Doubled = Count(differences, Harm.Doubled),
            Ghosts = Count(differences, Harm.Ghost),
            Wrong = Count(differences, Harm.Wrong),
            Events = load.Heard.Sum(static one => one.Events.Count(static came => came.Kind.Length > 0)),
            EventsWrong = heard.Length,
            IsVerified = exitCode == 0,
        };
        FaultReport.Add(row);
        return (row, [.. load.Broken, .. differences.Select(static one => one.Text), .. heard, .. exitCode == 0 ? [] : output.Split('\n').Where(static line => !Progress().IsMatch(line)).Prepend($"verify ended with {exitCode}:")]);
    }

    private static int Count(ImmutableArray<Difference> differences, Harm harm) => differences.Count(one => one.Harm == harm);

    private FaultRow Felt(FaultRow row, FaultMoment moment)
    {
        var felt = History.Disturbances.Where(one => one.At >= moment.Begun).ToList();
        if (felt.Count == 0)
        {
            return row;
        }

        FaultReport.Tell(row, moment.Begun, felt);

        var kinds = felt.GroupBy(static one => (one.Method, one.Status)).OrderByDescending(static kind => kind.Count())
            .Select(static kind => string.Create(CultureInfo.InvariantCulture, $"{kind.Count()} {kind.Key.Method} {(kind.Key.Status is { } status ? (int)status : "no answer")}"));
        var (first, last) = (felt.Min(static one => one.At), felt.Max(static one => one.At));
        return row with
        {
            Errors = felt.Count,
            Kinds = string.Join(", ", kinds),
            Window = last - first,
            LastError = last - moment.Begun,
            LastErrorHealed = moment.Healed is { } healed && last > healed ? last - healed : null,
        };
    }

    // Derived state follows within a minute, by itself (guarantee 2).
    private async Task<(ImmutableArray<Difference> Differences, ImmutableArray<string> Heard)> Settle(FaultLoad load, CancellationToken ct)
    {
        using var caller = new Caller(cluster.Fronts, new Random(seed), history: History);
        var handles = History.Creations
            .Where(static one => one is { Kind: "member", Id: not null })
            .ToDictionary(static one => long.Parse(one.Id!, CultureInfo.InvariantCulture), static one => one.Token);
        var begun = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var log = await cluster.ReadLog(ct);
            var final = await new FinalReading(World!, History, caller).Read(log, ct);
            var differences = Checker.Find(History, final, handles);
            ImmutableArray<LoggedFact> facts = [.. log.Select(static line => new LoggedFact(line))];
            var due = new DueEvents(facts, DueNotices.Of(facts));
            ImmutableArray<string> heard = [.. load.Heard.SelectMany(one => EventChecker.Differences(due, one, log[^1].Position))];
            if ((differences.IsEmpty && heard.IsEmpty) || TimeProvider.System.GetElapsedTime(begun) > _settling)
            {
                return (differences, heard);
            }

            await Task.Delay(TimeSpan.FromSeconds(1), ct);
        }
    }

    // How far a command has come, as it says on its way.
    [GeneratedRegex("^[a-z ]+: [0-9]+$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Progress();
}
