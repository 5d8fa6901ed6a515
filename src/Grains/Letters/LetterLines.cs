using System.Collections.Immutable;
using Skiller.Contracts;
using Skiller.Contracts.Members;
using Skiller.Contracts.Notifications;
using Skiller.Contracts.Questions;
using Skiller.Grains.Mail;

namespace Skiller.Grains.Letters;

/// <summary>Says notifications in a line each, with the names and titles of now.</summary>
internal sealed class LetterLines(IGrainFactory grains, MailOptions options)
{
    /// <summary>The lines; what is about a question that is not shown any more is left out, but for a moderator's word.</summary>
    /// <param name="told">What is said.</param>
    /// <param name="most">So many lines; that there are more is said on one of its own.</param>
    /// <param name="locale">In which language.</param>
    /// <param name="ct">Ends the wait.</param>
    public async Task<ImmutableArray<LetterLine>> Of(IReadOnlyList<NotificationRow> told, int most, Locale locale, CancellationToken ct)
    {
        var shown = told.Take(most).ToList();
        var questions = await Titles([.. shown.Select(static row => row.Question).OfType<QuestionId>().Distinct()], ct);
        var names = await Names([.. shown.Select(static row => row.Actor).OfType<MemberId>().Distinct()], ct);
        return
        [
            .. shown.Select(row => Line(row, questions, names, locale)).OfType<LetterLine>(),
            .. told.Count > most ? [new LetterLine(MailWords.In(locale)["told.more"], options.Link("/notifications"))] : ImmutableArray<LetterLine>.Empty,
        ];
    }

    // Lists are a little behind, and empty while they are made anew: whoever they do not know is asked, or a line would be lost for good.
    private async Task<Dictionary<QuestionId, string>> Titles(ImmutableArray<QuestionId> questions, CancellationToken ct)
    {
        var titles = questions.IsEmpty ? [] : (await grains.QuestionList().Find(questions, ct)).ToDictionary(static found => found.Id, static found => found.Title);
        var unlisted = questions.Where(question => !titles.ContainsKey(question)).Select(async question => (
            Question: question, (await grains.Question(question).View(new ViewQuestion(null, Count: false, IsAlone: true), ct)).Value?.Title));
        foreach (var (question, title) in await Task.WhenAll(unlisted))
        {
            if (title is not null)
            {
                titles.Add(question, title);
            }
        }

        return titles;
    }

    private async Task<Dictionary<MemberId, MemberCard>> Names(ImmutableArray<MemberId> members, CancellationToken ct) =>
        members.IsEmpty ? [] : (await grains.Directory().Cards(members, ct)).ToDictionary(static card => card.Id);

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
