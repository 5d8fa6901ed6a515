using System.Collections.Immutable;
using System.Data.Common;
using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;
using Npgsql;
using Skiller.Tests.Processes.Crash;

namespace Skiller.Tests.Processes.Importing;

/// <summary>
/// What an import wrote, read by SQL, with the dump's own numbers in the place of those that this database happened to give: two imports of
/// one dump wrote the same when these are equal.
/// </summary>
internal static class ImportedLog
{
    // Members of facts that hold a number of a member, a post or a comment.
    private static readonly ImmutableHashSet<string> _numbered = ["author", "answer", "comment", "voter", "by", "post", "member", "others", "invitedBy"];

    public static async Task<SortedDictionary<string, ImmutableArray<string>>> Read(string folder, string? database, CancellationToken ct)
    {
        await using DbConnection connection = database is null
            ? new SqliteConnection($"Data Source={Directory.EnumerateFiles(folder, "*.db").Single()};Pooling=False")
            : new NpgsqlConnection(database + ";Pooling=false");
        await connection.OpenAsync(ct);
        var foreign = new Dictionary<long, string>();
        await foreach (var row in Rows(connection, "select kind, foreign_id, id from import_map", ct))
        {
            foreign[row.GetInt64(2)] = $"{row.GetString(0)} {row.GetInt64(1)}";
        }

        var streams = new SortedDictionary<string, ImmutableArray<string>>(StringComparer.Ordinal);
        await foreach (var row in Rows(connection, "select stream, kind, payload, personal, at from activity order by stream, version", ct))
        {
            // Handles are named by a hash and are the same each time; an invitation is made at random, by the node and not by the import.
            var stream = row.GetString(0);
            if (stream[0] is 'q' or 'm' or 'h')
            {
                var name = stream[0] == 'h' ? stream : foreign[long.Parse(stream.AsSpan(2), CultureInfo.InvariantCulture)];
                streams[name] = streams.GetValueOrDefault(name, []).Add(
                    $"{row.GetString(1)} {Text(row, 2, foreign)} {Text(row, 3, foreign)} {At(row)}");
            }
        }

        return streams;
    }

    public static int Questions(SortedDictionary<string, ImmutableArray<string>> streams) =>
        streams.Values.Count(static facts => facts[0].StartsWith("question-asked ", StringComparison.Ordinal));

    private static string At(DbDataReader row) => row.GetValue(4) switch
    {
        DateTime time => new DateTimeOffset(DateTime.SpecifyKind(time, DateTimeKind.Utc)).ToString("O", CultureInfo.InvariantCulture),
        var micros => DateTimeOffset.UnixEpoch.AddTicks(Convert.ToInt64(micros, CultureInfo.InvariantCulture) * TimeSpan.TicksPerMicrosecond)
            .ToString("O", CultureInfo.InvariantCulture),
    };

    private static string Text(DbDataReader row, int column, Dictionary<long, string> foreign)
    {
        if (row.IsDBNull(column))
        {
            return "";
        }

        var fact = JsonNode.Parse(CrashSettings.Text(row.GetValue(column)))!.AsObject();
        foreach (var (name, value) in fact.ToArray())
        {
            if (_numbered.Contains(name))
            {
                fact[name] = Told(value, foreign);
            }
        }

        // PostgreSQL keeps the members of an object in an order of its own.
        return string.Join(", ", fact.OrderBy(static member => member.Key, StringComparer.Ordinal).Select(static member => $"{member.Key}: {member.Value?.ToJsonString()}"));
    }

    private static JsonNode? Told(JsonNode? value, Dictionary<long, string> foreign) => value switch
    {
        JsonArray many => new JsonArray([.. many.Select(one => Told(one, foreign))]),
        JsonValue one when one.TryGetValue<long>(out var number) && foreign.TryGetValue(number, out var told) => JsonValue.Create(told),
        _ => value?.DeepClone(),
    };

    private static async IAsyncEnumerable<DbDataReader> Rows(
        DbConnection connection, string sql, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            yield return reader;
        }
    }
}
