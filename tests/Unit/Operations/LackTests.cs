using Microsoft.Extensions.Time.Testing;
using Skiller.Silo.Operations;
using Xunit;

namespace Skiller.Tests.Unit.Operations;

/// <summary>F13: a silo ends that alone has lost the database; F07, F08: none does when it comes back to all, to one a moment before another.</summary>
public sealed class LackTests
{
    private readonly FakeTimeProvider _clock = new();
    private readonly Lack _lack;

    public LackTests() => _lack = new Lack(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(3), _clock);

    [Fact]
    public void One_that_alone_has_none_is_told_so_after_the_patience()
    {
        Assert.False(After(seconds: 2, isAlone: true));
        Assert.False(After(seconds: 2, isAlone: true));
        Assert.True(After(seconds: 2, isAlone: true));
        Assert.Equal(TimeSpan.FromSeconds(6), _lack.Time);
    }

    [Fact]
    public void While_nobody_has_one_it_lasts_as_long_as_it_may()
    {
        for (var look = 0; look < 100; look++)
        {
            Assert.False(After(seconds: 1, isAlone: false));
        }
    }

    [Fact]
    public void Of_those_to_whom_it_comes_back_the_last_one_has_time_to_see_it()
    {
        Assert.False(After(seconds: 30, isAlone: false));
        Assert.False(After(seconds: 4, isAlone: true));
        _lack.Ends();
        Assert.False(After(seconds: 4, isAlone: true));
        Assert.False(After(seconds: 2, isAlone: false));
        Assert.False(After(seconds: 4, isAlone: true));
        Assert.True(After(seconds: 3, isAlone: true));
    }

    private bool After(int seconds, bool isAlone)
    {
        _clock.Advance(TimeSpan.FromSeconds(seconds));
        return _lack.Lasts(isAlone);
    }
}
