using System.Collections.Concurrent;
using System.Collections.Immutable;
using Skiller.Contracts;
using Skiller.Contracts.Accounts;
using Skiller.Contracts.Members;
using Skiller.Web.Identity;
using Skiller.Web.Problems;

namespace Skiller.Web.Live;

/// <summary>
/// The sessions that connections were opened with. They are looked at again when the log says that something about them has changed, and every
/// five minutes for what ends by time alone; a connection whose session is dead ends.
/// </summary>
internal sealed class LiveSessions(IGrainFactory grains, TimeProvider clock)
{
    private static readonly TimeSpan _old = TimeSpan.FromMinutes(5);
    private readonly ConcurrentDictionary<LiveConnection, Entry> _entries = new();

    public void Add(LiveConnection connection, SessionToken token) => _entries[connection] = new Entry(token, clock.GetTimestamp());

    public void Remove(LiveConnection connection) => _entries.TryRemove(connection, out _);

    /// <summary>Looks at the sessions of some members again; goes on by itself.</summary>
    public void Look(ImmutableArray<MemberId> members, CancellationToken ct) => Look(entry => members.Contains(entry.Token.Member), ct);

    /// <summary>Looks at those again that nobody has looked at for long.</summary>
    public void LookAtOld(CancellationToken ct) => Look(entry => clock.GetElapsedTime(entry.LookedAt) >= _old, ct);

    private void Look(Func<Entry, bool> isDue, CancellationToken ct)
    {
        foreach (var (connection, entry) in _entries.Where(pair => isDue(pair.Value)))
        {
            Look(connection, entry, ct).Ignore();
        }
    }

    private async Task Look(LiveConnection connection, Entry entry, CancellationToken ct)
    {
        try
        {
            var admission = await grains.Account(entry.Token.Member).Admit(new AdmissionRequest(entry.Token.Hash, LimitedAct.None), ct);
            if (admission.Value is null)
            {
                connection.End();
            }

            _entries.TryUpdate(connection, entry with { LookedAt = clock.GetTimestamp() }, entry);
        }
        catch (Exception fault) when (Faults.IsFault(fault, ct))
        {
            // Whoever cannot be asked for now may be gone: the client comes back and is asked there.
            connection.End();
        }
    }

    private sealed record Entry(SessionToken Token, long LookedAt);
}
