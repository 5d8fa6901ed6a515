using System.Globalization;
using Microsoft.AspNetCore.Routing;
using Skiller.Contracts;
using Skiller.Contracts.Drafts;
using Skiller.Contracts.Questions;
using Skiller.Web.Api;
using Skiller.Web.Drafts;
using Skiller.Web.Site;
using Skiller.Web.Site.Forms;
using Skiller.Web.Text;

namespace Skiller.Web.Questions.Pages;

/// <summary>Editing questions and answers. An edit says which version it saw: one that came meanwhile is never overwritten.</summary>
internal static class EditPages
{
    public static void MapEditPages(this IEndpointRouteBuilder pages)
    {
        var members = pages.MapGroup("").WithMetadata(MembersPage.It);
        members.MapGet("/questions/{id}/edit", ShowQuestion);
        members.MapPost("/questions/{id}/edit", EditQuestion);
        members.MapGet("/questions/{id}/answers/{answerId}/edit", ShowAnswer);
        members.MapPost("/questions/{id}/answers/{answerId}/edit", EditAnswer);
    }

    private static async Task<IResult> ShowQuestion(string id, ApiCall call, PostShapes shapes)
    {
        var question = PathIds.Question(id);
        var draft = call.Draft(DraftForms.EditOf(question, null));
        var view = await call.Known(question);
        var form = FormState.Empty
            .With("title", view.Title)
            .With("body", view.Body)
            .With("skills", string.Join(' ', view.Skills.Select(static skill => skill.Value)));
        return await Begun(call, shapes, new EditModel(question.ToString(), null, view.Title, form, null), view.Version, await draft);
    }

    private static async Task<IResult> EditQuestion(string id, ApiCall call, MarkdownRenderer renderer, PostShapes shapes)
    {
        var question = PathIds.Question(id);
        var form = await FormBody.Read(call.Http);
        form.Become(call, ["title", "body", "summary"], ["skills"]);
        return await Sent(call, shapes, form, question, null, () => QuestionEndpoints.Change(question, call, renderer));
    }

    private static async Task<IResult> ShowAnswer(string id, string answerId, ApiCall call, PostShapes shapes)
    {
        var question = PathIds.Question(id);
        var answer = PathIds.Answer(answerId);
        var draft = call.Draft(DraftForms.EditOf(question, answer));
        var title = (await call.Known(question)).Title;
        var view = await call.Read((grains, ct) => grains.Question(question).ViewAnswer(new ViewQuestion(null, Count: false), answer, ct));
        var form = FormState.Empty.With("body", view.Body);
        return await Begun(call, shapes, new EditModel(question.ToString(), answer.ToString(), title, form, null), view.Version, await draft);
    }

    // A draft that began from an earlier version is shown with a word about that: then it is sent against the one that there is now.
    private static async Task<IResult> Begun(ApiCall call, PostShapes shapes, EditModel model, int version, Draft? draft)
    {
        var now = version.ToString(CultureInfo.InvariantCulture);
        var form = (draft is null ? model.Form : model.Form.With(draft)).With(DraftForms.Version, now);
        return PageAnswer.Of<EditPage>(model with
        {
            Form = form,
            Preview = await FormPreview.Of(call, shapes, form["body"]),
            Draft = draft?.At,
            IsOutdated = draft is not null && draft.Fields.GetValueOrDefault(DraftForms.Version, now) != now,
        });
    }

    private static async Task<IResult> EditAnswer(string id, string answerId, ApiCall call, MarkdownRenderer renderer, PostShapes shapes)
    {
        var question = PathIds.Question(id);
        var answer = PathIds.Answer(answerId);
        var form = await FormBody.Read(call.Http);
        form.Become(call, ["body", "summary"]);
        return await Sent(call, shapes, form, question, answer, () => AnswerEndpoints.Change(question, answer, call, renderer));
    }

    private static async Task<IResult> Sent(ApiCall call, PostShapes shapes, FormBody form, QuestionId question, AnswerId? answer, Func<Task> act)
    {
        var isPreview = form["preview"] is not null;
        var problem = isPreview ? null : await call.Try(act);
        if (isPreview)
        {
            await call.Try(() => call.KeepDraft(form));
        }
        else if (problem is null)
        {
            await call.DropDraft(form[DraftForms.Field]);
            return TypedResults.LocalRedirect(answer is { } edited ? $"/questions/{question}#answer-{edited}" : $"/questions/{question}");
        }

        var title = (await call.Known(question)).Title;
        return PageAnswer.Of<EditPage>(
            new EditModel(question.ToString(), answer?.ToString(), title, form.State(problem), await FormPreview.Of(call, shapes, form)),
            problem?.Status ?? StatusCodes.Status200OK);
    }
}
