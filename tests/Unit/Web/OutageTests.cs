using Microsoft.Extensions.Time.Testing;
using Skiller.Contracts;
using Skiller.Web.Api;
using Xunit;

namespace Skiller.Tests.Unit.Web;

/// <summary>A short outage is waited out, a long one is told at once.</summary>
public sealed class OutageTests
{
    private static readonly UnavailableException _away = new("PostgreSQL is unavailable.", TimeSpan.FromSeconds(1));
    private readonly FakeTimeProvider _clock = new();
    private readonly Outage _outage;

    public OutageTests() => _outage = new Outage(_clock);

    [Fact]
    public void It_is_short_for_four_seconds()
    {
        Assert.True(_outage.IsShort(_away));
        _clock.Advance(TimeSpan.FromSeconds(3.9));
        Assert.True(_outage.IsShort(_away));
        _clock.Advance(TimeSpan.FromSeconds(0.1));
        Assert.False(_outage.IsShort(_away));
    }

    [Fact]
    public void It_stays_long_while_somebody_is_told_of_it()
    {
        for (var i = 0; i < 100; i++)
        {
            _outage.IsShort(_away);
            _clock.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.False(_outage.IsShort(_away));
    }

    [Fact]
    public void After_five_seconds_of_which_nobody_was_told_it_is_another_one()
    {
        _outage.IsShort(_away);
        _clock.Advance(TimeSpan.FromSeconds(4));
        Assert.False(_outage.IsShort(_away));
        _clock.Advance(TimeSpan.FromSeconds(5.1));
        Assert.True(_outage.IsShort(_away));
    }

    [Fact]
    public void What_an_operator_keeps_closed_and_what_is_no_outage_is_not_waited_for()
    {
        Assert.False(_outage.IsShort(new UnavailableException("Closed.", TimeSpan.FromMinutes(1)) { IsReadOnly = true }));
        Assert.False(_outage.IsShort(new TimeoutException()));
    }
}
