using System.Collections.Immutable;
using Skiller.Contracts;
using Skiller.Contracts.Webhooks;

namespace Skiller.Grains.Webhooks;

/// <summary>
/// When a delivery that was not taken is tried again: after 5 seconds, 5 minutes, half an hour, 2, 5 and 10 hours, and once more when a day is over
/// (<see cref="Limits.WebhookPatience"/>). Source: Standard Webhooks 1.0, "Retry schedule", cut to that day. Pure.
/// </summary>
internal static class WebhookTiming
{
    private static readonly ImmutableArray<TimeSpan> _pauses =
    [
        TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2), TimeSpan.FromHours(5), TimeSpan.FromHours(10),
    ];

    /// <summary>What becomes of a delivery.</summary>
    /// <param name="outcome">What came of the attempt.</param>
    /// <param name="attempt">Which one it was, from 1.</param>
    /// <param name="begunAt">When the first was due.</param>
    /// <param name="now">When.</param>
    public static WebhookFate Decide(WebhookOutcome outcome, int attempt, DateTimeOffset begunAt, DateTimeOffset now) => outcome switch
    {
        WebhookOutcome.Taken taken => new WebhookFate.Delivered(taken.Status),
        WebhookOutcome.Nothing nothing => new WebhookFate.Dropped(nothing.Reason),
        WebhookOutcome.Gone gone => new WebhookFate.Failed(gone.Status, "gone"),
        WebhookOutcome.NotTaken not when now < begunAt + Limits.WebhookPatience => new WebhookFate.Waits(Next(attempt, begunAt, now), not.Status, not.Reason),
        WebhookOutcome.NotTaken not => new WebhookFate.Failed(not.Status, not.Reason),
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "No outcome."),
    };

    /// <summary>Why a webhook is to be paused after that, null: it is not.</summary>
    /// <param name="outcome">What came of the attempt.</param>
    /// <param name="fate">What became of the delivery.</param>
    /// <param name="begunAt">When its first attempt was due.</param>
    /// <param name="wellAt">When the webhook last took something, or was last said to go on.</param>
    public static WebhookPause? PauseAfter(WebhookOutcome outcome, WebhookFate fate, DateTimeOffset begunAt, DateTimeOffset wellAt) =>
        outcome is WebhookOutcome.Gone ? WebhookPause.Gone
        : fate is WebhookFate.Failed && wellAt <= begunAt ? WebhookPause.Failing
        : null;

    private static DateTimeOffset Next(int attempt, DateTimeOffset begunAt, DateTimeOffset now)
    {
        var (next, last) = (now + _pauses[Math.Clamp(attempt, 1, _pauses.Length) - 1], begunAt + Limits.WebhookPatience);
        return next < last ? next : last;
    }
}
