namespace Skiller.Storage.Relational;

/// <summary>
/// How far a shard of a projection is written. A store's SQL names the three statements <c>load-mark</c>, <c>first-mark</c> and <c>next-mark</c>.
/// </summary>
internal static class ShardMarks
{
    /// <summary>The stored mark, 0 when there is none.</summary>
    public static async Task<long> LoadMark(this ISqlDatabase database, SqlText sql, string shard, CancellationToken ct)
    {
        var marks = await database.Read(session => session.Query(sql["load-mark"], static row => row.GetInt64(0), ("shard", shard)), ct);
        return marks is [var mark] ? mark : 0;
    }

    /// <summary>Moves the mark from where it was loaded, in the transaction that writes the rows; false: somebody else has moved it.</summary>
    public static async Task<bool> MoveMark(this ISqlSession session, SqlText sql, string shard, long loaded, long mark) =>
        (loaded == 0
            ? await session.Execute(sql["first-mark"], ("shard", shard), ("mark", mark))
            : await session.Execute(sql["next-mark"], ("shard", shard), ("mark", mark), ("loaded", loaded))) != 0;
}
