using System.Data;
using System.Globalization;
using Npgsql;
using Skiller.Storage.Postgres;

namespace Skiller.Storage.Backup;

/// <inheritdoc/>
/// <remarks>By <c>pg_dump</c> and <c>pg_restore</c>, so that a backup goes into a database of any name, on any server that is as new.</remarks>
internal sealed class PostgresCopy(StorageOptions options, TimeProvider clock) : IDatabaseCopy
{
    private static readonly SqlText _sql = SqlText.Load("Backup.backup.sql");

    public string FileName => "skiller.dump";

    public async Task<BackupPoint> Save(string file, CancellationToken ct)
    {
        await using var connection = await LoneConnection.Open(options.ConnectionString, isPatient: true, ct);
        await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, ct);
        await connection.Command("set local statement_timeout = 0").Run(ct);
        await connection.Command("set local idle_in_transaction_session_timeout = 0").Run(ct);

        // pg_dump sees what this transaction sees, so what is counted here is what it writes.
        var snapshot = (await connection.Command("select pg_export_snapshot()").Rows(static row => row.GetString(0), ct))[0];
        using var dump = PostgresTools.Start(
            "pg_dump",
            connection.PostgreSqlVersion.Major,
            options.ConnectionString,
            readsInput: false,
            ["--format=custom", "--no-owner", "--no-privileges", "--exclude-table-data=orleans_membership", $"--snapshot={snapshot}", $"--file={file}"]);
        var (said, printed) = (dump.StandardError.ReadToEndAsync(ct), dump.StandardOutput.ReadToEndAsync(ct));
        try
        {
            var point = await Look(connection, ct);
            await PostgresTools.End(dump, said, ct);
            await printed;
            Flush(file);
            return point;
        }
        catch
        {
            dump.Kill(entireProcessTree: true);
            throw;
        }
    }

    public async Task<BackupPoint> Restore(string file, CancellationToken ct)
    {
        await using var connection = await LoneConnection.Open(options.ConnectionString, isPatient: true, ct);
        if ((await connection.Command("select count(*) from pg_class where relnamespace = current_schema()::regnamespace").Rows(static row => row.GetInt64(0), ct))[0] > 0)
        {
            throw new InvalidOperationException($"The database {connection.Database} is not empty. A backup is restored into a new one (createdb).");
        }

        await Fill(file, connection.PostgreSqlVersion.Major, ct);
        await connection.Command("set statement_timeout = 0").Run(ct);
        await connection.Command("analyze").Run(ct);
        return await Look(connection, ct);
    }

    // One transaction for what the dump holds and for the seal, whose last line commits: input that breaks off, also because this process died, leaves nothing.
    private async Task Fill(string file, int server, CancellationToken ct)
    {
        using var filling = PostgresTools.Start(
            "psql", server, options.ConnectionString, readsInput: true, ["--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1", "--file=-"]);
        var (filled, printed) = (filling.StandardError.ReadToEndAsync(ct), filling.StandardOutput.ReadToEndAsync(ct));
        try
        {
            await filling.StandardInput.WriteLineAsync("begin;");
            await filling.StandardInput.FlushAsync(ct);
            using var reading = PostgresTools.Start("pg_restore", server, options.ConnectionString, readsInput: false, ["--no-owner", "--no-privileges", "--file=-", file]);
            var read = reading.StandardError.ReadToEndAsync(ct);
            if (await Poured(reading.StandardOutput.BaseStream, filling.StandardInput.BaseStream, ct))
            {
                await PostgresTools.End(reading, read, ct);
                await filling.StandardInput.WriteLineAsync(Sealing());
                filling.StandardInput.Close();
            }
            else
            {
                reading.Kill(entireProcessTree: true);
            }
        }
        catch
        {
            filling.Kill(entireProcessTree: true);
            throw;
        }

        await PostgresTools.End(filling, filled, ct);
        await printed;
    }

    private string Sealing() => string.Create(
        CultureInfo.InvariantCulture,
        $"""

        set search_path = public;
        delete from orleans_membership;
        {_sql["seal-table"]};
        {_sql["unseal"]};
        {_sql["seal"].Replace("@now", UnixMicroseconds.Of(clock.GetUtcNow()).ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)};
        {_sql["estrange"]};
        commit;
        """);

    // No: whoever reads has stopped, for a reason that it says itself.
    private static async Task<bool> Poured(Stream from, Stream to, CancellationToken ct)
    {
        try
        {
            await from.CopyToAsync(to, ct);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static async Task<BackupPoint> Look(NpgsqlConnection connection, CancellationToken ct)
    {
        var (position, facts) = (await connection.Command(_sql["log"]).Rows(static row => (row.GetInt64(0), row.GetInt64(1)), ct))[0];
        var (entries, points) = (await connection.Command(_sql["ledger"]).Rows(static row => (row.GetInt64(0), row.GetInt64(1)), ct))[0];
        return new BackupPoint(position, facts, (await connection.Command(_sql["schema"]).Rows(static row => row.GetString(0), ct))[0], entries, points);
    }

    private static void Flush(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.ReadWrite);
        stream.Flush(flushToDisk: true);
    }
}
