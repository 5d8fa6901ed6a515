using System.Collections.Immutable;
using System.Globalization;
using Skiller.Storage.Relational;

namespace Skiller.Storage.Doctor;

/// <summary>Looks in the database for what should not be there; changes nothing.</summary>
internal sealed class DoctorRows(ISqlDatabase database, StorageOptions options)
{
    // What keeps two rows of one thing out (D3); the primary key of a table by a number has no index of its own in SQLite.
    private static readonly ImmutableArray<string> _unique =
    [
        "orleans_snapshot(service,state,n0,n1,extension)", "activity(stream,version)", "activity_target(target,position,ordinal)", "activity_command(key)",
        "ledger(member,cause,reason,origin)", "mail_outbox(key)",
    ];

    private static readonly SqlText _sql = SqlText.Load("Doctor.doctor.sql");

    /// <summary>Rows of snapshots that are there more than once: a grain with two can never wake again (D3).</summary>
    public Task<ImmutableArray<string>> SnapshotDuplicates(CancellationToken ct) => Lines(
        "snapshot-duplicates", static row => string.Create(CultureInfo.InvariantCulture, $"{row.GetString(0)} of {row.GetString(1)} is there {row.GetInt64(2)} times"), ct);

    /// <summary>Rows whose key was taken for a number, so that several grains share them (D1).</summary>
    public Task<ImmutableArray<string>> SnapshotAliases(CancellationToken ct) => Lines(
        "snapshot-aliases", static row => string.Create(CultureInfo.InvariantCulture, $"{row.GetString(0)} of {row.GetInt64(2)},{row.GetInt64(3)}{(row.GetString(1).Length > 0 ? $"+{row.GetString(1)}" : "")}"), ct);

    /// <summary>Unique indices that are missing.</summary>
    public async Task<ImmutableArray<string>> MissingIndices(CancellationToken ct)
    {
        var there = await Lines(options.IsPostgres ? "unique-postgres" : "unique-sqlite", static row => row.GetString(0), ct);
        return [.. _unique.Where(wanted => !there.Contains(wanted))];
    }

    /// <summary>What SQLite finds wrong with its file; nothing for PostgreSQL.</summary>
    public async Task<ImmutableArray<string>> Damage(CancellationToken ct) =>
        options.IsPostgres ? [] : [.. (await Lines("quick-check-sqlite", static row => row.GetString(0), ct)).Where(static line => line != "ok")];

    /// <summary>Of those who were given points last, whose total is not the sum of their ledger.</summary>
    /// <param name="entries">How many of the newest entries are looked at.</param>
    /// <param name="ct">Gives up.</param>
    public async Task<ImmutableArray<string>> Ledgers(int entries, CancellationToken ct) => [.. await database.Read(
        session => session.Query(
            _sql["ledgers"],
            static row => string.Create(CultureInfo.InvariantCulture, $"member {row.GetInt64(0)} has {row.GetInt64(1)} points, and a ledger of {Convert.ToInt64(row.GetValue(2), CultureInfo.InvariantCulture)}"),
            ("limit", entries)),
        ct)];

    /// <summary>Facts that consumers pass over.</summary>
    public Task<ImmutableArray<string>> Dropped(CancellationToken ct) => Lines(
        "dropped", static row => string.Create(CultureInfo.InvariantCulture, $"{row.GetString(0)}@{row.GetInt64(1)} ({row.GetString(2)})"), ct);

    private async Task<ImmutableArray<string>> Lines(string query, Func<System.Data.Common.DbDataReader, string> line, CancellationToken ct) =>
        [.. await database.Read(session => session.Query(_sql[query], line), ct)];
}
