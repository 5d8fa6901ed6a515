using Skiller.Contracts;
using Skiller.Grains.Activity;

namespace Skiller.Grains.Accounts;

/// <summary>
/// A member is to be written to of what they were told in a part of the log. Parts never overlap: what is asked again, or by two at once, is one
/// letter.
/// </summary>
internal static class SendingLetter
{
    /// <param name="state">The account.</param>
    /// <param name="after">Where the part begins.</param>
    /// <param name="upTo">Where it ends, itself included.</param>
    /// <param name="now">When.</param>
    public static Decision<Done> Decide(AccountState state, long after, long upTo, DateTimeOffset now)
    {
        if (!state.IsOpen)
        {
            return RefusalCode.NotFound;
        }

        var from = Math.Max(after, state.LettersUpTo);
        return from >= upTo ? Decision<Done>.NoChange(Done.It) : Decision<Done>.Of(Done.It, now, null, new LetterDue(from, upTo));
    }
}
