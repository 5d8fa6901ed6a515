namespace Skiller.Tests.Storage.Activity;

public sealed class PostgresActivityLogTests : ActivityLogSuite
{
    private protected override Task<StorageUnderTest> NewStorage() => PostgresUnderTest.New();

    private protected override Task<StorageUnderTest> NewEmptyStorage() => PostgresUnderTest.NewEmpty();
}
