using Skiller.Grains.Mail;
using Xunit;

namespace Skiller.Tests.Storage.Mail;

/// <summary>What every driver of the outbox promises.</summary>
public abstract class OutboxSuite : IAsyncLifetime
{
    private static readonly DateTimeOffset _noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan _lease = TimeSpan.FromMinutes(5);
    private StorageUnderTest _storage = null!;

    public async ValueTask InitializeAsync() => _storage = await NewStorage();

    public async ValueTask DisposeAsync()
    {
        await _storage.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_mail_is_there_once_however_often_its_fact_is_folded()
    {
        var outbox = Outbox();
        Assert.True(await outbox.Write("o:0", 0, 4, [Intent("a"), Intent("b")], default));
        Assert.True(await outbox.Write("o:0", 4, 9, [Intent("b"), Intent("c")], default));

        Assert.Equal(9, await outbox.LoadMark("o:0", default));
        Assert.Equal(0, await outbox.LoadMark("o:1", default));
        Assert.Equal(["a", "b", "c"], await Claimed(outbox, _noon));
    }

    [Fact]
    public async Task Who_folded_from_an_old_mark_writes_nothing()
    {
        var outbox = Outbox();
        Assert.True(await outbox.Write("o:0", 0, 4, [Intent("a")], default));

        Assert.False(await outbox.Write("o:0", 0, 5, [Intent("b")], default));
        Assert.False(await outbox.Write("o:0", 3, 5, [Intent("b")], default));
        Assert.Equal(["a"], await Claimed(outbox, _noon));
    }

    [Fact]
    public async Task A_claim_keeps_others_away_until_its_lease_ends_and_a_silo_killed_meanwhile_loses_nothing()
    {
        var (first, second) = (Outbox(), Outbox());
        await first.Write("o:0", 0, 1, [Intent("a")], default);

        var dying = Assert.Single(await first.Claim(_noon, _noon + _lease, 10, default));
        Assert.Empty(await second.Claim(_noon + _lease - TimeSpan.FromSeconds(1), _noon + (2 * _lease), 10, default));
        var later = Assert.Single(await second.Claim(_noon + _lease, _noon + (2 * _lease), 10, default));

        Assert.Equal((1, 2), (dying.Attempt, later.Attempt));
        Assert.False(await first.Settle(dying, new MailFate.Dead("too late"), _noon + _lease, default));
        Assert.True(await second.Settle(later, new MailFate.Sent(), _noon + _lease, default));
        Assert.Empty(await Claimed(first, _noon.AddDays(1)));
        Assert.Equal(0, (await first.Status(default)).Dead);
    }

    [Fact]
    public async Task Of_many_who_claim_at_once_each_mail_goes_to_one()
    {
        var writers = Enumerable.Range(0, 8).Select(_ => Outbox()).ToArray();
        await writers[0].Write("o:0", 0, 1, [.. Enumerable.Range(0, 40).Select(static i => Intent($"m{i:00}"))], default);

        var claims = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => Claimed(writers[i % 8], _noon, 5)));

        var all = claims.SelectMany(static keys => keys).ToList();
        Assert.Equal(all.Distinct().Count(), all.Count);
        all.AddRange(await Claimed(writers[0], _noon, 100));
        Assert.Equal(40, all.Distinct().Count());
        Assert.Equal(40, all.Count);
    }

    [Fact]
    public async Task What_waits_is_due_later_and_what_is_settled_never_again()
    {
        var outbox = Outbox();
        await outbox.Write("o:0", 0, 1, [Intent("dead"), Intent("dropped"), Intent("sent"), Intent("waits")], default);
        var claimed = (await outbox.Claim(_noon, _noon + _lease, 10, default)).ToDictionary(static mail => mail.Key);
        await outbox.Settle(claimed["sent"], new MailFate.Sent(), _noon, default);
        await outbox.Settle(claimed["dropped"], new MailFate.Dropped("redacted"), _noon, default);
        await outbox.Settle(claimed["dead"], new MailFate.Dead("the server answered 550"), _noon.AddSeconds(1), default);
        await outbox.Settle(claimed["waits"], new MailFate.Waits(_noon.AddHours(1), "away"), _noon, default);

        var status = await outbox.Status(default);
        Assert.Equal((1, _noon, 1), (status.Waiting, status.OldestAt, status.Dead));
        Assert.Equal(new DeadMail("dead", "address-in-use", 1, "the server answered 550", _noon.AddSeconds(1)), Assert.Single(status.Letters));
        Assert.Empty(await Claimed(outbox, _noon.AddMinutes(59)));
        Assert.Equal(["waits"], await Claimed(outbox, _noon.AddHours(1)));
    }

    [Fact]
    public async Task What_was_settled_long_ago_is_forgotten_the_dead_later_and_what_waits_never()
    {
        var outbox = Outbox();
        await outbox.Write("o:0", 0, 1, [Intent("dead"), Intent("sent"), Intent("waits")], default);
        var claimed = (await outbox.Claim(_noon, _noon + _lease, 10, default)).ToDictionary(static mail => mail.Key);
        await outbox.Settle(claimed["sent"], new MailFate.Sent(), _noon, default);
        await outbox.Settle(claimed["dead"], new MailFate.Dead("no"), _noon, default);

        await outbox.Forget(_noon.AddDays(1), _noon, default);
        Assert.Equal(2L, Convert.ToInt64(await Count()));
        await outbox.Forget(_noon.AddDays(1), _noon.AddDays(1), default);
        Assert.Equal(1L, Convert.ToInt64(await Count()));
        Assert.Equal(1, (await outbox.Status(default)).Waiting);
    }

    private protected abstract Task<StorageUnderTest> NewStorage();

    private IOutbox Outbox() => _storage.Open().Get<IOutbox>();

    private Task<object?> Count() => _storage.Scalar("select count(*) from mail_outbox", "select count(*) from mail_outbox");

    private static MailIntent Intent(string key) => new(key, MailKind.AddressInUse, "i:1", 2, _noon);

    private static async Task<IReadOnlyList<string>> Claimed(IOutbox outbox, DateTimeOffset now, int limit = 10) =>
        [.. (await outbox.Claim(now, now + _lease, limit, default)).Select(static mail => mail.Key).Order(StringComparer.Ordinal)];
}

public sealed class SqliteOutboxTests : OutboxSuite
{
    private protected override Task<StorageUnderTest> NewStorage() => SqliteUnderTest.New();
}

public sealed class PostgresOutboxTests : OutboxSuite
{
    private protected override Task<StorageUnderTest> NewStorage() => PostgresUnderTest.New();
}
