namespace Skiller.Tests.Storage.Activity;

public sealed class SqliteActivityLogTests : ActivityLogSuite
{
    private protected override Task<StorageUnderTest> NewStorage() => SqliteUnderTest.New();

    private protected override Task<StorageUnderTest> NewEmptyStorage() => Task.FromResult<StorageUnderTest>(new SqliteUnderTest());
}
