using Npgsql;
using Skiller.Grains.Activity;
using Skiller.Storage.Postgres;

namespace Skiller.Storage.Activity;

/// <inheritdoc/>
internal sealed class PostgresAppendStore(PostgresDatabase database, PostgresAppendFence fence) : IAppendStore
{
    /// <summary>The advisory lock under which positions are given: an arbitrary number that is ours.</summary>
    public const long LockNumber = 0x536b4c6f67;

    private static readonly string AppendText = SqlText.Read("Activity.Postgres.append.sql");

    public async Task<AppendedBatch> Append(IReadOnlyList<AppendRequest> batch, DateTimeOffset now)
    {
        var arrays = new PostgresAppendArrays(batch);
        try
        {
            return await Send(batch, arrays, now);
        }
        catch (NotAppendedException)
        {
            // A session of the pool that had ended meanwhile (F07): a new one serves at once.
            database.Forget();
        }

        try
        {
            return await Send(batch, arrays, now);
        }
        catch (NotAppendedException fault)
        {
            throw PostgresFaults.Unavailable(fault);
        }
    }

    public Task<int> PurgeCommands(DateTimeOffset now, int limit) => database.Read(
        (connection, ct) => connection.Command(PostgresActivityLog.Sql["purge-commands"], now.UtcDateTime, limit).Run(ct),
        CancellationToken.None);

    private async Task<AppendedBatch> Send(IReadOnlyList<AppendRequest> batch, PostgresAppendArrays arrays, DateTimeOffset now)
    {
        var connection = await database.Open(CancellationToken.None);
        var answers = new PostgresAppendAnswers(batch);
        try
        {
            var appended = await database.WithinLimit(Exchange(connection, arrays, answers, now));
            return answers.IsFenced ? throw PostgresFaults.Fenced() : appended;
        }
        catch (PostgresException fault) when (PostgresFaults.IsTwice(fault))
        {
            throw PostgresFaults.Unavailable(fault);
        }
        catch (PostgresException fault) when (PostgresFaults.IsAway(fault) && (fault.InvariantSeverity == "ERROR" || !answers.IsComplete))
        {
            // The server says so before the end of the append, or with an error: then it has rolled back.
            throw PostgresFaults.EndsSession(fault) ? new NotAppendedException(fault) : PostgresFaults.Unavailable(fault);
        }
        catch (Exception fault) when (PostgresFaults.IsAway(fault))
        {
            fence.Lost();
            database.Forget();
            throw PostgresFaults.OutcomeUnknown(fault);
        }
    }

    // One round trip and one implicit transaction, so the lock is held for it alone.
    private async Task<AppendedBatch> Exchange(
        NpgsqlConnection connection,
        PostgresAppendArrays arrays,
        PostgresAppendAnswers answers,
        DateTimeOffset now)
    {
        await using var owned = connection;
        await using var commands = Commands(connection, arrays, now);
        await using var reader = await commands.ExecuteReaderAsync();
        await reader.NextResultAsync();
        await reader.NextResultAsync();
        while (await reader.ReadAsync())
        {
            answers.Read(reader);
        }

        answers.IsComplete = true;
        while (await reader.NextResultAsync())
        {
            // The end is known only when the server has committed.
        }

        return answers.Outcome();
    }

    private NpgsqlBatch Commands(NpgsqlConnection connection, PostgresAppendArrays arrays, DateTimeOffset now)
    {
        var take = PostgresCommands.Batched(PostgresActivityLog.Sql["lock"], LockNumber);
        var append = new NpgsqlBatchCommand(AppendText);
        foreach (var parameter in arrays.Parameters(now))
        {
            append.Parameters.Add(parameter);
        }

        append.Parameters.Add(new NpgsqlParameter<string> { TypedValue = fence.Writer });
        append.Parameters.Add(new NpgsqlParameter<long> { TypedValue = fence.Epoch });
        var limit = new NpgsqlBatchCommand(PostgresActivityLog.Sql["limit"]);
        var notify = new NpgsqlBatchCommand(PostgresActivityLog.Sql["notify"]);
        var all = new NpgsqlBatch(connection) { BatchCommands = { limit, take, append, notify } };
        if (arrays.Traces(now) is { } traces)
        {
            var note = new NpgsqlBatchCommand(PostgresActivityLog.Sql["insert-traces"]);
            foreach (var parameter in traces)
            {
                note.Parameters.Add(parameter);
            }

            all.BatchCommands.Add(note);
        }

        return all;
    }

    private sealed class NotAppendedException(PostgresException fault) : Exception(fault.Message, fault);
}
