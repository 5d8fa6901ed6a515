using System.Text;
using Skiller.Grains.Activity;
using Xunit;
using static Skiller.Tests.Storage.Activity.Appends;

namespace Skiller.Tests.Storage.Activity;

/// <summary>What every driver of the log promises.</summary>
public abstract partial class ActivityLogSuite : IAsyncLifetime
{
    private StorageUnderTest _storage = null!;
    private OpenedStorage _one = null!;

    public async ValueTask InitializeAsync()
    {
        _storage = await NewStorage();
        _one = _storage.Open();
    }

    public async ValueTask DisposeAsync()
    {
        await _storage.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_fact_comes_back_as_it_was_appended()
    {
        var fact = new NewActivity(
            "question-asked", 2, Encoding.UTF8.GetBytes("""{"é":1}"""), Encoding.UTF8.GetBytes("""{"n":"Ada"}"""), Noon, 87, ["member/m:87", "lists/l:1"]);

        Assert.Equal(new AppendOutcome.Committed(1), await _one.Append(To("q:1", 0, fact)));

        var read = Assert.Single(await _one.Stream("q:1"));
        Assert.Equal((1, "q:1", 1, "question-asked", 2), (read.Position, read.Stream, read.Version, read.Kind, read.Schema));
        Assert.Equal((Noon, 87), (read.At, read.Actor));
        Assert.Equal("""{"é":1}""", read.Payload.Text());
        Assert.Equal("""{"n":"Ada"}""", read.Personal!.Value.Text());
    }

    [Fact]
    public async Task A_fact_without_actor_and_personal_data_comes_back_without()
    {
        await _one.Append(To("q:1", 0, Fact()));

        var read = Assert.Single(await _one.Stream("q:1"));
        Assert.Null(read.Actor);
        Assert.Null(read.Personal);
    }

    [Fact]
    public async Task An_append_at_another_version_changes_nothing()
    {
        await _one.Append(To("q:1", 0, Fact("1")));

        var outcome = await _one.Append(To("q:1", 0, Fact("2")));

        Assert.Equal(["q:1"], Assert.IsType<AppendOutcome.Conflict>(outcome).Streams);
        Assert.Equal(["1"], (await _one.Stream("q:1")).Select(read => read.Payload.Text()));
        Assert.Equal(1, await _one.Log.Head(CancellationToken.None));
    }

    [Fact]
    public async Task An_append_beyond_the_version_changes_nothing()
    {
        Assert.Equal(["q:1"], Assert.IsType<AppendOutcome.Conflict>(await _one.Append(To("q:1", 1, Fact()))).Streams);
        Assert.Equal(0, await _one.Log.Head(CancellationToken.None));
    }

    [Fact]
    public async Task Several_streams_are_appended_together()
    {
        var outcome = await _one.Append(To("q:1", 0, Fact("1"), Fact("2")).And("h:1", 0, Fact("3")));

        Assert.Equal(new AppendOutcome.Committed(3), outcome);
        Assert.Equal([1L, 2L], (await _one.Stream("q:1")).Select(read => read.Version));
        Assert.Equal([3L], (await _one.Stream("h:1")).Select(read => read.Position));
    }

    [Fact]
    public async Task Several_streams_are_appended_whole_or_not_at_all()
    {
        await _one.Append(To("h:1", 0, Fact()));
        await _one.Append(To("h:2", 0, Fact()));

        var outcome = await _one.Append(To("m:1", 0, Fact()).And("h:1", 0, Fact()).And("h:2", 0, Fact()).By(Command(1)));

        Assert.Equal(["h:1", "h:2"], Assert.IsType<AppendOutcome.Conflict>(outcome).Streams.Order());
        Assert.Empty(await _one.Stream("m:1"));
        Assert.Null(await _one.Log.FindCommand(Command(1).Key, CancellationToken.None));
        Assert.Equal(2, await _one.Log.Head(CancellationToken.None));
    }

    [Fact]
    public async Task A_stream_is_read_in_order_over_many_pages_beyond_a_version()
    {
        for (var batch = 0; batch < 3; batch++)
        {
            await _one.Append(To("q:1", batch * 500, [.. Enumerable.Range(0, 500).Select(i => Fact($"{(batch * 500) + i}"))]));
        }

        var read = await _one.Stream("q:1", after: 200);

        Assert.Equal(Enumerable.Range(200, 1300).Select(i => $"{i}"), read.Select(activity => activity.Payload.Text()));
        Assert.Equal(Enumerable.Range(201, 1300).Select(i => (long)i), read.Select(activity => activity.Version));
    }

    [Fact]
    public async Task A_request_of_more_facts_than_a_transaction_holds_is_an_error_of_the_program() =>
        await Assert.ThrowsAsync<ArgumentException>(() => _one.Append(To("q:1", 0, [.. Enumerable.Repeat(Fact(), 501)])));

    private protected abstract Task<StorageUnderTest> NewStorage();
}
