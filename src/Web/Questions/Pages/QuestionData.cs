using System.Text.Json.Nodes;
using Skiller.Web.Site;
using Skiller.Web.Text;

namespace Skiller.Web.Questions.Pages;

/// <summary>A question's page for machines: QAPage, with as much of each text as a list of results can show.</summary>
internal static class QuestionData
{
    private const int TextShown = 300;

    public static string Of(QuestionJson question, WebOptions options, string questions)
    {
        var path = $"/questions/{question.Id}/{TitleSlug.Of(question.Title)}";
        var suggested = new JsonArray();
        JsonObject? accepted = null;
        foreach (var answer in question.Answers)
        {
            if (answer.Accepted)
            {
                accepted = Answer(answer);
            }
            else
            {
                suggested.Add((JsonNode)Answer(answer));
            }
        }

        var entity = new JsonObject
        {
            ["@type"] = "Question",
            ["name"] = question.Title,
            ["text"] = Excerpt.Of(question.BodyHtml, TextShown),
            ["url"] = options.Absolute(path),
            ["inLanguage"] = question.Locale,
            ["datePublished"] = question.CreatedAt,
            ["author"] = StructuredData.Person(question.Author),
            ["upvoteCount"] = question.Score,
            ["answerCount"] = question.AnswerCount,
            ["acceptedAnswer"] = accepted,
            ["suggestedAnswer"] = suggested.Count > 0 ? suggested : null,
        };
        return StructuredData.Of(
            new JsonObject { ["@type"] = "QAPage", ["mainEntity"] = Known(entity) },
            StructuredData.Breadcrumbs(options, (questions, "/questions"), (question.Title, path)));
    }

    private static JsonObject Answer(AnswerJson answer) => Known(new JsonObject
    {
        ["@type"] = "Answer",
        ["text"] = Excerpt.Of(answer.BodyHtml, TextShown),
        ["url"] = answer.Url,
        ["datePublished"] = answer.CreatedAt,
        ["author"] = StructuredData.Person(answer.Author),
        ["upvoteCount"] = answer.Score,
    });

    // What is not known is not said.
    private static JsonObject Known(JsonObject thing)
    {
        foreach (var (name, value) in thing.ToArray())
        {
            if (value is null)
            {
                thing.Remove(name);
            }
        }

        return thing;
    }
}
