using Skiller.Contracts;
using Skiller.Grains.Activity;
using Skiller.Grains.Projections;
using Xunit;

namespace Skiller.Tests.Unit.Projections;

/// <summary>What was read is there while it cannot be read (guarantee 7).</summary>
public sealed class PageMemoryTests
{
    private static readonly PageRequest _first = new(null, 30);
    private readonly PageMemory _memory = new(TimeProvider.System);
    private int _reads;

    [Fact]
    public async Task A_page_is_not_read_again_at_once()
    {
        Assert.Equal("one", await _memory.Get("list", _first, () => Read("one")));
        Assert.Equal("one", await _memory.Get("list", _first, () => Read("two")));
        Assert.Equal(1, _reads);
    }

    [Fact]
    public async Task What_must_be_fresh_is_read_each_time()
    {
        Assert.Equal("one", await _memory.Get<string>("ledger", TimeSpan.Zero, async () => await Read("one")));
        Assert.Equal("two", await _memory.Get<string>("ledger", TimeSpan.Zero, async () => await Read("two")));
    }

    [Fact]
    public async Task While_nothing_can_be_read_pages_are_as_they_last_were_and_only_the_first_reader_asks()
    {
        await _memory.Get<string>("ledger", TimeSpan.Zero, async () => await Read("one"));
        Assert.Equal("one", await _memory.Get<string>("ledger", TimeSpan.Zero, Away));
        Assert.Equal("one", await _memory.Get<string>("ledger", TimeSpan.Zero, Away));
        Assert.Equal(2, _reads);
    }

    [Fact]
    public async Task What_was_never_read_is_unavailable()
    {
        await Assert.ThrowsAsync<UnavailableException>(() => _memory.Get<string>("unknown", TimeSpan.Zero, Away));
    }

    [Fact]
    public async Task What_is_not_there_is_not_remembered()
    {
        Assert.Null(await _memory.Get<string>("skill", PageMemory.Fresh, static () => Task.FromResult<string?>(null)));
        Assert.Equal("one", await _memory.Get<string>("skill", PageMemory.Fresh, async () => await Read("one")));
    }

    [Fact]
    public async Task A_silent_server_is_not_waited_for_and_what_it_says_later_is_remembered()
    {
        var late = new TaskCompletionSource<string?>();
        await _memory.Get<string>("ledger", TimeSpan.Zero, async () => await Read("one"));
        Assert.Equal("one", await _memory.Get("ledger", TimeSpan.Zero, () => late.Task));
        late.SetResult("two");
        Assert.Equal("two", await _memory.Get<string>("ledger", TimeSpan.FromHours(1), Away));
    }

    [Fact]
    public void Of_more_than_it_may_keep_those_used_last_stay()
    {
        var map = new BoundedMap<int, int>(10);
        for (var i = 0; i < 1_000; i++)
        {
            map.Keep(i, i);
            Assert.True(map.TryGet(0, out _));
        }

        Assert.Equal([0, 999], new[] { 0, 999 }.Where(i => map.TryGet(i, out _)));
        Assert.InRange(Enumerable.Range(0, 1_000).Count(i => map.TryGet(i, out _)), 5, 10);
    }

    private Task<string> Read(string page)
    {
        _reads++;
        return Task.FromResult(page);
    }

    private Task<string?> Away()
    {
        _reads++;
        throw new UnavailableException("It is away.", TimeSpan.FromSeconds(1));
    }
}
