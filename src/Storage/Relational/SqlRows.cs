using System.Globalization;

namespace Skiller.Storage.Relational;

/// <summary>Many rows in few statements.</summary>
internal static class SqlRows
{
    // A text of each length for each statement: few enough to be prepared once on each connection.
    private static readonly int[] _lengths = [64, 16, 4, 1];

    /// <summary>Runs a statement for rows, in their order, as <see cref="ISqlSession.Send"/> does.</summary>
    /// <param name="session">Where.</param>
    /// <param name="sql">With <c>{rows}</c> for <c>(@a0, @b0), (@a1, @b1), …</c>: the values of each row in the order in which they are given.</param>
    /// <param name="rows">The values of each row, all with the same names in the same order.</param>
    public static void Send(this ISqlSession session, string sql, IReadOnlyList<(string Name, object Value)[]> rows)
    {
        var at = 0;
        foreach (var length in _lengths)
        {
            for (; rows.Count - at >= length; at += length)
            {
                var some = rows.Skip(at).Take(length).Select(static (row, i) => row.Select(column => (Name: string.Create(CultureInfo.InvariantCulture, $"{column.Name}{i}"), column.Value)).ToArray()).ToList();
                var text = string.Join(", ", some.Select(static row => $"({string.Join(", ", row.Select(static column => $"@{column.Name}"))})"));
                session.Send(sql.Replace("{rows}", text, StringComparison.Ordinal), [.. some.SelectMany(static row => row)]);
            }
        }
    }
}
