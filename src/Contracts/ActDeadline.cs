namespace Skiller.Contracts;

/// <summary>
/// Until when an act may be carried out that sets a value, such as a vote: until its front gives it up. It may wait in a connection between two
/// silos that do not hear each other, and would else be carried out after a later one of the same member that went another way (F11). What adds
/// something has a command id, and is recognised however late it comes.
/// </summary>
public static class ActDeadline
{
    /// <summary>So much earlier than its front gives it up it is too late, for two nodes' notions of the time.</summary>
    public static readonly TimeSpan Margin = TimeSpan.FromMilliseconds(250);

    private const string Key = "skiller.act-deadline";

    /// <summary>Of the call that is being answered, by the cluster's clock; null: none.</summary>
    public static DateTimeOffset? Current => RequestContext.Get(Key) is long ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;

    /// <summary>Gives one to the calls that this flow makes from here on.</summary>
    /// <param name="now">By the cluster's clock; null: not known, and so is the deadline.</param>
    /// <param name="left">How long the caller waits.</param>
    public static void Set(DateTimeOffset? now, TimeSpan left)
    {
        if (now is { } time)
        {
            RequestContext.Set(Key, (time + left - Margin).UtcTicks);
        }
    }
}
