using System.Collections.Concurrent;
using Skiller.Simulator.Direct;
using Skiller.Simulator.Journal;
using Skiller.Simulator.Measuring;
using Skiller.Simulator.Plan;
using Skiller.Simulator.Shapes;
using Skiller.Simulator.Target;

namespace Skiller.Simulator.Growing;

/// <summary>
/// Carries out a plan against a target. Acts of one member come one after the other, each after the journal has the one before it on the disk; acts that
/// need another wait for it. When more is under way than the target takes, simulated time stretches.
/// </summary>
internal sealed class GrowRun : IDisposable
{
    private const int MostWrites = 64;
    private const int MostLoads = 128;

    // Nothing needs one, and there are more of them than of what is needed.
    private const string Comment = "comment";

    private readonly Planner _planner;
    private readonly ActSender _sender;
    private readonly PageLoader _loader;
    private readonly JournalWriter _journal;
    private readonly Meter _meter;
    private readonly Pace _pace;

    // Of each act what came of it before, and no more: a run of a million acts is gone on with beside its target.
    private readonly Dictionary<string, (string Kind, Outcome Outcome)> _before;
    private readonly ReadGovernor? _reads;
    private readonly DirectWay? _direct;
    private readonly ConcurrentDictionary<string, Known> _known = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Task> _underWay = new(StringComparer.Ordinal);
    private readonly Dictionary<int, Task> _last = [];
    private readonly SemaphoreSlim _writes = new(MostWrites);
    private readonly SemaphoreSlim _loads = new(MostLoads);
    private readonly ConcurrentDictionary<Task, bool> _running = new();

    // Ends a run that cannot go on; why, the task tells that found out.
    private readonly CancellationTokenSource _broken = new();

    public GrowRun(
        Planner planner,
        ActSender sender,
        PageLoader loader,
        JournalWriter journal,
        Meter meter,
        Pace pace,
        IReadOnlyDictionary<string, JournalLine> before,
        RunTally tally,
        ReadGovernor? reads = null,
        DirectWay? direct = null)
    {
        (_planner, _sender, _loader, _journal, _meter, _pace, Tally) = (planner, sender, loader, journal, meter, pace, tally);
        (_reads, _direct) = (reads, direct);
        _before = before.ToDictionary(static line => line.Key, static line => (Kind: string.Intern(line.Value.Kind), line.Value.Outcome), StringComparer.Ordinal);
        foreach (var line in before.Values.Where(static line => line is { IsAcknowledged: true, Id: not null } && line.Kind != Comment))
        {
            _known[line.Name] = line.Kind is "ask" or "answer" ? new Known(line.Id!, line.Question, line.Kind == "answer" ? line.Id : null) : new Known(line.Id!, line.Question, line.Answer);
        }
    }

    /// <summary>How it stands.</summary>
    public RunTally Tally { get; }

    public void Dispose()
    {
        _writes.Dispose();
        _loads.Dispose();
        _broken.Dispose();
    }

    /// <summary>Carries everything out; when it is cancelled, what is under way is still waited for and noted.</summary>
    /// <exception cref="IOException">The journal cannot be written.</exception>
    /// <exception cref="UsageException">The invitation lets nobody in.</exception>
    public async Task Run(CancellationToken ct)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(ct, _broken.Token);
        try
        {
            foreach (var act in _planner.Acts())
            {
                if (_broken.IsCancellationRequested)
                {
                    break;
                }

                if (!IsDone(act))
                {
                    await _pace.Await(act.At, ending.Token);
                    Tally.Reached = act.At;
                    await Begin(act, ending.Token);
                }
            }
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            Tally.WasStopped = ct.IsCancellationRequested;
        }

        await Task.WhenAll(_running.Keys);
    }

    // Of a time that a resumed run has behind it, pages are not loaded again, and what could not be sent still cannot.
    private bool IsDone(Act act)
    {
        if (!act.IsWrite)
        {
            return act.At < Tally.ResumedFrom;
        }

        if (!_before.TryGetValue(act.Name, out var came)
            || !(came.Outcome is Outcome.Acknowledged or Outcome.Refused || (came.Outcome == Outcome.Skipped && act.At < Tally.ResumedFrom)))
        {
            return false;
        }

        Tally.Count(came.Kind, came.Outcome);
        return true;
    }

    private async Task Begin(Act act, CancellationToken ct)
    {
        var due = _pace.Due(act.At);
        var slots = act.IsWrite ? _writes : _loads;
        if (!await Admit(act, slots, ct))
        {
            Tally.LeaveOut();
            return;
        }

        _pace.Stretch(act.At);
        Task task;
        if (act is Act.Load load)
        {
            task = Load(load, due);
        }
        else
        {
            var (previous, needed) = (_last.GetValueOrDefault(act.Actor), act.Needs is { } name ? _underWay.GetValueOrDefault(name) : null);
            task = Write(act, previous, needed, due);
            _last[act.Actor] = task;
            if (!task.IsCompleted)
            {
                _underWay[act.Name] = task;
            }
        }

        _running[task] = true;
        _ = Finish(act, task, slots);
    }

    // An act waits for room; so does a page load, unless as many are sent as everybody keeps up with: then it is left out.
    private async Task<bool> Admit(Act act, SemaphoreSlim slots, CancellationToken ct)
    {
        if (act is not Act.Load load || _reads is null)
        {
            await slots.WaitAsync(ct);
            return true;
        }

        if (!_reads.Takes(load.Draw))
        {
            return false;
        }

        var hasRoom = await slots.WaitAsync(TimeSpan.Zero, ct);
        if (!hasRoom)
        {
            _reads.TurnedAway();
        }

        return hasRoom;
    }

    private async Task Finish(Act act, Task task, SemaphoreSlim slots)
    {
        try
        {
            await task;
            _running.TryRemove(task, out _);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or UsageException)
        {
            // The journal cannot be written, or nobody is let in: nothing more is begun, and the task stays among those that the end waits for, which tells.
            await _broken.CancelAsync();
        }
        finally
        {
            slots.Release();
            _underWay.TryRemove(act.Name, out _);
        }
    }

    private async Task Write(Act act, Task? previous, Task? needed, TimeSpan due)
    {
        await Task.WhenAll(previous ?? Task.CompletedTask, needed ?? Task.CompletedTask);
        var who = _planner.People[act.Actor];
        Known? subject = null;
        if ((act.Needs is { } name && !_known.TryGetValue(name, out subject)) || !_known.ContainsKey(Act.JoinName(act.Actor)) && act is not Act.Join)
        {
            await Note(new JournalLine(act.Name, act.Kind, who.Handle, Outcome.Skipped));
            return;
        }

        // A run that ended without warning may have sent an edit that its journal does not have; sent again, it meets itself.
        var perhapsDone = _before.TryGetValue(act.Name, out var earlier) ? earlier.Outcome == Outcome.Unknown : act is Act.Edit && _before.Count > 0;
        var sent = _pace.Elapsed;
        var way = _direct?.Of(act, sent, _known.GetValueOrDefault(Act.JoinName(act.Actor)));
        var (line, created) = await _sender.SendBy(way, act, who, subject, perhapsDone, CancellationToken.None);
        _meter.Add(way is null ? act.Kind : $"{act.Kind}-grain", _pace.Elapsed - due, _pace.Elapsed - sent, 0, line.Outcome == Outcome.Unknown || line.Status >= 500);
        await Note(line);
        if (created is not null && act.Kind != Comment)
        {
            _known[act.Name] = created;
        }

        // Nobody else can join without the first member: a year of acts that cannot be sent would say no more than this.
        if (act is Act.Join { Actor: 0 } && line is { Outcome: Outcome.Refused, Code: { } code } && code.StartsWith("invitation-", StringComparison.Ordinal))
        {
            throw new UsageException($"The target did not let the first member in ({code}): --invitation takes the code that it printed when it started first. Begin again in another folder.");
        }
    }

    private async Task Note(JournalLine line)
    {
        await _journal.Append(line);
        Tally.Count(line);
    }

    private async Task Load(Act.Load load, TimeSpan due)
    {
        var subject = load.Subject;
        if (load.Page == PageKind.Question)
        {
            subject = subject is not null && _known.TryGetValue(subject, out var question) ? question.Question : null;
        }

        var sent = _pace.Elapsed;
        var member = load.Actor < 0 ? null : _planner.People[load.Actor];
        var joined = member is null ? null : _known.GetValueOrDefault(Act.JoinName(member.Index));
        var direct = _direct?.Of(load, sent, subject, member, joined);
        var loaded = direct is null ? await _loader.Load(load.Page, subject, member) : Loaded.Of(await direct());
        var kind = $"{(member is null ? "page" : "api")}-{load.Page}{(direct is null ? "" : "-grain")}";

        // A skill that nobody has used yet and a member whose page was asked for too early are not there: an answer like any other.
        var (end, isError) = (_pace.Elapsed, !loaded.IsSuccess && loaded.Status != 404);
        _meter.Add(kind.ToLowerInvariant(), end - due, end - sent, loaded.Bytes, isError);
        _reads?.Answered(end - due, isError);
        Tally.Loaded(isError);
    }
}
