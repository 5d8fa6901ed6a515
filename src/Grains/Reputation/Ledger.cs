using Skiller.Contracts.Reputation;

namespace Skiller.Grains.Reputation;

/// <summary>
/// What a fold must know of a member's ledger, and what it adds to it: the written entries that were looked up, and the new ones. No clock,
/// no I/O: the same facts give the same entries, in whatever batches they come.
/// </summary>
internal sealed class Ledger
{
    private readonly Dictionary<string, List<LedgerEntry>> _byOrigin = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<string>> _originsOfPost = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<LedgerEntry>> _byCause = new(StringComparer.Ordinal);
    private readonly Dictionary<DateOnly, int> _days = [];
    private readonly Dictionary<DateOnly, int> _addedOfDay = [];
    private readonly List<LedgerEntry> _added = [];

    /// <summary>New entries, in their order.</summary>
    public IReadOnlyList<LedgerEntry> Added => _added;

    /// <summary>Takes in what was looked up; what is known already (with its new entries) stays as it is.</summary>
    public void Know(LedgerSlice slice)
    {
        foreach (var origin in slice.Entries.GroupBy(entry => entry.Origin, StringComparer.Ordinal).Where(o => !_byOrigin.ContainsKey(o.Key)))
        {
            foreach (var entry in origin)
            {
                Index(entry);
            }
        }

        foreach (var (day, points) in slice.Days)
        {
            // New entries of a day that was not looked up before are not in the written sum.
            _days.TryAdd(day, points + _addedOfDay.GetValueOrDefault(day));
        }
    }

    /// <summary>Those of the needs that are not known here.</summary>
    public LedgerNeeds Missing(LedgerNeeds needs) => needs with { Days = needs.Days.Except(_days.Keys) };

    /// <summary>
    /// What goes on being true once all of this is written: what the newest day gave. Nearly every vote asks for it, and of a day that gave much the
    /// sum is long.
    /// </summary>
    public Ledger Written()
    {
        var next = new Ledger();
        if (_days.Count > 0)
        {
            var newest = _days.Keys.Max();
            next._days[newest] = _days[newest];
        }

        return next;
    }

    /// <summary>Points that votes up of a day have given and that still stand.</summary>
    public int CapUsed(DateOnly day) => _days.GetValueOrDefault(day);

    /// <summary>What still stands of what an event gave: the sums, and its first entry; null when it gave nothing here or nothing stands.</summary>
    public (LedgerEntry First, int Points, int CapPoints)? Open(string origin)
    {
        if (!_byOrigin.TryGetValue(origin, out var entries))
        {
            return null;
        }

        var (points, cap) = (entries.Sum(entry => entry.Points), entries.Sum(entry => entry.CapPoints));
        return points == 0 && cap == 0 ? null : (entries[0], points, cap);
    }

    /// <summary>The first entry of an event, null when it gave nothing here.</summary>
    public LedgerEntry? FirstOf(string origin) => _byOrigin.TryGetValue(origin, out var entries) ? entries[0] : null;

    /// <summary>Whether what an entry took was withdrawn for good after it.</summary>
    public bool IsWithdrawnAfter(LedgerEntry taken) => _byOrigin[taken.Origin].Exists(entry =>
        entry.Position > taken.Position && entry.Reason is (ReputationReason.AcceptanceWithdrawn or ReputationReason.VoteWithdrawn));

    /// <summary>
    /// The events that gave something on a post, in the order of their first entries: not in that in which they became known, since what was
    /// looked up may be older than what was added.
    /// </summary>
    public IReadOnlyList<string> OriginsOf(string post) =>
        [.. _originsOfPost.GetValueOrDefault(post, []).OrderBy(origin => _byOrigin[origin][0].Position)];

    /// <summary>What an event entered, such as what a deletion took; in the order of its entries.</summary>
    public IReadOnlyList<LedgerEntry> EntriesOf(string cause) => [.. _byCause.GetValueOrDefault(cause, []).OrderBy(static entry => entry.Ordinal)];

    public void Add(LedgerEntry entry)
    {
        _added.Add(entry);
        Index(entry);
        if (entry.CapDay is not { } day)
        {
            return;
        }

        _addedOfDay[day] = _addedOfDay.GetValueOrDefault(day) + entry.CapPoints;
        if (_days.TryGetValue(day, out var used))
        {
            _days[day] = used + entry.CapPoints;
        }
    }

    private void Index(LedgerEntry entry)
    {
        if (!_byOrigin.TryGetValue(entry.Origin, out var entries))
        {
            _byOrigin[entry.Origin] = entries = [];
            ListOf(_originsOfPost, entry.Post).Add(entry.Origin);
        }

        entries.Add(entry);
        ListOf(_byCause, entry.Cause).Add(entry);
    }

    private static List<T> ListOf<T>(Dictionary<string, List<T>> lists, string key)
    {
        if (!lists.TryGetValue(key, out var list))
        {
            lists[key] = list = [];
        }

        return list;
    }
}
