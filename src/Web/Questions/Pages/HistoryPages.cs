using Microsoft.AspNetCore.Routing;
using Skiller.Contracts;
using Skiller.Contracts.Questions;
using Skiller.Web.Api;
using Skiller.Web.Site;

namespace Skiller.Web.Questions.Pages;

/// <summary>What a post was in each of its versions, and the further answers of a question that has many.</summary>
internal static class HistoryPages
{
    public static void MapHistoryPages(this IEndpointRouteBuilder pages)
    {
        pages.MapGet("/questions/{id}/history", (string id, ApiCall call, PostShapes shapes, string? cursor) => History(id, null, call, shapes, cursor));
        pages.MapGet("/questions/{id}/answers/{answerId}/history", History);
        pages.MapGet("/questions/{id}/answers", Answers);
    }

    private static async Task<IResult> History(string id, string? answerId, ApiCall call, PostShapes shapes, string? cursor)
    {
        var question = PathIds.Question(id);
        var post = PathIds.Post(answerId);
        var part = ListQuery.Page(cursor, null);
        var versions = call.Read((grains, ct) => grains.Question(question).Revisions(post, part, ct));
        var view = await call.Known(question);
        var page = await versions;
        var shown = await shapes.Revisions(call, post, page.Items);
        return PageAnswer.Of<HistoryPage>(new HistoryModel(
            question.ToString(), answerId, view.Title, RequestLanguage.Tag(view.Locale), VersionModel.Chain(shown), page.Next));
    }

    private static async Task<IResult> Answers(string id, ApiCall call, PostShapes shapes, string? cursor)
    {
        var question = PathIds.Question(id);
        var part = ListQuery.Page(cursor, null);
        var answers = call.Read((grains, ct) => grains.Question(question).Answers(new ViewQuestion(call.Actor?.Member, Count: false), part, ct));
        var view = await call.Known(question);
        var page = await answers;
        var standings = SkillStandings.Of(call, [.. page.Items.Select(static answer => answer.Author).OfType<Contracts.Members.MemberId>()], view.Skills);
        return PageAnswer.Of<AnswerListPage>(new AnswerListModel(
            question.ToString(), view.Title, RequestLanguage.Tag(view.Locale), view.Status == QuestionStatus.Closed, await shapes.Answers(call, question, page.Items), await standings, page.Next));
    }
}

/// <summary>The versions of a post.</summary>
/// <param name="Question">The question.</param>
/// <param name="Answer">The answer, null: the question itself.</param>
/// <param name="Title">The question's title.</param>
/// <param name="Language">The question's language.</param>
/// <param name="Versions">The versions, oldest first, each with what it changed.</param>
/// <param name="Next">The cursor of what follows, null at the end.</param>
public sealed record HistoryModel(string Question, string? Answer, string Title, string Language, IReadOnlyList<VersionModel> Versions, string? Next);

/// <summary>Further answers of a question.</summary>
/// <param name="Question">The question.</param>
/// <param name="Title">Its title.</param>
/// <param name="Language">Its language.</param>
/// <param name="IsClosed">Whether it is closed.</param>
/// <param name="Answers">The answers.</param>
/// <param name="Standings">What stands behind their authors in the question's skills, by member.</param>
/// <param name="Next">The cursor of what follows, null at the end.</param>
public sealed record AnswerListModel(string Question, string Title, string Language, bool IsClosed, IReadOnlyList<AnswerJson> Answers, ILookup<string, Contracts.Members.MemberSkillStanding> Standings, string? Next);
