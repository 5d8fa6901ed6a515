using System.Collections.Frozen;
using Skiller.Contracts;
using Skiller.Grains.Activity;
using Skiller.Storage.Relational;

namespace Skiller.Storage.Activity;

/// <summary>Reads and sweeps what is known of traced facts. Writing is the append's (<see cref="IAppendStore"/>).</summary>
internal sealed class TracedActs(ISqlDatabase database, TimeProvider clock) : ITracedActs
{
    private static readonly SqlText _sql = SqlText.Load("Activity.traces.sql");

    /// <summary>How long a fact can be followed: whoever folds it later than that says nothing of how it was for its caller.</summary>
    private static readonly TimeSpan _kept = TimeSpan.FromDays(1);

    public async ValueTask<IReadOnlyDictionary<long, string>> Between(long first, long last, CancellationToken ct)
    {
        try
        {
            var rows = await database.Read(
                session => session.Query(_sql["between"], static row => KeyValuePair.Create(row.GetInt64(0), row.GetString(1)), ("first", first), ("last", last)),
                ct);
            return rows.ToFrozenDictionary();
        }
        catch (UnavailableException)
        {
            // A trace with a gap is better than a fact that waits for it.
            return FrozenDictionary<long, string>.Empty;
        }
    }

    /// <summary>Forgets what is older than a day; returns how many there were.</summary>
    public Task<int> Sweep(CancellationToken ct) =>
        database.Write(session => session.Execute(_sql["sweep"], ("before", UnixMicroseconds.Of(clock.GetUtcNow() - _kept))), ct);
}
