using Skiller.Grains.Audit;
using Xunit;

namespace Skiller.Tests.Storage.Audit;

/// <summary>What every driver of the trail promises: no gap and no fork whoever writes at once, no entry twice, and that tampering is seen (RELIABILITY.md 4.6).</summary>
public abstract class AuditTrailSuite : IAsyncLifetime
{
    private static readonly DateTimeOffset _at = new(2026, 11, 29, 8, 0, 0, TimeSpan.Zero);
    private StorageUnderTest _storage = null!;
    private IAuditTrail _trail = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _storage = await NewStorage();
        _trail = _storage.Open().Get<IAuditTrail>();
    }

    public async ValueTask DisposeAsync()
    {
        await _storage.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Nodes_and_commands_that_write_at_once_make_one_chain()
    {
        var other = _storage.Open().Get<IAuditTrail>();
        await Task.WhenAll(Enumerable.Range(1, 24).Select(async i =>
        {
            if (i % 3 == 0)
            {
                Assert.True(await _trail.Write($"a:{i}", 0, i, [Entry($"one of {i}"), Entry($"two of {i}")], Ct));
            }
            else
            {
                await (i % 2 == 0 ? _trail : other).Note(Entry($"{i}"), Ct);
            }
        }));
        var all = await _trail.Read(0, 100, Ct);
        Assert.Equal(32, all.Count);
        Assert.Equal(Enumerable.Range(1, 32).Select(static i => (long)i), all.Select(static entry => entry.Number));
        Assert.Null(await AuditCheck.Fault(_trail, null, Ct));
    }

    [Fact]
    public async Task What_is_written_again_with_a_mark_that_has_moved_is_not_there_twice()
    {
        Assert.True(await _trail.Write("a:0", 0, 5, [Entry("once")], Ct));
        Assert.False(await _trail.Write("a:0", 0, 5, [Entry("once")], Ct));
        Assert.True(await _trail.Write("a:0", 5, 9, [], Ct));
        Assert.Equal(9, await _trail.LoadMark("a:0", Ct));
        Assert.Equal("once", Assert.Single(await _trail.Read(0, 10, Ct)).Entry.Detail);
    }

    [Theory]
    [InlineData("update audit_entry set actor = 'm:1' where number = 4", "Entry 4 does not follow")]
    [InlineData("delete from audit_entry where number = 3", "Entry 3 does not follow")]
    [InlineData("update audit_entry set number = 40 where number = 8", "Entry 8 does not follow")]
    [InlineData("delete from audit_entry where number > 6", "The trail ends at 6 and had an entry 7")]
    [InlineData("delete from audit_entry", "The trail ends at 0 and had an entry 7")]
    public async Task What_was_changed_or_removed_is_named(string sql, string fault)
    {
        AuditHead? known = null;
        for (var i = 1; i <= 8; i++)
        {
            await _trail.Note(Entry($"{i}"), Ct);
            known = i == 7 ? await _trail.Head(Ct) : known;
        }

        Assert.Null(await AuditCheck.Fault(_trail, known, Ct));
        await _storage.Execute(sql);
        Assert.StartsWith(fault, await AuditCheck.Fault(_trail, known, Ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_trail_that_was_made_anew_is_not_the_one_that_was_written_down()
    {
        await _trail.Note(Entry("what happened"), Ct);
        var known = await _trail.Head(Ct);
        await _storage.Execute("delete from audit_entry");
        await _trail.Note(Entry("what somebody would have"), Ct);
        Assert.Null(await AuditCheck.Fault(_trail, null, Ct));
        Assert.StartsWith("Entry 1 is another one", await AuditCheck.Fault(_trail, known, Ct), StringComparison.Ordinal);
    }

    private static AuditEntry Entry(string detail) => new(_at, "rebuilt", "operator me@here", "", detail, 0);

    private protected abstract Task<StorageUnderTest> NewStorage();
}

public sealed class SqliteAuditTrailTests : AuditTrailSuite
{
    private protected override Task<StorageUnderTest> NewStorage() => SqliteUnderTest.New();
}

public sealed class PostgresAuditTrailTests : AuditTrailSuite
{
    private protected override Task<StorageUnderTest> NewStorage() => PostgresUnderTest.New();
}
