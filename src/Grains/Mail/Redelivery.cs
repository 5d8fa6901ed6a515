namespace Skiller.Grains.Mail;

/// <summary>
/// When a mail that was not taken is tried again: after 1, 2, 4, … minutes, two hours at most, for a day; then it is dead. What the server
/// refuses for good is dead at once. Source: RELIABILITY.md F33; RFC 5321, 4.5.4.1 asks for less haste and four days, which no link in our
/// mails outlives.
/// </summary>
internal static class Redelivery
{
    private static readonly TimeSpan _first = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan _longest = TimeSpan.FromHours(2);

    /// <summary>A mail whose fact is older is not tried again.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromHours(24);

    public static MailFate Decide(int attempt, MailOutcome outcome, DateTimeOffset madeAt, DateTimeOffset now) => outcome switch
    {
        MailOutcome.Delivered => new MailFate.Sent(),
        MailOutcome.Refused refused => new MailFate.Dead(refused.Reason),
        MailOutcome.Deferred deferred when now + Pause(attempt) is var next && next <= madeAt + Patience => new MailFate.Waits(next, deferred.Reason),
        MailOutcome.Deferred deferred => new MailFate.Dead(deferred.Reason),
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "No outcome."),
    };

    private static TimeSpan Pause(int attempt)
    {
        var pause = _first * Math.Pow(2, Math.Clamp(attempt - 1, 0, 10));
        return pause < _longest ? pause : _longest;
    }
}
