using System.Collections.Immutable;
using Skiller.Contracts;
using Skiller.Contracts.Members;
using Skiller.Contracts.Notifications;
using Skiller.Contracts.Questions;
using Skiller.Grains.Accounts;
using Skiller.Grains.Mail;
using Skiller.Grains.Notifications;

namespace Skiller.Grains.Letters;

/// <summary>
/// Writes the letter of a part of the log when it is sent: what the member was told there, still wants to be told by mail and has not read. Names
/// and titles are those of now, so nothing that was erased is in it.
/// </summary>
internal sealed class LetterComposer(INotificationRows rows, IGrainFactory grains, MailOptions options)
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
        var told = await rows.Told(member, after, part.UpTo, Topics.AtOnce(box.Settings), LinesMax + 1, ct);
        var shown = told.Take(LinesMax).ToList();
        var questions = await Titles([.. shown.Select(static row => row.Question).OfType<QuestionId>().Distinct()], ct);
        var names = await Names([.. shown.Select(static row => row.Actor).OfType<MemberId>().Append(member).Distinct()], ct);
        var locale = box.Locale;
        ImmutableArray<LetterLine> lines =
        [
            .. shown.Select(row => Line(row, questions, names, locale)).OfType<LetterLine>(),
            .. told.Count > LinesMax ? [new LetterLine(MailWords.In(locale)["told.more"], options.Link("/notifications"))] : ImmutableArray<LetterLine>.Empty,
        ];
        return lines.IsEmpty ? null : new Letter(MailKind.Notifications, box.Email, locale, names.GetValueOrDefault(member)?.Name, [], options.Link("/notifications"))
        {
            Lines = lines,
            Unsubscribe = options.Link($"/letters/{member}.{box.LinkToken}"),
        };
    }

    private async Task<Dictionary<QuestionId, string>> Titles(ImmutableArray<QuestionId> questions, CancellationToken ct) =>
        questions.IsEmpty ? [] : (await grains.QuestionList().Find(questions, ct)).ToDictionary(static found => found.Id, static found => found.Title);

    private async Task<Dictionary<MemberId, MemberCard>> Names(ImmutableArray<MemberId> members, CancellationToken ct) =>
        (await grains.Directory().Cards(members, ct)).ToDictionary(static card => card.Id);

    // Of a question that is not shown any more only what a moderator did is said.
    private LetterLine? Line(NotificationRow row, Dictionary<QuestionId, string> titles, Dictionary<MemberId, MemberCard> names, Locale locale)
    {
        var words = MailWords.In(locale);
        var title = row.Question is { } question && titles.TryGetValue(question, out var found) ? found : null;
        if (row.Question is not null && title is null && row.Kind != NotificationKind.Moderation)
        {
            return null;
        }

        var actor = row.Actor is { } by ? names.GetValueOrDefault(by) : null;
        var text = row.Act is { } act
            ? words[$"told.moderation.{act}"].Replace("{0}", title ?? words["told.gone"], StringComparison.Ordinal)
            : words[$"told.{row.Kind}"]
                .Replace("{0}", actor?.Name ?? words["told.somebody"], StringComparison.Ordinal)
                .Replace("{1}", row.Skill?.Value ?? title ?? "", StringComparison.Ordinal);
        return new LetterLine(text, options.Link(PathOf(row, actor)));
    }

    // The exact place.
    private static string PathOf(NotificationRow row, MemberCard? actor) => row switch
    {
        { Answer: { } answer, Comment: { } comment } => $"/a/{answer}?comment={comment}",
        { Answer: { } answer } => $"/a/{answer}",
        { Question: { } question, Comment: { } comment } => $"/questions/{question}#comment-{comment}",
        { Question: { } question } => $"/questions/{question}",
        { Kind: NotificationKind.InvitationUsed } when actor is not null => $"/members/{actor.Handle}",
        _ => "/notifications",
    };
}
