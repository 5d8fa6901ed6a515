using Skiller.Contracts;
using Skiller.Contracts.Questions;
using Skiller.Web.Api;

namespace Skiller.Web.Questions.Pages;

/// <summary>The question that another page is about: nobody's look at it, and nobody's votes.</summary>
internal static class KnownQuestion
{
    public static Task<QuestionView> Known(this ApiCall call, QuestionId question) =>
        call.Read((grains, ct) => grains.Question(question).View(new ViewQuestion(null, Count: false), ct));
}
