namespace Skiller.Tests.Storage.Snapshots;

public sealed class SqliteSnapshotTests : SnapshotSuite
{
    private protected override Task<StorageUnderTest> NewStorage() => SqliteUnderTest.New();
}

public sealed class PostgresSnapshotTests : SnapshotSuite
{
    private protected override Task<StorageUnderTest> NewStorage() => PostgresUnderTest.New();
}
