using System.Collections.Immutable;
using Skiller.Contracts;
using Skiller.Contracts.Reputation;
using Skiller.Web.Api;

namespace Skiller.Web.Members.Pages;

/// <summary>Answers that peers valued, with the titles of their questions; those whose question is deleted are left out.</summary>
internal static class BestAnswers
{
    public static async Task<IReadOnlyList<BestAnswer>> Of(ApiCall call, ImmutableArray<AnswerPoints> best)
    {
        if (best.IsEmpty)
        {
            return [];
        }

        var found = await call.Look((grains, ct) => grains.QuestionList().Find([.. best.Select(static answer => answer.Question).Distinct()], ct));
        var questions = found.ToDictionary(static question => question.Id);
        return
        [
            .. best.Where(answer => questions.ContainsKey(answer.Question)).Select(answer => new BestAnswer(
                answer.Answer.ToString(), questions[answer.Question].Title, RequestLanguage.Tag(questions[answer.Question].Locale), answer.Points)),
        ];
    }
}
