using Skiller.Contracts.Questions;
using Skiller.Grains.Questions;
using Skiller.Storage.Relational;

namespace Skiller.Storage.Questions;

/// <inheritdoc/>
internal sealed class ViewCounter : IViewCounter
{
    private const int MostTogether = 64;
    private static readonly SqlText _sql = SqlText.Load("Questions.views.sql");
    private readonly ISqlDatabase _database;
    private readonly Gathering<(long Question, long Views)> _writes;

    public ViewCounter(ISqlDatabase database)
    {
        _database = database;
        _writes = new Gathering<(long, long)>(MostTogether, AddAll);
    }

    public async Task<long> Read(QuestionId question, CancellationToken ct)
    {
        var rows = await _database.Read(session => session.Query(_sql["read-views"], static row => row.GetInt64(0), ("question", question.Value)), ct);
        return rows is [var views] ? views : 0;
    }

    public Task Add(QuestionId question, long views, CancellationToken ct) => _writes.Add((question.Value, views));

    // Each question has views to write down every few seconds: one commit for all of them. In one order, so that two silos never wait in a circle.
    private Task<IReadOnlyList<bool>> AddAll(IReadOnlyList<(long Question, long Views)> looks) => _database.Write<IReadOnlyList<bool>>(
        session =>
        {
            var sums = looks.GroupBy(static look => look.Question, static look => look.Views).OrderBy(static group => group.Key);
            session.Send(_sql["add-views"], [.. sums.Select(static group => new (string, object)[] { ("question", group.Key), ("views", group.Sum()) })]);
            return new([.. looks.Select(static _ => true)]);
        },
        CancellationToken.None);
}
