using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Skiller.Storage.Relational;

namespace Skiller.Storage.Schema;

/// <summary>What applying the missing scripts would do, read off their text: whether old programs go on beside it, and who waits for what.</summary>
internal sealed partial class MigrationPlan(SchemaUpgrade schema, ISqlDatabase database, StorageOptions options)
{
    /// <summary>The missing scripts in their order; nothing is applied.</summary>
    public async Task<ImmutableArray<PlannedScript>> Make(CancellationToken ct)
    {
        var scripts = ImmutableArray.CreateBuilder<PlannedScript>();
        foreach (var (name, text) in await schema.Missing(ct))
        {
            var (isExpanding, locks) = Read(text);
            var counted = ImmutableArray.CreateBuilder<PlannedLock>();
            foreach (var one in locks)
            {
                counted.Add(one with { Rows = await Rows(one.Table, ct) });
            }

            scripts.Add(new PlannedScript(name, isExpanding, counted.DrainToImmutable()));
        }

        return scripts.DrainToImmutable();
    }

    /// <summary>What a script's statements ask for.</summary>
    public static (bool IsExpanding, ImmutableArray<PlannedLock> Locks) Read(string script)
    {
        var (isExpanding, own, locks) = (true, new HashSet<string>(StringComparer.OrdinalIgnoreCase), ImmutableArray.CreateBuilder<PlannedLock>());
        foreach (var statement in Statements(script))
        {
            if (Created().Match(statement) is { Success: true } created)
            {
                own.Add(created.Groups["table"].Value);
            }
            else if (Indexed().Match(statement) is { Success: true } indexed)
            {
                var effect = indexed.Groups["beside"].Success ? "nobody waits" : "writes wait until it is built";
                Add(indexed, "create index", effect);
            }
            else if (Altered().Match(statement) is { Success: true } altered)
            {
                var adds = Adding().IsMatch(altered.Groups["what"].Value);
                isExpanding &= adds;
                Add(altered, "alter table", adds ? "everybody waits for a moment" : "everybody waits, for a whole look at the table perhaps");
            }
            else if (Written().Match(statement) is { Success: true } written)
            {
                isExpanding &= !own.Contains(written.Groups["table"].Value) ? !Removing().IsMatch(statement) : true;
                Add(written, written.Groups["verb"].Value.ToLowerInvariant(), "writes to the same rows wait");
            }
            else if (Removing().IsMatch(statement))
            {
                isExpanding = false;
            }
        }

        return (isExpanding, locks.DrainToImmutable());

        // What the script makes itself, nobody else knows yet.
        void Add(Match match, string what, string effect)
        {
            if (match.Groups["table"].Value is var table && !own.Contains(table))
            {
                locks.Add(new PlannedLock(table, what, effect, null));
            }
        }
    }

    private static IEnumerable<string> Statements(string script) =>
        Text().Replace(Comment().Replace(script, ""), "''").Split(';').Select(static statement => statement.Trim()).Where(static statement => statement.Length > 0);

    // As the server estimates it; null: it does not know the table.
    private async Task<long?> Rows(string table, CancellationToken ct) => options.IsPostgres
        ? (await database.Read(
            session => session.Query("select greatest(reltuples, 0)::bigint from pg_class where oid = to_regclass(@table)", static row => row.GetInt64(0), ("table", table)), ct)) is [var rows] ? rows : null
        : null;

    [GeneratedRegex("--[^\n]*", RegexOptions.NonBacktracking)]
    private static partial Regex Comment();

    [GeneratedRegex("'[^']*'", RegexOptions.NonBacktracking)]
    private static partial Regex Text();

    [GeneratedRegex(@"^create\s+(table|sequence)\s+(if\s+not\s+exists\s+)?(?<table>\w+)", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Created();

    [GeneratedRegex(@"^create\s+(unique\s+)?index\s+(?<beside>concurrently\s+)?(if\s+not\s+exists\s+)?\w+\s+on\s+(?<table>\w+)", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Indexed();

    [GeneratedRegex(@"^alter\s+table\s+(if\s+exists\s+)?(?<table>\w+)\s+(?<what>.*)$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking | RegexOptions.Singleline)]
    private static partial Regex Altered();

    [GeneratedRegex(@"^add\s+(column\s+)?(if\s+not\s+exists\s+)?\w+\s", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Adding();

    [GeneratedRegex(@"^(?<verb>insert\s+into|update|delete\s+from|truncate)\s+(?<table>\w+)", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Written();

    [GeneratedRegex(@"^(drop|delete|truncate)\s", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Removing();
}

/// <summary>A script that would be applied.</summary>
/// <param name="Script">Its name.</param>
/// <param name="IsExpanding">Whether programs of the version before go on beside it: it only adds.</param>
/// <param name="Locks">What it holds while it runs.</param>
internal sealed record PlannedScript(string Script, bool IsExpanding, ImmutableArray<PlannedLock> Locks);

/// <summary>A lock on a table that is there already.</summary>
/// <param name="Table">Which.</param>
/// <param name="By">The kind of statement.</param>
/// <param name="Effect">Who waits.</param>
/// <param name="Rows">About how many rows the table has; null: not known.</param>
internal sealed record PlannedLock(string Table, string By, string Effect, long? Rows);
