using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;
using Skiller.Contracts;
using Skiller.Contracts.Accounts;
using Skiller.Contracts.Members;
using Skiller.Grains.Accounts;
using Skiller.Grains.Activity;
using Skiller.Tests.Given;
using Xunit;
using static Skiller.Tests.Cluster.Activity.QuestionSilo;

namespace Skiller.Tests.Cluster.Activity;

/// <summary>An account with a long history, whose snapshot saves reading it, and is never needed.</summary>
public sealed class SnapshotGrainTests : IAsyncLifetime
{
    private const string Stream = "k:87";
    private const int SignIns = 300;
    private static readonly MemberId _ada = new(87);
    private readonly TemporaryFolder _folder = new();
    private QuestionSilo? _silo;

    private QuestionSilo Silo => _silo ?? throw new InvalidOperationException("Not started.");

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (_silo is { } silo)
        {
            await silo.DisposeAsync();
        }

        _folder.Dispose();
    }

    [Fact]
    public async Task An_activation_reads_the_snapshot_and_what_came_after_it()
    {
        await StartWithHistory();
        await AssertIsWhole();
        await Kept(SignIns + 1);
        await SignIn("after");
        await Silo.Forget();
        Silo.Log.Read.Clear();

        Assert.NotNull((await Admit("after")).Value);
        await AssertIsWhole();

        // The beginning, which is all of most streams, and nothing between it and the snapshot.
        Assert.Equal([.. Enumerable.Range(1, 199), SignIns + 1, SignIns + 2], Silo.Log.Read.Select(activity => activity.Version));
    }

    [Fact]
    public async Task A_snapshot_is_kept_while_the_account_is_in_use_and_no_more_often_than_it_pays()
    {
        await StartWithHistory();
        await Kept(SignIns + 1);

        // Sixteen sign-ins are a fact each, and the further ones two: they also end the oldest of twenty sessions.
        for (var i = 0; i < 16 + 91; i++)
        {
            await SignIn($"new {i}");
        }

        Assert.Equal("1", (await Row()).ETag);
        await SignIn("and one more");
        await Kept(SignIns + 1 + 200);
    }

    [Theory]
    [InlineData("""{"schema":0,"state":{"member":87,"version":301,"role":"member","sessions":[],"invitationsMade":0,"open":false}}""")]
    [InlineData("""{"schema":1,"state":{"member":87,"version":9999,"role":"member","sessions":[],"invitationsMade":0,"open":false}}""")]
    [InlineData("""{"schema":1,"state":{"member":8""")]
    [InlineData("")]
    public async Task What_is_of_another_form_or_ahead_of_the_log_or_damaged_is_ignored_and_replaced(string stored)
    {
        await StartWithHistory();
        var row = await Row();
        row.State = new SnapshotBytes(Encoding.UTF8.GetBytes(stored));
        await Silo.Snapshots.WriteStateAsync("snapshot-account", Grain.GetGrainId(), row);
        await AssertIsWhole();
        await Kept(SignIns + 1);
    }

    [Fact]
    public async Task A_storage_that_fails_costs_nobody_anything_but_time()
    {
        await StartWithHistory(silo => silo.Services.AddKeyedSingleton<IGrainStorage>(AggregateServices.SnapshotStorage, new BrokenStorage()));
        await AssertIsWhole();
        for (var i = 0; i < 210; i++)
        {
            await SignIn($"new {i}");
        }

        Assert.NotNull((await Admit("new 209")).Value);
    }

    private IAccountGrain Grain => Silo.Grains.Account(_ada);

    private async Task StartWithHistory(Action<ISiloBuilder>? configure = null)
    {
        _silo = await Start(_folder, configure);
        var now = TimeProvider.System.GetUtcNow();
        Fact[] facts =
        [
            new AccountOpened("ada@members.org", "hash", "ada", Role.Member),
            .. Enumerable.Range(0, SignIns - 1).Select(i => new SessionOpened($"t{i}", i < SignIns - 5 ? now : now.AddDays(1))),
            new PasswordHashRenewed("renewed"),
        ];
        await Silo.Log.Append(
            new AppendRequest(
                [new StreamAppend(Stream, 0, [.. facts.Select(fact => FactCodec.Encode(Stream, new TimedFact(fact, now, _ada)))])], []),
            default);
    }

    private async Task AssertIsWhole()
    {
        Assert.NotNull((await Admit($"t{SignIns - 2}")).Value);
        Assert.Equal(RefusalCode.Unauthorized, (await Admit("t1")).Refusal?.Code);
        Assert.Equal("renewed", (await Value(Grain.Credentials(default))).PasswordHash);
    }

    private Task<Result<Actor>> Admit(string token) => Grain.Admit(new AdmissionRequest(token, LimitedAct.None), default);

    private Task<SessionReceipt> SignIn(string token) => Value(Grain.OpenSession(new OpenSession(token, null), default));

    private async Task<GrainState<SnapshotBytes>> Row()
    {
        var row = new GrainState<SnapshotBytes>(SnapshotBytes.None);
        await Silo.Snapshots.ReadStateAsync("snapshot-account", Grain.GetGrainId(), row);
        return row;
    }

    // Waits for the snapshot of a version.
    private async Task Kept(long version)
    {
        _ = await Admit("t1");
        while (true)
        {
            if (await Row() is { RecordExists: true, State.Json: var json } && IsUsable(json.Span, out var kept) && kept == version)
            {
                return;
            }

            await Task.Yield();
        }
    }

    private static bool IsUsable(ReadOnlySpan<byte> json, out long version)
    {
        version = 0;
        try
        {
            version = AccountSnapshot.Format.Read(json)?.Version ?? 0;
        }
        catch (System.Text.Json.JsonException)
        {
            return false;
        }

        return version > 0;
    }

    private sealed class BrokenStorage : IGrainStorage, ILifecycleParticipant<ISiloLifecycle>
    {
        public void Participate(ISiloLifecycle observer)
        {
        }

        public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => throw new IOException("Broken.");

        public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => throw new IOException("Broken.");

        public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => throw new IOException("Broken.");
    }
}
