using Skiller.Contracts.Webhooks;
using Skiller.Grains.Webhooks;
using Xunit;

namespace Skiller.Tests.Unit.Webhooks;

public sealed class WebhookTimingTests
{
    private static readonly DateTimeOffset _noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly WebhookOutcome _not = new WebhookOutcome.NotTaken(500, "status");

    [Fact]
    public void What_is_not_taken_is_tried_later_and_later_for_a_day_and_no_longer()
    {
        var (now, pauses) = (_noon, new List<TimeSpan>());
        var fate = WebhookTiming.Decide(_not, 1, _noon, now);
        for (var attempt = 1; fate is WebhookFate.Waits waits; fate = WebhookTiming.Decide(_not, ++attempt, _noon, now))
        {
            pauses.Add(waits.Until - now);
            now = waits.Until;
        }

        Assert.Equal(new WebhookFate.Failed(500, "status"), fate);
        Assert.Equal(_noon.AddHours(24), now);
        Assert.Equal(
            [5, 300, 1_800, 7_200, 18_000, 36_000, 86_400 - 5 - 300 - 1_800 - 7_200 - 18_000 - 36_000], pauses.Select(static pause => (int)pause.TotalSeconds));
    }

    [Fact]
    public void What_is_taken_is_delivered_and_a_receiver_that_is_gone_is_asked_no_more()
    {
        Assert.Equal(new WebhookFate.Delivered(204), WebhookTiming.Decide(new WebhookOutcome.Taken(204), 1, _noon, _noon));
        Assert.Equal(new WebhookFate.Failed(410, "gone"), WebhookTiming.Decide(new WebhookOutcome.Gone(410), 1, _noon, _noon));
        Assert.Equal(new WebhookFate.Dropped("not-shown"), WebhookTiming.Decide(new WebhookOutcome.Nothing("not-shown"), 1, _noon, _noon));
    }

    [Fact]
    public void Only_a_day_in_which_nothing_was_taken_and_a_receiver_that_is_gone_pause_a_webhook()
    {
        var failed = new WebhookFate.Failed(500, "status");
        Assert.Equal(WebhookPause.Gone, WebhookTiming.PauseAfter(new WebhookOutcome.Gone(410), new WebhookFate.Failed(410, "gone"), _noon, _noon.AddHours(1)));
        Assert.Equal(WebhookPause.Failing, WebhookTiming.PauseAfter(_not, failed, _noon, _noon.AddHours(-1)));
        Assert.Null(WebhookTiming.PauseAfter(_not, failed, _noon, _noon.AddHours(1)));
        Assert.Null(WebhookTiming.PauseAfter(_not, new WebhookFate.Waits(_noon, 500, "status"), _noon, _noon.AddHours(-1)));
        Assert.Null(WebhookTiming.PauseAfter(new WebhookOutcome.Taken(200), new WebhookFate.Delivered(200), _noon, _noon.AddHours(-1)));
    }
}
