using System.Collections.Concurrent;
using Skiller.Simulator.Growing;
using Skiller.Simulator.Journal;
using Skiller.Simulator.Target;

namespace Skiller.Simulator.Load;

/// <summary>What an act of a load came to.</summary>
/// <param name="Line">What the journal has of it.</param>
/// <param name="Sent">When it was sent: when the act before it of the same member was on the disk.</param>
/// <param name="Ended">When its last answer was there.</param>
internal sealed record Acted(JournalLine Line, TimeSpan Sent, TimeSpan Ended)
{
    /// <summary>Whether it was not done by the first request for it. Nothing of a load is planned to be refused.</summary>
    public bool IsError => !Line.IsAcknowledged || Line.Attempts > 1;
}

/// <summary>Sends what a load consists of: pages, for visitors and members, and the acts of members, one after the other, each after the journal has the one before it on the disk.</summary>
/// <param name="pages">Loads pages.</param>
/// <param name="sessions">Sessions of members; null: there are none.</param>
/// <param name="acts">Carries out acts; null: there are none.</param>
/// <param name="journal">Their journal.</param>
internal sealed class LoadSender(PageClient pages, Sessions? sessions, ActSender? acts, JournalWriter? journal)
{
    private readonly ConcurrentDictionary<int, Task> _last = new();

    /// <summary>Loads a page.</summary>
    public async Task<Loaded> Load(Arrival.Page page)
    {
        if (page.Member is not { } member || sessions is null)
        {
            return await pages.Load(page.Path, "fr", null);
        }

        var opened = await sessions.Open(member.Email, CancellationToken.None);
        return opened.Token is { } token ? await pages.Load(page.Path, member.Locale, token) : new Loaded(opened.Reply.Status, 0);
    }

    /// <summary>Carries an act out, when those before it of the same member are on the disk.</summary>
    /// <param name="write">The act.</param>
    /// <param name="now">The time.</param>
    /// <exception cref="IOException">The journal cannot be written, now or for an act before it.</exception>
    public Task<Acted> Act(Arrival.Write write, Func<TimeSpan> now)
    {
        // Arrivals come one after the other, so nobody else looks for the member's last act meanwhile.
        var act = After(_last.GetValueOrDefault(write.Actor.Index, Task.CompletedTask), write, now);
        _last[write.Actor.Index] = act;
        return act;
    }

    private async Task<Acted> After(Task before, Arrival.Write write, Func<TimeSpan> now)
    {
        await before;

        // Should this process be killed, the act may have happened, and an audit must know of it.
        await journal!.Note(acts!.Before(write.Act, write.Subject));
        var sent = now();
        var (line, _) = await acts.Send(write.Act, write.Actor, write.Subject, perhapsDone: false, CancellationToken.None);
        var ended = now();
        await journal.Append(line);
        return new Acted(line, sent, ended);
    }
}
