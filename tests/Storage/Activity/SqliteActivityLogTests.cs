namespace Skiller.Tests.Storage.Activity;

public sealed class SqliteActivityLogTests : ActivityLogSuite
{
    private protected override Task<StorageUnderTest> NewStorage() => SqliteUnderTest.New();
}
