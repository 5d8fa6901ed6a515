using Skiller.Contracts.Questions;
using Skiller.Grains.Questions;
using Skiller.Storage.Sqlite;

namespace Skiller.Storage.Questions;

/// <inheritdoc/>
internal sealed class SqliteViewCounter(SqliteDatabase database) : IViewCounter
{
    private static readonly SqlText _sql = SqlText.Load("Questions.Sqlite.views.sql");

    public async Task<long> Read(QuestionId question, CancellationToken ct)
    {
        var rows = await database.Read(
            connection => connection.Query(_sql["read-views"], static row => row.GetInt64(0), ("@question", question.Value)), ct);
        return rows is [var views] ? views : 0;
    }

    public Task Add(QuestionId question, long views, CancellationToken ct) => database.Write(
        (connection, _) => connection.Execute(_sql["add-views"], ("@question", question.Value), ("@views", views)), ct);
}
