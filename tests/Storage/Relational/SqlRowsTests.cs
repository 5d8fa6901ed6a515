using Skiller.Storage.Relational;
using Xunit;

namespace Skiller.Tests.Storage.Relational;

/// <summary>Many rows in few statements: each once, with its own values, on both databases.</summary>
public sealed class SqlRowsTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Rows_of_any_number_are_written_once_each_with_its_own_values(bool isPostgres)
    {
        await using var database = isPostgres ? await PostgresUnderTest.New() : await SqliteUnderTest.New();
        await database.Execute("create table written (number integer primary key, text text)");
        var storage = database.Open();
        var all = 0;
        foreach (var count in new[] { 0, 1, 2, 3, 4, 5, 15, 16, 21, 63, 64, 85, 200 })
        {
            var first = all;
            await storage.Get<ISqlDatabase>().Write(
                session =>
                {
                    session.Send(
                        "insert into written (number, text) values {rows}",
                        [.. Enumerable.Range(first, count).Select(static number => new (string, object)[] { ("number", number), ("text", $"'{number}") })]);
                    return ValueTask.FromResult(true);
                },
                TestContext.Current.CancellationToken);
            all += count;
        }

        var read = await storage.Get<ISqlDatabase>().Read(
            static session => session.Query("select number, text from written order by number", static row => (row.GetInt32(0), row.GetString(1))), TestContext.Current.CancellationToken);
        Assert.Equal(Enumerable.Range(0, all).Select(static number => (number, $"'{number}")), read);
    }
}
