using CsCheck;
using Skiller.Grains.Audit;
using Xunit;

namespace Skiller.Tests.Unit.Audit;

/// <summary>RELIABILITY.md 4.6: a trail in which anything was changed, removed, added or moved does not hold.</summary>
public sealed class AuditChainTests
{
    private static readonly string[] _texts = ["", "m:1", "m:11", "1", "operator root@here", "a", "aa"];
    private static readonly Gen<string> _text = Gen.Int[0, _texts.Length - 1].Select(static place => _texts[place]);

    private static readonly Gen<AuditEntry> _entry =
        from at in Gen.Long[0, 4_000_000_000_000_000]
        from action in _text
        from actor in _text
        from subject in _text
        from detail in _text
        from position in Gen.Long[0, 50]
        select new AuditEntry(DateTimeOffset.UnixEpoch.AddTicks(at * TimeSpan.TicksPerMicrosecond), action, actor, subject, detail, position);

    [Fact]
    public void A_trail_as_it_was_written_holds() =>
        _entry.List[0, 20].Sample(entries => AuditChain.Broken(AuditChain.Beginning, Chain(entries), 0) is null);

    [Fact]
    public void Whatever_is_done_to_one_entry_is_found_at_it_or_right_behind_it() =>
        Gen.Select(_entry.List[2, 12], Gen.Int[0, 11], Gen.Int[0, 8], _entry).Sample((entries, place, what, other) =>
        {
            var trail = Chain(entries);
            var at = place % entries.Count;
            var tampered = Tamper(trail, at, what, other);
            if (tampered.SequenceEqual(trail) || tampered.Count == at)
            {
                // Nothing was changed, or the end was cut off: which only what is written down elsewhere shows.
                return true;
            }

            return AuditChain.Broken(AuditChain.Beginning, tampered, 0) is { } broken && broken >= at + 1 && broken <= at + 2;
        });

    private static List<ChainedEntry> Chain(IReadOnlyList<AuditEntry> entries)
    {
        var (trail, before) = (new List<ChainedEntry>(), AuditChain.Beginning);
        foreach (var entry in entries)
        {
            before = AuditChain.Hash(before, trail.Count + 1, entry);
            trail.Add(new ChainedEntry(trail.Count + 1, entry, before));
        }

        return trail;
    }

    private static List<ChainedEntry> Tamper(List<ChainedEntry> trail, int at, int what, AuditEntry other)
    {
        var changed = trail.ToList();
        var (number, entry, hash) = changed[at];
        switch (what)
        {
            case 0: changed[at] = changed[at] with { Entry = entry with { Action = other.Action } }; break;
            case 1: changed[at] = changed[at] with { Entry = entry with { Actor = other.Actor } }; break;
            case 2: changed[at] = changed[at] with { Entry = entry with { Subject = other.Subject, Detail = entry.Subject + entry.Detail } }; break;
            case 3: changed[at] = changed[at] with { Entry = entry with { At = other.At } }; break;
            case 4: changed[at] = changed[at] with { Entry = entry with { Position = other.Position } }; break;
            case 5: changed.RemoveAt(at); break;
            case 6: changed.Insert(at, new ChainedEntry(number, other, AuditChain.Hash(at == 0 ? AuditChain.Beginning : trail[at - 1].Hash, number, other))); break;
            case 7 when at + 1 < trail.Count: (changed[at], changed[at + 1]) = (changed[at + 1], changed[at]); break;
            default: changed[at] = new ChainedEntry(number, other, AuditChain.Hash(hash, number, other)); break;
        }

        return changed;
    }
}
