using System.Collections.Immutable;
using System.Globalization;
using Skiller.Contracts.Members;
using Skiller.Contracts.Questions;
using Skiller.Web.Api;
using Skiller.Web.Members;
using Skiller.Web.Text;

namespace Skiller.Web.Questions;

/// <summary>Turns views of questions into JSON: adds names by one batched look-up, and HTML from the renderer's cache.</summary>
internal sealed class PostShapes(Authors authors, MarkdownRenderer renderer, WebOptions options)
{
    public async Task<QuestionJson> Question(ApiCall call, QuestionView view) => Question(view, await Names(call, view));

    /// <summary>The people on a question's page.</summary>
    public Task<IReadOnlyDictionary<MemberId, AuthorJson>> Names(ApiCall call, QuestionView view) => authors.Of(
        call,
        view.Comments.Concat(view.Answers.SelectMany(a => a.Comments)).Select(c => c.Author)
            .Concat(view.Answers.Select(a => a.Author))
            .Append(view.Author));

    public QuestionJson Question(QuestionView view, IReadOnlyDictionary<MemberId, AuthorJson> names)
    {
        return new QuestionJson(
            view.Id.ToString(),
            options.QuestionUrl(view.Id, view.Title),
            view.Title,
            view.Body,
            renderer.Html(view.Body),
            Slugs(view.Skills),
            RequestLanguage.Tag(view.Locale),
            Name(names, view.Author),
            view.CreatedAt,
            view.Score,
            view.Accepted?.ToString(),
            view.AnswerCount,
            [.. view.Answers.Select(a => Answer(view.Id, a, names))],
            view.AnswersNext,
            [.. view.Comments.Select(c => Comment(view.Id, PostRef.Question, c, names))],
            view.CommentsNext,
            view.MyVote,
            Status(view.Status),
            view.Version,
            view.Views);
    }

    public async Task<IReadOnlyList<AnswerJson>> Answers(ApiCall call, QuestionId question, ImmutableArray<AnswerView> views)
    {
        var names = await authors.Of(call, views.SelectMany(a => a.Comments.Select(c => c.Author).Append(a.Author)));
        return [.. views.Select(a => Answer(question, a, names))];
    }

    public async Task<IReadOnlyList<CommentJson>> Comments(ApiCall call, QuestionId question, PostRef post, ImmutableArray<CommentView> views)
    {
        var names = await authors.Of(call, views.Select(c => c.Author));
        return [.. views.Select(c => Comment(question, post, c, names))];
    }

    public async Task<IReadOnlyList<RevisionJson>> Revisions(ApiCall call, PostRef post, ImmutableArray<RevisionView> views)
    {
        var names = await authors.Of(call, views.Select(r => r.Editor));
        return
        [
            .. views.Select(r => new RevisionJson(
                r.Version,
                r.Title,
                r.Body,
                renderer.Html(r.Body),
                post.IsQuestion ? Slugs(r.Skills) : null,
                Name(names, r.Editor),
                r.Summary,
                r.At)),
        ];
    }

    public async Task<IReadOnlyList<QuestionSummaryJson>> Summaries(ApiCall call, ImmutableArray<QuestionSummary> views)
    {
        var names = await authors.Of(call, views.Select(q => q.Author));
        return
        [
            .. views.Select(q => new QuestionSummaryJson(
                q.Id.ToString(),
                options.QuestionUrl(q.Id, q.Title),
                q.Title,
                Slugs(q.Skills),
                RequestLanguage.Tag(q.Locale),
                Name(names, q.Author),
                q.CreatedAt,
                q.ActiveAt,
                q.Score,
                q.Answers,
                q.Accepted,
                q.Views,
                Status(q.Status))),
        ];
    }

    public string CommentUrl(QuestionId question, PostRef post, long comment)
    {
        // The link to an answer ends at the answer; it is told which of its comments is meant.
        var page = post.Answer is { } answer
            ? string.Create(CultureInfo.InvariantCulture, $"{options.AnswerUrl(answer)}?comment={comment}")
            : options.Absolute($"/questions/{question}");
        return string.Create(CultureInfo.InvariantCulture, $"{page}#comment-{comment}");
    }

    private static string[] Slugs(ImmutableArray<Contracts.Skills.SkillSlug> skills) => [.. skills.Select(s => s.Value)];

    private static string Status(QuestionStatus status) => status == QuestionStatus.Closed ? "closed" : "open";

    private static AuthorJson? Name(IReadOnlyDictionary<MemberId, AuthorJson> names, MemberId? member) =>
        member is { } id ? names.GetValueOrDefault(id) : null;

    private AnswerJson Answer(QuestionId question, AnswerView view, IReadOnlyDictionary<MemberId, AuthorJson> names) => new(
        view.Id.ToString(),
        options.AnswerUrl(view.Id),
        view.Body,
        renderer.Html(view.Body),
        Name(names, view.Author),
        view.CreatedAt,
        view.Score,
        view.Accepted,
        [.. view.Comments.Select(c => Comment(question, new PostRef(view.Id), c, names))],
        view.CommentsNext,
        view.MyVote,
        view.Version);

    private CommentJson Comment(QuestionId question, PostRef post, CommentView view, IReadOnlyDictionary<MemberId, AuthorJson> names) => new(
        view.Id.ToString(),
        CommentUrl(question, post, view.Id.Value),
        view.Body,
        renderer.Html(view.Body),
        Name(names, view.Author),
        view.CreatedAt);
}
