using Skiller.Grains.Mail;
using Xunit;

namespace Skiller.Tests.Unit.Mail;

/// <summary>When a mail is tried again, and when it is given up.</summary>
public sealed class RedeliveryTests
{
    private static readonly DateTimeOffset _noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly MailOutcome _deferred = new MailOutcome.Deferred("away");

    [Fact]
    public void What_was_taken_is_sent() =>
        Assert.Equal(new MailFate.Sent(), Redelivery.Decide(3, new MailOutcome.Delivered(), _noon, _noon));

    [Fact]
    public void What_was_refused_for_good_is_dead_at_once() =>
        Assert.Equal(new MailFate.Dead("the server answered 550"), Redelivery.Decide(1, new MailOutcome.Refused("the server answered 550"), _noon, _noon));

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(3, 4)]
    [InlineData(7, 64)]
    [InlineData(8, 120)]
    [InlineData(900, 120)]
    public void Pauses_double_up_to_two_hours(int attempt, int minutes) =>
        Assert.Equal(new MailFate.Waits(_noon.AddMinutes(minutes), "away"), Redelivery.Decide(attempt, _deferred, _noon, _noon));

    [Fact]
    public void After_a_day_it_is_dead_and_so_attempts_are_bounded()
    {
        var (now, attempts) = (_noon, 0);
        while (Redelivery.Decide(++attempts, _deferred, _noon, now) is MailFate.Waits waits)
        {
            now = waits.Until;
        }

        Assert.Equal(18, attempts);
        Assert.InRange(now, _noon.AddHours(22), _noon.AddHours(24));
        Assert.Equal(new MailFate.Dead("away"), Redelivery.Decide(attempts, _deferred, _noon, now));
    }
}
