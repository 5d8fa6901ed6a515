using Skiller.Contracts.Members;
using Skiller.Grains.Accounts;
using Skiller.Grains.Activity;
using Skiller.Grains.Invitations;
using Xunit;

namespace Skiller.Tests.Storage.Invitations;

/// <summary>What every driver of the facts of invitations promises.</summary>
public abstract class InvitationRecordsSuite : IAsyncLifetime
{
    private static readonly DateTimeOffset _noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private StorageUnderTest _storage = null!;

    public async ValueTask InitializeAsync() => _storage = await NewStorage();

    public async ValueTask DisposeAsync()
    {
        await _storage.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Invitations_of_one_account_come_newest_first_in_pages()
    {
        var opened = _storage.Open();
        await Append(opened, "k:1", Made("a"), new SessionOpened("t", _noon), Made("b"), Made("c"));
        await Append(opened, "k:2", Made("d"));
        var records = opened.Get<IInvitationRecords>();

        var first = await records.Made("k:1", long.MaxValue, 2, default);
        var second = await records.Made("k:1", first[^1].Version, 2, default);

        Assert.Equal(["c", "b"], first.Select(FactCodec.Decode).Cast<InvitationMade>().Select(static m => m.Invitation));
        Assert.Equal(["a"], second.Select(FactCodec.Decode).Cast<InvitationMade>().Select(static m => m.Invitation));
        Assert.Equal([4L, 3L, 1L], first.Concat(second).Select(static a => a.Version));
        Assert.Empty(await records.Made("k:3", long.MaxValue, 2, default));
    }

    [Fact]
    public async Task Of_many_invitations_those_are_found_with_which_somebody_joined_or_that_were_taken_back()
    {
        var opened = _storage.Open();
        var invitation = new InvitationOpened(new MemberId(1), Role.Member, null, _noon);
        await Append(opened, "i:a", invitation, new InvitationAccepted(new MemberId(7), new MemberId(1)));
        await Append(opened, "i:b", invitation);
        await Append(opened, "i:c", invitation, new InvitationSpent(new MemberId(7), new MemberId(1)));
        await Append(opened, "i:d", invitation, new InvitationAccepted(new MemberId(8), new MemberId(1)));
        await Append(opened, "i:e", invitation, new InvitationRevoked());
        var records = opened.Get<IInvitationRecords>();

        var ends = (await records.Ends(["i:a", "i:b", "i:c", "i:e", "i:nowhere"], default)).ToDictionary(static a => a.Stream, FactCodec.Decode);

        Assert.Equal(["i:a", "i:e"], ends.Keys.Order());
        Assert.Equal(new MemberId(7), Assert.IsType<InvitationAccepted>(ends["i:a"]).Member);
        Assert.IsType<InvitationRevoked>(ends["i:e"]);
        Assert.Empty(await records.Ends([], default));
    }

    private protected abstract Task<StorageUnderTest> NewStorage();

    private static InvitationMade Made(string id) => new(id, $"hash-{id}", "hint", null, null, _noon);

    private static async Task Append(OpenedStorage opened, string stream, params Fact[] facts) => Assert.IsType<AppendOutcome.Committed>(
        await opened.Log.Append(
            new AppendRequest([new StreamAppend(stream, 0, [.. facts.Select(f => FactCodec.Encode(stream, new TimedFact(f, _noon, null)))])], []),
            default));
}

public sealed class SqliteInvitationRecordsTests : InvitationRecordsSuite
{
    private protected override Task<StorageUnderTest> NewStorage() => SqliteUnderTest.New();
}

public sealed class PostgresInvitationRecordsTests : InvitationRecordsSuite
{
    private protected override Task<StorageUnderTest> NewStorage() => PostgresUnderTest.New();
}
