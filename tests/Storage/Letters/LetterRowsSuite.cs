using Skiller.Contracts.Members;
using Skiller.Contracts.Notifications;
using Skiller.Contracts.Questions;
using Skiller.Grains.Letters;
using Skiller.Grains.Mail;
using Skiller.Grains.Notifications;
using Skiller.Grains.Projections;
using Xunit;

namespace Skiller.Tests.Storage.Letters;

/// <summary>What every driver promises to those who write letters.</summary>
public abstract class LetterRowsSuite : IAsyncLifetime
{
    private static readonly DateTimeOffset _noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan _bundle = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan _lease = TimeSpan.FromMinutes(2);
    private static readonly MemberId _ada = new(1);
    private static readonly MemberId _bob = new(2);
    private StorageUnderTest _storage = null!;

    private ILetterRows Letters => _storage.Open().Get<ILetterRows>();

    public async ValueTask InitializeAsync() => _storage = await NewStorage();

    public async ValueTask DisposeAsync()
    {
        await _storage.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_member_has_one_row_that_is_due_when_the_first_of_what_they_were_told_is_old_enough()
    {
        await Tell(_ada, 3, 0);
        await Tell(_ada, 5, 2);
        await Tell(_bob, 6, 3);
        Assert.True(await Letters.Gather(0, 6, _bundle, default));
        await Tell(_ada, 8, 4);
        Assert.True(await Letters.Gather(6, 8, _bundle, default));

        Assert.Equal(8, await Letters.LoadMark(default));
        Assert.Empty(await Claim(4));
        var row = Assert.Single(await Claim(5));
        Assert.Equal(new LetterRow(_ada, 3, 8), row);
        await Letters.Settle([new LetterFate(row, null)], _noon.AddMinutes(5), default);
        Assert.Equal([new LetterRow(_bob, 6, 6)], await Claim(8));
    }

    [Fact]
    public async Task Who_gathers_from_an_old_mark_writes_nothing()
    {
        await Tell(_ada, 3, 0);
        Assert.True(await Letters.Gather(0, 3, _bundle, default));

        Assert.False(await Letters.Gather(0, 3, _bundle, default));
        Assert.False(await Letters.Gather(2, 4, _bundle, default));
        Assert.Equal([new LetterRow(_ada, 3, 3)], await Claim(9));
    }

    [Fact]
    public async Task A_claim_keeps_others_away_until_its_lease_ends()
    {
        await Tell(_ada, 3, 0);
        await Letters.Gather(0, 3, _bundle, default);

        Assert.Single(await Claim(5));
        Assert.Empty(await Claim(6));
        Assert.Single(await Claim(7));
    }

    [Fact]
    public async Task What_was_told_while_a_letter_was_made_out_waits_for_the_next_one()
    {
        await Tell(_ada, 3, 0);
        await Letters.Gather(0, 3, _bundle, default);
        var claimed = Assert.Single(await Claim(5));
        await Tell(_ada, 7, 5);
        await Letters.Gather(3, 7, _bundle, default);

        await Letters.Settle([new LetterFate(claimed, null)], _noon.AddMinutes(6), default);
        var next = Assert.Single(await Claim(6));
        Assert.Equal(new LetterRow(_ada, 4, 7), next);
        await Letters.Settle([new LetterFate(next, null)], _noon.AddMinutes(6), default);
        Assert.Empty(await Claim(99));
    }

    [Fact]
    public async Task What_waits_for_the_morning_is_not_looked_at_before_and_a_rebuild_makes_nothing_due_again()
    {
        await Tell(_ada, 3, 0);
        await Letters.Gather(0, 3, _bundle, default);
        var claimed = Assert.Single(await Claim(5));
        await Letters.Settle([new LetterFate(claimed, _noon.AddMinutes(600))], _noon.AddMinutes(5), default);

        await _storage.Open().Get<IDerivedState>().ClearInbox(default);
        Assert.Equal(3, await Letters.LoadMark(default));
        Assert.Empty(await Claim(599));
        Assert.Equal([claimed], await Claim(600));
    }

    [Fact]
    public async Task An_account_has_a_row_for_its_digests_from_its_beginning_that_one_looks_at_when_it_is_time()
    {
        var outbox = _storage.Open().Get<IOutbox>();
        var opened = new MailIntent("k:87@1/confirm-address", MailKind.ConfirmAddress, "k:87", 1, _noon) { OpensAccount = true };
        Assert.True(await outbox.Write("o:0", 0, 4, [opened, new MailIntent("k:88@2/password-changed", MailKind.PasswordChanged, "k:88", 2, _noon)], default));
        var digests = _storage.Open().Get<IDigestRows>();

        var row = Assert.Single(await digests.Claim(_noon, _noon + _lease, 10, default));
        Assert.Equal(new DigestRow(new MemberId(87), _noon), row);
        Assert.Empty(await digests.Claim(_noon, _noon + _lease, 10, default));
        await digests.Settle([(row, _noon.AddHours(4))], _noon.AddMinutes(1), default);
        Assert.Empty(await digests.Claim(_noon.AddHours(3), _noon.AddHours(5), 10, default));
        Assert.Equal([new DigestRow(new MemberId(87), _noon.AddMinutes(1))], await digests.Claim(_noon.AddHours(4), _noon.AddHours(5), 10, default));
    }

    private protected abstract Task<StorageUnderTest> NewStorage();

    private Task<IReadOnlyList<LetterRow>> Claim(double minutes) => Letters.Claim(_noon.AddMinutes(minutes), _noon.AddMinutes(minutes) + _lease, 10, default);

    private async Task Tell(MemberId member, long position, int minutes)
    {
        var store = _storage.Open().Get<IInboxStore>();
        var notice = new Notice(NotificationKind.Mention, position, _noon.AddMinutes(minutes), new MemberId(9)) { Writing = new Writing(new QuestionId(12), null) };
        Assert.True(await store.Write("b:1", await store.LoadMark("b:1", default), position, [new InboxChange.Tells(notice, new Audience.Member(member))], default));
    }
}

public sealed class SqliteLetterRowsTests : LetterRowsSuite
{
    private protected override Task<StorageUnderTest> NewStorage() => SqliteUnderTest.New();
}

public sealed class PostgresLetterRowsTests : LetterRowsSuite
{
    private protected override Task<StorageUnderTest> NewStorage() => PostgresUnderTest.New();
}
