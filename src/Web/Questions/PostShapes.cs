using System.Collections.Immutable;
using System.Globalization;
using Skiller.Contracts.Members;
using Skiller.Contracts.Questions;
using Skiller.Web.Api;
using Skiller.Web.Members;
using Skiller.Web.Text;

namespace Skiller.Web.Questions;

/// <summary>Turns views of questions into JSON: adds names by batched look-ups, and HTML from the renderer's cache, in which members who are named are links.</summary>
internal sealed class PostShapes(Authors authors, KnownHandles handles, MarkdownRenderer renderer, WebOptions options)
{
    public async Task<QuestionJson> Question(ApiCall call, QuestionView view) => Question(view, await People(call, view));

    /// <summary>The people on a question's page.</summary>
    public Task<PeopleOfPosts> People(ApiCall call, QuestionView view) => People(
        call,
        [
            .. view.Comments.Concat(view.Answers.SelectMany(a => a.Comments)).Select(c => (c.Author, c.Body)),
            .. view.Answers.Select(a => (a.Author, a.Body)),
            (view.Author, view.Body),
        ]);

    /// <summary>The HTML of a post's text by itself.</summary>
    public async Task<string> Html(ApiCall call, string body) => renderer.Html(body, await handles.Of(call, renderer.Named(body)));

    /// <summary>The same of texts, in their order.</summary>
    public async Task<string[]> Html(ApiCall call, IReadOnlyCollection<string> bodies)
    {
        var named = await handles.Of(call, bodies.SelectMany(body => renderer.Named(body)));
        return [.. bodies.Select(body => renderer.Html(body, named))];
    }

    /// <summary>The same of a text that is being written: byte for byte what will be shown (X16).</summary>
    public async Task<string> Preview(ApiCall call, string body)
    {
        var outcome = renderer.Fleeting(body);
        return outcome.HtmlWith(await handles.Of(call, outcome.Text?.Named ?? [])) ?? renderer.Preview(body);
    }

    public QuestionJson Question(QuestionView view, PeopleOfPosts people)
    {
        return new QuestionJson(
            view.Id.ToString(),
            options.QuestionUrl(view.Id, view.Title),
            view.Title,
            view.Body,
            renderer.Html(view.Body, people.Named),
            Slugs(view.Skills),
            RequestLanguage.Tag(view.Locale),
            people.Author(view.Author),
            view.CreatedAt,
            view.Score,
            view.Accepted?.ToString(),
            view.AnswerCount,
            [.. view.Answers.Select(a => Answer(view.Id, a, people))],
            view.AnswersNext,
            [.. view.Comments.Select(c => Comment(view.Id, PostRef.Question, c, people))],
            view.CommentsNext,
            view.MyVote,
            Status(view.Status),
            view.Version,
            view.Views);
    }

    public async Task<IReadOnlyList<AnswerJson>> Answers(ApiCall call, QuestionId question, ImmutableArray<AnswerView> views)
    {
        var people = await People(call, [.. views.SelectMany(a => a.Comments.Select(c => (c.Author, c.Body)).Append((a.Author, a.Body)))]);
        return [.. views.Select(a => Answer(question, a, people))];
    }

    public async Task<IReadOnlyList<CommentJson>> Comments(ApiCall call, QuestionId question, PostRef post, ImmutableArray<CommentView> views)
    {
        var people = await People(call, [.. views.Select(c => (c.Author, c.Body))]);
        return [.. views.Select(c => Comment(question, post, c, people))];
    }

    public async Task<IReadOnlyList<RevisionJson>> Revisions(ApiCall call, PostRef post, ImmutableArray<RevisionView> views)
    {
        var people = await People(call, [.. views.Select(r => (r.Editor, r.Body))]);
        return
        [
            .. views.Select(r => new RevisionJson(
                r.Version,
                r.Title,
                r.Body,
                renderer.Html(r.Body, people.Named),
                post.IsQuestion ? Slugs(r.Skills) : null,
                people.Author(r.Editor),
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
                q.Author is { } author ? names.GetValueOrDefault(author) : null,
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

    private async Task<PeopleOfPosts> People(ApiCall call, IReadOnlyCollection<(MemberId? Author, string Body)> posts)
    {
        var named = handles.Of(call, posts.SelectMany(post => renderer.Named(post.Body)));
        return new PeopleOfPosts(await authors.Of(call, posts.Select(static post => post.Author)), await named);
    }

    private AnswerJson Answer(QuestionId question, AnswerView view, PeopleOfPosts people) => new(
        view.Id.ToString(),
        options.AnswerUrl(view.Id),
        view.Body,
        renderer.Html(view.Body, people.Named),
        people.Author(view.Author),
        view.CreatedAt,
        view.Score,
        view.Accepted,
        [.. view.Comments.Select(c => Comment(question, new PostRef(view.Id), c, people))],
        view.CommentsNext,
        view.MyVote,
        view.Version);

    private CommentJson Comment(QuestionId question, PostRef post, CommentView view, PeopleOfPosts people) => new(
        view.Id.ToString(),
        CommentUrl(question, post, view.Id.Value),
        view.Body,
        renderer.Html(view.Body, people.Named),
        people.Author(view.Author),
        view.CreatedAt);
}
