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
