using Microsoft.Extensions.Time.Testing;
using Skiller.Grains.Activity;
using Skiller.Storage.Activity;
using Xunit;
using static Skiller.Tests.Storage.Activity.Appends;

namespace Skiller.Tests.Storage.Activity;

public abstract partial class ActivityLogSuite
{
    private const string Mine = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    private const string Others = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    [Fact]
    public async Task A_traced_fact_is_known_by_its_position_and_others_are_not()
    {
        var traced = _one.Get<TracedActs>();
        await _one.Append(To("q:1", 0, Fact("1"), Fact("2") with { Trace = Mine }, Fact("3")));
        await _one.Append(To("q:2", 0, Fact("1")).And("m:1", 0, Fact("2") with { Trace = Others }));

        Assert.Equal(new Dictionary<long, string> { [2] = Mine, [5] = Others }, await traced.Between(1, 5, CancellationToken.None));
        Assert.Equal([2], (await traced.Between(2, 4, CancellationToken.None)).Keys);
        Assert.Empty(await traced.Between(3, 4, CancellationToken.None));
    }

    [Fact]
    public async Task A_traced_act_that_lost_a_race_gives_its_trace_to_nobody()
    {
        var traced = _one.Get<TracedActs>();
        await _one.Append(To("q:1", 0, Fact("1")));
        Assert.IsType<AppendOutcome.Conflict>(await _one.Append(To("q:1", 0, Fact("2") with { Trace = Mine })));
        Assert.Empty(await traced.Between(0, 10, CancellationToken.None));

        Assert.IsType<AppendOutcome.Committed>(await _one.Append(To("q:1", 1, Fact("2") with { Trace = Mine })));
        Assert.Equal([2], (await traced.Between(0, 10, CancellationToken.None)).Keys);
    }

    [Fact]
    public async Task Traces_are_forgotten_after_a_day()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 11, 29, 12, 0, 0, TimeSpan.Zero));
        var process = _storage.Open(clock);
        var traced = process.Get<TracedActs>();
        await process.Append(To("q:1", 0, Fact("1") with { Trace = Mine }));
        clock.Advance(TimeSpan.FromHours(23));
        await process.Append(To("q:1", 1, Fact("2") with { Trace = Others }));
        Assert.Equal(0, await traced.Sweep(CancellationToken.None));

        clock.Advance(TimeSpan.FromHours(2));
        Assert.Equal(1, await traced.Sweep(CancellationToken.None));
        Assert.Equal([2], (await traced.Between(0, 10, CancellationToken.None)).Keys);
    }
}
