using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;
using Skiller.Grains.Activity;
using Skiller.Grains.Projections;
using Xunit;

namespace Skiller.Tests.Storage.Snapshots;

/// <summary>What grain state in our tables promises, through Orleans' own provider.</summary>
public abstract class SnapshotSuite : IAsyncLifetime
{
    private StorageUnderTest _storage = null!;
    private SnapshotSilo _silo = null!;

    private protected SnapshotSilo Silo => _silo;

    public async ValueTask InitializeAsync()
    {
        _storage = await NewStorage();
        _silo = await SnapshotSilo.Start(_storage.Options);
    }

    public async ValueTask DisposeAsync()
    {
        await _silo.DisposeAsync();
        await _storage.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_state_comes_back_as_it_was_written_and_moves_on_from_version_to_version()
    {
        Assert.False((await _silo.Read("q:1")).RecordExists);
        await _silo.WriteFirst("q:1", 1);

        var state = await _silo.Read("q:1");
        Assert.Equal(new TestedState(1), state.State);
        state.State = new TestedState(2);
        await _silo.Storage.WriteStateAsync("tested", SnapshotSilo.Id("q:1"), state);

        var again = await _silo.Read("q:1");
        Assert.Equal(new TestedState(2), again.State);
        Assert.Equal(("2", "2"), (state.ETag, again.ETag));
    }

    [Fact]
    public async Task A_write_on_an_old_version_is_refused()
    {
        await _silo.WriteFirst("q:1", 1);
        var one = await _silo.Read("q:1");
        var other = await _silo.Read("q:1");
        await _silo.Storage.WriteStateAsync("tested", SnapshotSilo.Id("q:1"), one);

        await Assert.ThrowsAsync<InconsistentStateException>(() => _silo.Storage.WriteStateAsync("tested", SnapshotSilo.Id("q:1"), other));
        Assert.Equal("2", (await _silo.Read("q:1")).ETag);
    }

    [Fact]
    public async Task Of_sixteen_first_writers_one_wins_on_every_key_D3()
    {
        for (var key = 0; key < 40; key++)
        {
            var wins = await Task.WhenAll(Enumerable.Range(0, 16).Select(writer => Task.Run(() => _silo.WriteFirst($"q:{key}", writer))));
            Assert.Equal(1, wins.Count(static won => won));
            Assert.Equal("1", (await _silo.Read($"q:{key}")).ETag);
        }
    }

    [Fact]
    public async Task Keys_with_our_prefixes_have_a_row_each_where_bare_ones_share_it_D1()
    {
        string[] names = ["ada", "ADA", "0ada", "c", "C", "0c", "12", "012"];
        for (var i = 0; i < names.Length; i++)
        {
            Assert.True(await _silo.WriteFirst($"t:{names[i]}", i));
        }

        for (var i = 0; i < names.Length; i++)
        {
            Assert.Equal(new TestedState(i), (await _silo.Read($"t:{names[i]}")).State);
        }

        // The trap itself: without the prefix the provider takes the key for a number.
        Assert.True(await _silo.WriteFirst("ada", 1));
        Assert.False(await _silo.WriteFirst("ADA", 2));
    }

    [Fact]
    public async Task States_of_two_names_are_two_rows_D2()
    {
        await _silo.WriteFirst("q:1", 1, "tested");
        await _silo.WriteFirst("q:1", 2, "other");

        Assert.Equal(new TestedState(1), (await _silo.Read("q:1", "tested")).State);
        Assert.Equal(new TestedState(2), (await _silo.Read("q:1", "other")).State);
    }

    [Fact]
    public async Task A_cleared_state_can_be_written_again()
    {
        await _silo.WriteFirst("q:1", 1);
        var state = await _silo.Read("q:1");
        await _silo.Storage.ClearStateAsync("tested", SnapshotSilo.Id("q:1"), state);

        var cleared = new GrainState<TestedState>(new TestedState(0)) { ETag = state.ETag };
        cleared.State = new TestedState(7);
        await _silo.Storage.WriteStateAsync("tested", SnapshotSilo.Id("q:1"), cleared);

        Assert.Equal(new TestedState(7), (await _silo.Read("q:1")).State);
    }

    [Fact]
    public async Task No_name_of_a_type_is_stored_R9()
    {
        await _silo.WriteFirst("q:1", 42);

        Assert.Equal("""{"value":42}""", await _storage.Scalar("select cast(payload as text) from orleans_snapshot", "select convert_from(payload, 'UTF8') from orleans_snapshot"));
    }

    [Fact]
    public async Task The_bytes_of_a_snapshot_are_stored_as_they_are_and_come_back()
    {
        var row = new GrainState<SnapshotBytes>(new SnapshotBytes("""{"schema":1,"state":{"title":"§"}}"""u8.ToArray()));
        await _silo.Storage.WriteStateAsync("snapshot-tested", SnapshotSilo.Id("q:1"), row);
        var read = new GrainState<SnapshotBytes>(SnapshotBytes.None);
        await _silo.Storage.ReadStateAsync("snapshot-tested", SnapshotSilo.Id("q:1"), read);

        Assert.True(read.RecordExists);
        Assert.Equal("""{"schema":1,"state":{"title":"§"}}""", Encoding.UTF8.GetString(Assert.IsType<SnapshotBytes>(read.State).Json.Span));
        Assert.Equal(
            """{"schema":1,"state":{"title":"§"}}""",
            await _storage.Scalar("select cast(payload as text) from orleans_snapshot", "select convert_from(payload, 'UTF8') from orleans_snapshot"));
    }

    [Fact]
    public async Task A_rebuild_drops_snapshots_and_no_other_state_and_a_new_one_can_be_kept()
    {
        await _silo.WriteFirst("q:1", 1, "snapshot-tested");
        await _silo.WriteFirst("q:1", 2, "tested");
        var before = await _silo.Read("q:1", "snapshot-tested");

        await _silo.Services.GetRequiredService<IDerivedState>().ClearSnapshots(CancellationToken.None);

        Assert.False((await _silo.Read("q:1", "snapshot-tested")).RecordExists);
        Assert.Equal(new TestedState(2), (await _silo.Read("q:1")).State);
        await Assert.ThrowsAsync<InconsistentStateException>(
            () => _silo.Storage.WriteStateAsync("snapshot-tested", SnapshotSilo.Id("q:1"), before));
        Assert.True(await _silo.WriteFirst("q:1", 3, "snapshot-tested"));
    }

    private protected abstract Task<StorageUnderTest> NewStorage();
}
