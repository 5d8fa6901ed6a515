using Npgsql;
using Skiller.Contracts;
using Skiller.Storage.Postgres;

namespace Skiller.Storage.Schema;

/// <summary>
/// Who may do what on PostgreSQL: one role owns the schema and migrates, the others (deploy/postgres/roles.sql) get what they need and no more. Where only the
/// owner is there, as on a small installation, nothing of it changes anything.
/// </summary>
internal static class SchemaRights
{
    private static readonly SqlText _sql = SqlText.Load("Schema.grants.sql");

    private static readonly TimeSpan Again = TimeSpan.FromSeconds(1);

    /// <summary>Gives each role its rights anew, when whoever is connected owns the schema; else does nothing.</summary>
    /// <param name="database">A connection string.</param>
    /// <param name="ct">Gives it up.</param>
    public static async Task Grant(string database, CancellationToken ct)
    {
        await using var connection = await LoneConnection.Open(database, isPatient: false, ct);
        if (await Holds(connection, "owns", ct))
        {
            await connection.Command(_sql["grant"]).Run(ct);
        }
    }

    /// <summary>Looks whether whoever is connected may migrate.</summary>
    /// <param name="database">A connection string.</param>
    /// <param name="missing">What there is to apply, at least one.</param>
    /// <param name="ct">Gives it up.</param>
    /// <exception cref="UnavailableException">They may not, and who may has not done it yet.</exception>
    public static async Task Demand(string database, IReadOnlyList<string> missing, CancellationToken ct)
    {
        await using var connection = await LoneConnection.Open(database, isPatient: false, ct);
        if (!await Holds(connection, "may-migrate", ct))
        {
            throw new UnavailableException(
                $"The schema lacks {missing.Count} migrations of this program, from {missing[0]} on, and the role of Skiller__Database may not apply them: run skiller migrate as the schema's owner.",
                Again);
        }
    }

    private static async Task<bool> Holds(NpgsqlConnection connection, string query, CancellationToken ct) =>
        await connection.Command(_sql[query]).Rows(static row => row.GetBoolean(0), ct) is [true];
}
