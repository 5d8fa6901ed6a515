using System.Collections.Immutable;
using Skiller.Grains.Activity;
using Skiller.Storage.Sqlite;

namespace Skiller.Storage.Activity;

/// <inheritdoc/>
internal sealed class SqliteAppendStore(SqliteDatabase database) : IAppendStore
{
    public Task<AppendedBatch> Append(IReadOnlyList<AppendRequest> batch, DateTimeOffset now) => database.Write(
        (connection, _) =>
        {
            var statements = new SqliteAppendStatements(connection);
            var outcomes = new AppendOutcome[batch.Count];
            var head = statements.Head();
            var isClosed = statements.IsClosed();
            for (var i = 0; i < batch.Count; i++)
            {
                outcomes[i] = Append(statements, batch[i], UnixMicroseconds.Of(now), isClosed, ref head);
            }

            return new AppendedBatch(outcomes, head);
        },
        CancellationToken.None);

    public Task<int> PurgeCommands(DateTimeOffset now, int limit) => database.Write(
        (connection, _) => connection.Execute(
            SqliteActivityLog.Sql["purge-commands"],
            ("@now", UnixMicroseconds.Of(now)),
            ("@limit", limit)),
        CancellationToken.None);

    // The transaction holds the only write lock: what was looked up stays true until the commit.
    private static AppendOutcome Append(SqliteAppendStatements statements, AppendRequest request, long now, bool isClosed, ref long head)
    {
        ImmutableArray<RecordedCommand> known = [.. request.Commands.Select(command => statements.FindCommand(command.Key, now)).OfType<RecordedCommand>()];
        if (!known.IsEmpty)
        {
            return new AppendOutcome.Duplicate(known);
        }

        if (isClosed)
        {
            return new AppendOutcome.Closed();
        }

        ImmutableArray<string> lost =
            [.. request.Streams.Where(stream => statements.Version(stream.Stream) != stream.ExpectedVersion).Select(static stream => stream.Stream)];
        if (!lost.IsEmpty)
        {
            return new AppendOutcome.Conflict(lost);
        }

        foreach (var stream in request.Streams)
        {
            for (var i = 0; i < stream.Facts.Length; i++)
            {
                statements.Insert(++head, stream.Stream, stream.ExpectedVersion + 1 + i, stream.Facts[i]);
                if (stream.Facts[i].Trace is { } trace)
                {
                    statements.InsertTrace(head, trace, now);
                }
            }
        }

        foreach (var command in request.Commands)
        {
            statements.Insert(command);
        }

        return new AppendOutcome.Committed(head);
    }
}
