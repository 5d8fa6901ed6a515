using System.Globalization;
using Skiller.Contracts;
using Skiller.Contracts.Members;
using Skiller.Contracts.Notifications;
using Skiller.Contracts.Questions;
using Skiller.Web.Api;
using Skiller.Web.Members;

namespace Skiller.Web.Notifications;

/// <summary>Makes what the API answers with: names of people and titles of questions by one batched call each.</summary>
internal sealed class NotificationShapes(Authors authors, WebOptions options)
{
    public async Task<IReadOnlyList<NotificationJson>> Of(ApiCall call, NotificationPage page)
    {
        var names = await authors.Of(call, page.Items.SelectMany(static item => item.Actors).Select(static actor => (MemberId?)actor));
        QuestionId[] asked = [.. page.Items.Select(static item => item.Question).OfType<QuestionId>().Distinct()];
        var titles = asked.Length == 0
            ? []
            : (await call.Look((grains, ct) => grains.QuestionList().Find([.. asked], ct))).ToDictionary(static found => found.Id, static found => found.Title);
        var reader = await call.Member();
        var handle = page.Items.Any(static item => item.Question is null)
            ? (await authors.Of(call, [reader.Member])).GetValueOrDefault(reader.Member)?.Handle
            : null;
        return [.. page.Items.Select(item => Shape(item, names, item.Question is { } question ? titles.GetValueOrDefault(question) : null, handle))];
    }

    private NotificationJson Shape(NotificationItem item, IReadOnlyDictionary<MemberId, AuthorJson> names, string? title, string? handle)
    {
        List<AuthorJson> actors = [.. item.Actors.Select(actor => names.GetValueOrDefault(actor)).OfType<AuthorJson>()];
        return new NotificationJson(
            Kebab.Of(item.Kind), item.Position, item.At, item.IsUnread, item.Count, item.People, actors, options.Absolute(PathOf(item, title, actors, handle)))
        {
            Question = item.Question is { } question ? new NotifiedQuestionJson(question.ToString(), title) : null,
            AnswerId = item.Answer?.ToString(),
            CommentId = item.Comment?.ToString(),
            Skill = item.Skill?.Value,
            Act = item.Act is { } act ? Kebab.Of(act) : null,
            Points = item.Kind == NotificationKind.Points ? item.Points : null,
        };
    }

    // The exact place.
    private static string PathOf(NotificationItem item, string? title, List<AuthorJson> actors, string? handle) => item switch
    {
        { Answer: { } answer, Comment: { } comment } => string.Create(CultureInfo.InvariantCulture, $"/a/{answer}?comment={comment}"),
        { Answer: { } answer } => $"/a/{answer}",
        { Question: { } question, Comment: { } comment } => $"{PathOf(question, title)}#comment-{comment}",
        { Question: { } question } => PathOf(question, title),
        { Kind: NotificationKind.InvitationUsed } when actors is [var newcomer, ..] => $"/members/{newcomer.Handle}",
        { Kind: NotificationKind.InvitationUsed } => "/invitations",
        { Kind: NotificationKind.Endorsement } when handle is not null => $"/members/{handle}",
        _ => "/notifications",
    };

    private static string PathOf(QuestionId question, string? title) =>
        title is null ? $"/questions/{question}" : $"/questions/{question}/{Questions.TitleSlug.Of(title)}";
}
