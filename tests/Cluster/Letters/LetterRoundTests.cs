using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Orleans.Core.Internal;
using Skiller.Contracts;
using Skiller.Contracts.Members;
using Skiller.Grains.Accounts;
using Skiller.Grains.Activity;
using Skiller.Grains.Letters;
using Skiller.Grains.Mail;
using Skiller.Grains.Notifications;
using Skiller.Tests.Cluster.Projections;
using Xunit;

namespace Skiller.Tests.Cluster.Letters;

/// <summary>Letters and digests are due once, whoever dies between putting one into the log and noting that it is there.</summary>
public sealed class LetterRoundTests : IAsyncLifetime
{
    private static readonly TimeSpan _afterTheLease = TimeSpan.FromMinutes(3);
    private static readonly MemberId _ada = new(1);

    // Noon is quiet for nobody who has chosen nothing.
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(TimeProvider.System.GetUtcNow().UtcDateTime.Date.AddDays(1).AddHours(12), TimeSpan.Zero));
    private StreamCluster _cluster = null!;

    public async ValueTask InitializeAsync()
    {
        _cluster = await StreamCluster.Start();
        var (stream, now) = (GrainKeys.AccountOf(_ada), TimeProvider.System.GetUtcNow());
        await _cluster.Append(
            stream,
            0,
            FactCodec.Encode(stream, new TimedFact(new AccountOpened("ada@mailbox-of-tests.fr", "hash", "ada", Role.Member), now, _ada)),
            FactCodec.Encode(stream, new TimedFact(new AddressConfirmed(), now, _ada)));
        Assert.Equal(true, (await _cluster.Grains.Account(_ada).Letters(default)).Value?.IsReachable);
    }

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    [Fact]
    public async Task A_letter_is_due_once_although_nobody_noted_it_and_what_comes_next_is_another_part()
    {
        await _cluster.Ask(100, 1, 2);
        await Assert.ThrowsAsync<UnavailableException>(() => Letters(new DyingRows(_cluster.Get<ILetterRows>())).Run(default));
        var first = Assert.Single(await Due<LetterDue>());
        await Leave();

        // Another silo, while the lease of the one that died lasts and after it.
        await Letters().Run(default);
        _clock.Advance(_afterTheLease);
        await Letters().Run(default);
        Assert.Equal([first], await Due<LetterDue>());
        _clock.Advance(_afterTheLease);
        Assert.Empty(await _cluster.Get<ILetterRows>().Claim(_clock.GetUtcNow(), _clock.GetUtcNow(), 10, default));

        await _cluster.Ask(101, 1, 3);
        await Task.WhenAll(Letters().Run(default), Letters().Run(default));
        var letters = await Due<LetterDue>();
        Assert.Equal(2, letters.Count);
        Assert.True(letters[1].From >= first.UpTo, $"{letters[1]} after {first}");
        await Mailed(MailKind.Notifications, 2);
    }

    [Fact]
    public async Task What_is_told_before_the_lease_has_ended_is_told_in_a_part_of_its_own()
    {
        await _cluster.Ask(100, 1, 2);
        await Assert.ThrowsAsync<UnavailableException>(() => Letters(new DyingRows(_cluster.Get<ILetterRows>())).Run(default));
        await Leave();
        await _cluster.Ask(101, 1, 2);
        await Letters().Run(default);
        _clock.Advance(_afterTheLease);
        await Letters().Run(default);

        var letters = await Due<LetterDue>();
        Assert.Equal(2, letters.Count);
        Assert.True(letters[1].From >= letters[0].UpTo, $"{letters[1]} after {letters[0]}");
        Assert.Equal(2, (await _cluster.Get<INotificationRows>().Since([_ada], letters[0].From, letters[1].UpTo, 10, default)).Count);
    }

    [Fact]
    public async Task A_digest_is_due_once_a_moment_although_nobody_noted_it()
    {
        _clock.Advance(TimeSpan.FromDays(8));
        Assert.True((await _cluster.Grains.Projection(ActivityRouting.MailTarget).CatchUp(default)).IsThrough);
        await Assert.ThrowsAsync<UnavailableException>(() => Digests(new DyingDigests(_cluster.Get<IDigestRows>())).Run(default));
        var first = Assert.Single(await Due<DigestDue>());
        await Leave();

        await Digests().Run(default);
        _clock.Advance(_afterTheLease);
        await Digests().Run(default);
        Assert.Equal([first], await Due<DigestDue>());

        _clock.Advance(TimeSpan.FromDays(7));
        await Task.WhenAll(Digests().Run(default), Digests().Run(default));
        var digests = await Due<DigestDue>();
        Assert.Equal([first.Due, first.Due.AddDays(7)], digests.Select(static digest => digest.Due));
        Assert.Equal(first.Due, digests[1].Since);
        await Mailed(MailKind.Digest, 2);
    }

    private LetterRound Letters(ILetterRows? rows = null) => new(
        rows ?? _cluster.Get<ILetterRows>(), _cluster.Get<INotificationRows>(), _cluster.Log, _cluster.Grains,
        new LetterOptions(TimeSpan.FromSeconds(1), Limits.LetterBundle), _clock, NullLogger<LetterRound>.Instance);

    private DigestRound Digests(IDigestRows? rows = null) => new(rows ?? _cluster.Get<IDigestRows>(), _cluster.Grains, _clock, NullLogger<DigestRound>.Instance);

    // The account and the projection of mails, with the silo that they were in.
    private async Task Leave()
    {
        await _cluster.Grains.Account(_ada).AsReference<IGrainManagementExtension>().DeactivateOnIdle();
        await _cluster.Grains.Projection(ActivityRouting.MailTarget).AsReference<IGrainManagementExtension>().DeactivateOnIdle();
    }

    private async Task<List<T>> Due<T>()
        where T : Fact => [.. (await _cluster.Log.ReadAll(0, 1_000, default)).Select(FactCodec.Decode).OfType<T>()];

    private async Task Mailed(MailKind kind, int count)
    {
        Assert.True((await _cluster.Grains.Projection(ActivityRouting.MailTarget).CatchUp(default)).IsThrough);
        var mails = await _cluster.Get<IOutbox>().Claim(_clock.GetUtcNow(), _clock.GetUtcNow() + _afterTheLease, 100, default);
        Assert.Equal(count, mails.Count(mail => mail.Kind == MailKinds.NameOf(kind)));
        Assert.Equal(mails.Count, mails.Select(static mail => mail.Key).Distinct(StringComparer.Ordinal).Count());
    }

    private sealed class DyingRows(ILetterRows rows) : ILetterRows
    {
        public Task<long> LoadMark(CancellationToken ct) => rows.LoadMark(ct);

        public Task<bool> Gather(long loaded, long mark, TimeSpan bundle, CancellationToken ct) => rows.Gather(loaded, mark, bundle, ct);

        public Task<IReadOnlyList<LetterRow>> Claim(DateTimeOffset now, DateTimeOffset leaseEnds, int limit, CancellationToken ct) =>
            rows.Claim(now, leaseEnds, limit, ct);

        public Task Settle(IReadOnlyList<LetterFate> fates, DateTimeOffset now, CancellationToken ct) => throw new UnavailableException("It has died.", TimeSpan.Zero);
    }

    private sealed class DyingDigests(IDigestRows rows) : IDigestRows
    {
        public Task<IReadOnlyList<DigestRow>> Claim(DateTimeOffset now, DateTimeOffset leaseEnds, int limit, CancellationToken ct) =>
            rows.Claim(now, leaseEnds, limit, ct);

        public Task Settle(IReadOnlyList<(DigestRow Row, DateTimeOffset DueAt)> settled, DateTimeOffset now, CancellationToken ct) =>
            throw new UnavailableException("It has died.", TimeSpan.Zero);
    }
}
