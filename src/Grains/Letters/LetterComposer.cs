using Skiller.Contracts;
using Skiller.Contracts.Members;
using Skiller.Grains.Accounts;
using Skiller.Grains.Mail;
using Skiller.Grains.Notifications;

namespace Skiller.Grains.Letters;

/// <summary>
/// Writes the letter of a part of the log when it is sent: what the member was told there, still wants to be told by mail and has not read. Names
/// and titles are those of now, so nothing that was erased is in it.
/// </summary>
internal sealed class LetterComposer(INotificationRows rows, IGrainFactory grains, LetterLines lines, MailOptions options)
{
    /// <summary>Most lines of a letter; more are said to be on the site.</summary>
    private const int LinesMax = 30;

    private static readonly TimeSpan _retryAfter = TimeSpan.FromSeconds(5);

    /// <summary>The letter, null: nothing is left to say, or nobody to say it to.</summary>
    /// <param name="member">Whose.</param>
    /// <param name="part">The part of the log.</param>
    /// <param name="ct">Ends the wait.</param>
    /// <exception cref="UnavailableException">What the member was told is not written again yet.</exception>
    public async Task<Letter?> Of(MemberId member, LetterDue part, CancellationToken ct)
    {
        if ((await grains.Account(member).Letters(ct)).Value is not { IsReachable: true } box)
        {
            return null;
        }

        if (await rows.Behind(part.UpTo, ct) is { Count: > 0 } behind)
        {
            throw new UnavailableException($"{behind[0]} is behind position {part.UpTo}.", _retryAfter);
        }

        var after = Math.Max(part.From, await rows.ReadMark(member, ct));
        var told = await lines.Of(await rows.Told(member, after, part.UpTo, Topics.AtOnce(box.Settings), LinesMax + 1, ct), LinesMax, box.Locale, ct);
        return told.IsEmpty ? null : new Letter(MailKind.Notifications, box.Email, box.Locale, box.Name, [], options.Link("/notifications"))
        {
            Sections = [new LetterSection(null, told)],
            Unsubscribe = options.Link($"/letters/{member}.{box.LinkToken}"),
        };
    }
}
