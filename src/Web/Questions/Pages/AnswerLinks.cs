using Microsoft.AspNetCore.Routing;
using Skiller.Contracts;
using Skiller.Contracts.Questions;
using Skiller.Web.Api;
using Skiller.Web.Problems;
using Skiller.Web.Site;

namespace Skiller.Web.Questions.Pages;

/// <summary>
/// The short address of an answer (<c>/a/1301</c>), which stays when its question is renamed and wherever the answer stands by then. It leads to the page on
/// which the answer stands now, so for the moment only.
/// </summary>
internal static class AnswerLinks
{
    public static void MapAnswerLinks(this IEndpointRouteBuilder pages) => pages.MapGet("/a/{answerId}", Follow);

    private static async Task<IResult> Follow(string answerId, string? comment, ApiCall call, AnswerPlaces places)
    {
        var answer = PathIds.Answer(answerId);
        var question = await places.Find(call, answer) ?? throw new RequestRefusedException(RefusalCode.NotFound);
        var look = new ViewQuestion(null, Count: false);
        await call.Read((grains, ct) => grains.Question(question).ViewAnswer(look, answer, ct));
        var page = await PageOf(call, question, answer, look);
        var fragment = comment is not null && PathIds.TryParse(comment, out var number) ? $"#comment-{number}" : $"#answer-{answer}";
        return TypedResults.LocalRedirect(page + fragment);
    }

    // The best answers are on the question's own page, the others on those that follow: there are 1,000 at most.
    private static async Task<string> PageOf(ApiCall call, QuestionId question, AnswerId answer, ViewQuestion look)
    {
        var view = await call.Known(question);
        var first = $"/questions/{question}/{TitleSlug.Of(view.Title)}";
        if (view.Answers.Any(a => a.Id == answer))
        {
            return first;
        }

        for (var next = view.AnswersNext; next is not null;)
        {
            var part = new PageRequest(next, Limits.PageDefault);
            var page = await call.Read((grains, ct) => grains.Question(question).Answers(look, part, ct));
            if (page.Items.Any(a => a.Id == answer))
            {
                return PageAddress.Of($"/questions/{question}/answers", ("cursor", next));
            }

            next = page.Next;
        }

        // Its votes changed while it was looked for.
        return first;
    }
}
