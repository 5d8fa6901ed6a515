using System.Collections.Immutable;
using Skiller.Contracts;
using Skiller.Contracts.Questions;
using Skiller.Web.Api;
using Skiller.Web.Members;
using Skiller.Web.Questions;
using Skiller.Web.Site;

namespace Skiller.Web.Feeds;

/// <summary>Makes entries of questions and answers.</summary>
internal sealed class FeedEntries(PostShapes shapes, Words words, WebOptions options)
{
    /// <summary>How many a feed has.</summary>
    public const int Most = 20;

    /// <summary>The questions of a list: what was deleted since it was made is left out.</summary>
    public async Task<ImmutableArray<FeedEntry>> Questions(ApiCall call, QuestionListQuery query)
    {
        var page = await call.Read((grains, ct) => grains.QuestionList().Page(query, ct));
        var rows = await shapes.Summaries(call, page.Items);
        var alone = new ViewQuestion(null, Count: false, IsAlone: true);
        var texts = await Task.WhenAll(page.Items.Select(row => call.Look((grains, ct) => grains.Question(row.Id).View(alone, ct))));
        var shown = rows.Zip(texts).Where(static pair => pair.Second.Value is not null).ToList();
        var bodies = await shapes.Html(call, [.. shown.Select(static pair => pair.Second.Value!.Body)]);
        return
        [
            .. shown.Zip(bodies, (pair, body) =>
                Entry(options.Absolute($"/questions/{pair.First.Id}"), pair.First.Url, pair.First.Title, pair.First.Locale, pair.First.Author,
                    pair.First.CreatedAt, pair.First.ActiveAt, body, pair.First.Skills)),
        ];
    }

    /// <summary>The newest answers of a question, and the question itself.</summary>
    public async Task<ImmutableArray<FeedEntry>> Answers(ApiCall call, QuestionId id, QuestionView view)
    {
        // They are kept by their quality; there are 1,000 at most.
        var all = view.Answers.ToList();
        for (var next = view.AnswersNext; next is not null;)
        {
            var part = new PageRequest(next, Limits.PageMax);
            var page = await call.Read((grains, ct) => grains.Question(id).Answers(new ViewQuestion(null, Count: false), part, ct));
            all.AddRange(page.Items);
            next = page.Next;
        }

        var newest = all.OrderByDescending(static answer => answer.CreatedAt).ThenByDescending(static answer => answer.Id.Value).Take(Most);
        var question = await shapes.Question(call, view with { Answers = [.. newest] });
        return
        [
            .. question.Answers.Select(answer => Entry(
                answer.Url, answer.Url, words["feed.answer", question.Title], question.Locale, answer.Author,
                answer.CreatedAt, answer.CreatedAt, answer.BodyHtml, [])),
            Entry(
                options.Absolute($"/questions/{question.Id}"), question.Url, question.Title, question.Locale, question.Author,
                question.CreatedAt, question.CreatedAt, question.BodyHtml, question.Skills),
        ];
    }

    private FeedEntry Entry(
        string id,
        string url,
        string title,
        string language,
        AuthorJson? author,
        DateTimeOffset createdAt,
        DateTimeOffset changedAt,
        string html,
        IReadOnlyList<string> skills) =>
        new(id, url, title, language, author?.Name ?? words["author.unknown"], author?.Url, createdAt, changedAt, html, skills);
}
