using Skiller.Contracts;
using Skiller.Grains.Activity;
using Xunit;
using static Skiller.Tests.Storage.Activity.Appends;

namespace Skiller.Tests.Storage.Activity;

public abstract partial class ActivityLogSuite
{
    [Fact]
    public async Task A_log_that_is_kept_closed_takes_nothing_from_any_process_and_goes_on_where_it_was()
    {
        var two = _storage.Open();
        await _one.Append(To("q:1", 0, Fact()).By(Command(1)));

        Assert.Equal(1, await two.Get<IReadOnlyMode>().Begin("maintenance", CancellationToken.None));

        foreach (var process in new[] { _one, two })
        {
            var refused = await Assert.ThrowsAsync<UnavailableException>(() => process.Append(To("q:1", 1, Fact()).By(Command(2))));
            Assert.True(refused.IsReadOnly);
            Assert.Equal("maintenance", (await process.Get<IReadOnlyMode>().Read(CancellationToken.None))?.Reason);
        }

        // A lost race is found out when it is open again, and what was done before is told all the same.
        Assert.True((await Assert.ThrowsAsync<UnavailableException>(() => _one.Append(To("q:1", 0, Fact())))).IsReadOnly);
        Assert.IsType<AppendOutcome.Duplicate>(await _one.Append(To("q:1", 1, Fact()).By(Command(1))));
        Assert.Equal(1, await _one.Log.Head(CancellationToken.None));

        Assert.True(await _one.Get<IReadOnlyMode>().End(CancellationToken.None));
        Assert.Equal(new AppendOutcome.Committed(2), await two.Append(To("q:1", 1, Fact()).By(Command(2))));
        Assert.False(await _one.Get<IReadOnlyMode>().End(CancellationToken.None));
    }

    [Fact]
    public async Task Nothing_is_recorded_beyond_the_position_that_closing_tells()
    {
        var two = _storage.Open();
        using var enough = new CancellationTokenSource();
        var writers = Enumerable.Range(0, 8).Select(writer => Task.Run(() => Write(writer % 2 == 0 ? _one : two, $"q:{writer}", enough.Token))).ToList();
        while (await _one.Log.Head(CancellationToken.None) < 50)
        {
            await Task.Yield();
        }

        var last = await two.Get<IReadOnlyMode>().Begin("", CancellationToken.None);
        var facts = 0;
        foreach (var writer in writers)
        {
            facts += await writer;
        }

        Assert.Equal(last, await _one.Log.Head(CancellationToken.None));
        Assert.Equal(last, facts);
    }

    [Fact]
    public async Task Closed_once_more_it_keeps_its_time_and_takes_the_reason()
    {
        var mode = _one.Get<IReadOnlyMode>();
        Assert.Null(await mode.Read(CancellationToken.None));
        await mode.Begin("one", CancellationToken.None);
        var first = await mode.Read(CancellationToken.None);
        await mode.Begin("other", CancellationToken.None);
        Assert.Equal(first! with { Reason = "other" }, await mode.Read(CancellationToken.None));
    }

    // Until it is refused; how much was recorded.
    private static async Task<int> Write(OpenedStorage process, string stream, CancellationToken ct)
    {
        for (var version = 0; ; version++)
        {
            ct.ThrowIfCancellationRequested();
            try
            {
                Assert.IsType<AppendOutcome.Committed>(await process.Append(To(stream, version, Fact())));
            }
            catch (UnavailableException refused) when (refused.IsReadOnly)
            {
                return version;
            }
        }
    }
}
