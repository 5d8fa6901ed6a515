using Skiller.Contracts.Questions;
using Skiller.Grains.Questions;
using Xunit;

namespace Skiller.Tests.Storage.Questions;

/// <summary>What every driver of the count of views promises.</summary>
public abstract class ViewCounterSuite : IAsyncLifetime
{
    private StorageUnderTest _storage = null!;

    public async ValueTask InitializeAsync() => _storage = await NewStorage();

    public async ValueTask DisposeAsync()
    {
        await _storage.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Views_add_up_for_each_question_and_outlive_the_process()
    {
        await using (var one = _storage.Open())
        {
            var views = one.Get<IViewCounter>();
            Assert.Equal(0, await views.Read(new QuestionId(1), default));
            await views.Add(new QuestionId(1), 3, default);
            await views.Add(new QuestionId(2), 5, default);
            await views.Add(new QuestionId(1), 4, default);
        }

        Assert.Equal(7, await _storage.Open().Get<IViewCounter>().Read(new QuestionId(1), default));
    }

    [Fact]
    public async Task What_many_questions_add_at_once_is_counted_once_each()
    {
        await using var one = _storage.Open();
        var views = one.Get<IViewCounter>();
        await Task.WhenAll(Enumerable.Range(0, 300).Select(i => views.Add(new QuestionId((i % 100) + 1), i, default)));
        for (var question = 1; question <= 100; question++)
        {
            Assert.Equal((3 * (question - 1)) + 300, await views.Read(new QuestionId(question), default));
        }
    }

    private protected abstract Task<StorageUnderTest> NewStorage();
}

public sealed class SqliteViewCounterTests : ViewCounterSuite
{
    private protected override Task<StorageUnderTest> NewStorage() => SqliteUnderTest.New();
}

public sealed class PostgresViewCounterTests : ViewCounterSuite
{
    private protected override Task<StorageUnderTest> NewStorage() => PostgresUnderTest.New();
}
