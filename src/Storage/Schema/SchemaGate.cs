using Npgsql;
using Skiller.Storage.Postgres;

namespace Skiller.Storage.Schema;

/// <summary>Lets one upgrade through at a time, among all processes.</summary>
internal sealed class SchemaGate : IAsyncDisposable
{
    // An arbitrary number that is ours: "Skiller" in ASCII.
    private const long LockNumber = 0x536b696c6c6572;

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    private readonly IAsyncDisposable _held;

    private SchemaGate(IAsyncDisposable held) => _held = held;

    public static async Task<SchemaGate> Enter(StorageOptions options, TimeProvider clock, CancellationToken ct) =>
        new(options.IsPostgres ? await Lock(options.ConnectionString, ct) : await Lock(options, clock, ct));

    // The lock ends with the session, also when its process dies.
    public ValueTask DisposeAsync() => _held.DisposeAsync();

    private static async Task<NpgsqlConnection> Lock(string database, CancellationToken ct)
    {
        var connection = await LoneConnection.Open(database, isPatient: false, ct);
        try
        {
            await using var command = new NpgsqlCommand("select pg_advisory_lock($1)", connection) { CommandTimeout = 0 };
            command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = LockNumber });
            await command.ExecuteNonQueryAsync(ct);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    private static async Task<FileStream> Lock(StorageOptions options, TimeProvider clock, CancellationToken ct)
    {
        Directory.CreateDirectory(options.DataFolder);
        var path = options.SqliteFile + ".upgrade";
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (File.Exists(path))
            {
                await Task.Delay(Interval, clock, ct);
            }
        }
    }
}
