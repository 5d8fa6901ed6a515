using Skiller.Contracts.Questions;
using Skiller.Grains.Questions;
using Skiller.Storage.Postgres;

namespace Skiller.Storage.Questions;

/// <inheritdoc/>
internal sealed class PostgresViewCounter(PostgresDatabase database) : IViewCounter
{
    private static readonly SqlText _sql = SqlText.Load("Questions.Postgres.views.sql");

    public async Task<long> Read(QuestionId question, CancellationToken ct)
    {
        var rows = await database.Read(
            (connection, stop) => connection.Command(_sql["read-views"], question.Value).Rows(static row => row.GetInt64(0), stop), ct);
        return rows is [var views] ? views : 0;
    }

    public Task Add(QuestionId question, long views, CancellationToken ct) => database.Write(
        (connection, _, stop) => connection.Command(_sql["add-views"], question.Value, views).Run(stop), ct);
}
