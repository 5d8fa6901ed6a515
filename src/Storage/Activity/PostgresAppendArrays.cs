using Npgsql;
using NpgsqlTypes;
using Skiller.Grains.Activity;

namespace Skiller.Storage.Activity;

/// <summary>A batch as the arrays that append.sql takes, in the order of its parameters.</summary>
internal sealed class PostgresAppendArrays
{
    private readonly List<(int Request, string Stream, long Expected)> _streams = [];
    private readonly List<(int Request, RecordedCommand Command)> _commands = [];
    private readonly List<(int Request, string Stream, long Version, NewActivity Fact)> _facts = [];
    private readonly List<(long Number, string Target, int Ordinal, int Partition)> _targets = [];

    public PostgresAppendArrays(IReadOnlyList<AppendRequest> batch)
    {
        for (var request = 0; request < batch.Count; request++)
        {
            foreach (var stream in batch[request].Streams)
            {
                Add(request, stream);
            }

            foreach (var command in batch[request].Commands)
            {
                _commands.Add((request, command));
            }
        }
    }

    public IEnumerable<NpgsqlParameter> Parameters(DateTimeOffset now) =>
    [
        Array(_streams, static s => s.Request),
        Array(_streams, static s => s.Stream),
        Array(_streams, static s => s.Expected),
        Array(_commands, static c => c.Request),
        Array(_commands, static c => c.Command.Key),
        Array(_commands, static c => c.Command.Fingerprint),
        Bytes(_commands, static c => c.Command.Receipt),
        Times(_commands, static c => c.Command.ExpiresAt),
        new NpgsqlParameter<DateTime> { TypedValue = now.UtcDateTime, NpgsqlDbType = NpgsqlDbType.TimestampTz },
        Array(_facts, static f => f.Request),
        Array(_facts, static f => f.Stream),
        Array(_facts, static f => f.Version),
        Array(_facts, static f => f.Fact.Kind),
        Array(_facts, static f => f.Fact.Schema),
        Bytes(_facts, static f => f.Fact.Payload),
        Bytes(_facts, static f => f.Fact.Personal),
        Times(_facts, static f => f.Fact.At),
        Array(_facts, static f => f.Fact.Actor),
        Array(_targets, static t => t.Number),
        Array(_targets, static t => t.Target),
        Array(_targets, static t => t.Ordinal),
        Array(_targets, static t => t.Partition),
    ];

    /// <summary>The parameters of what is noted of traced facts; null: none is traced.</summary>
    public IEnumerable<NpgsqlParameter>? Traces(DateTimeOffset now)
    {
        if (!_facts.Exists(static f => f.Fact.Trace is not null))
        {
            return null;
        }

        var traced = _facts.FindAll(static f => f.Fact.Trace is not null);
        return
        [
            Array(traced, static f => f.Stream),
            Array(traced, static f => f.Version),
            Array(traced, static f => f.Fact.Trace ?? ""),
            new NpgsqlParameter<long> { TypedValue = UnixMicroseconds.Of(now) },
        ];
    }

    private static NpgsqlParameter<T[]> Array<TRow, T>(List<TRow> rows, Func<TRow, T> of) => new() { TypedValue = [.. rows.Select(of)] };

    private static NpgsqlParameter<byte[]?[]> Bytes<TRow>(List<TRow> rows, Func<TRow, ReadOnlyMemory<byte>?> of) => new()
    {
        TypedValue = [.. rows.Select(row => of(row)?.ToArray())],
        NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bytea,
    };

    private static NpgsqlParameter<DateTime?[]> Times<TRow>(List<TRow> rows, Func<TRow, DateTimeOffset?> of) => new()
    {
        TypedValue = [.. rows.Select(row => of(row)?.UtcDateTime)],
        NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.TimestampTz,
    };

    private void Add(int request, StreamAppend stream)
    {
        _streams.Add((request, stream.Stream, stream.ExpectedVersion));
        for (var i = 0; i < stream.Facts.Length; i++)
        {
            var fact = stream.Facts[i];
            _facts.Add((request, stream.Stream, stream.ExpectedVersion + 1 + i, fact));
            for (var ordinal = 0; ordinal < fact.Targets.Length; ordinal++)
            {
                _targets.Add((_facts.Count, fact.Targets[ordinal], ordinal, ActivityRouting.PartitionOf(fact.Targets[ordinal])));
            }
        }
    }
}
