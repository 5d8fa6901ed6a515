using System.Text.Json;
using Microsoft.AspNetCore.Routing;
using Skiller.Contracts;
using Skiller.Contracts.Accounts;
using Skiller.Contracts.Questions;
using Skiller.Web.Api;
using Skiller.Web.Text;

namespace Skiller.Web.Questions;

/// <summary>Answering, and what becomes of answers.</summary>
internal static class AnswerEndpoints
{
    public static void MapAnswers(this IEndpointRouteBuilder api)
    {
        api.MapPost("/questions/{id}/answers", Post)
            .Act("postAnswer", "Answers a question.").Members().Takes<PostAnswerRequest>().Keyed().CreatesAt<PostCreated>()
            .Refuses(RefusalCode.NotFound, RefusalCode.Deleted, RefusalCode.Closed, RefusalCode.Full, RefusalCode.Suspended, RefusalCode.RateLimited);
        api.MapGet("/questions/{id}/answers", List)
            .Query("listAnswers", "Further answers: the accepted one first, then by quality.").Lists<AnswerJson>()
            .Refuses(RefusalCode.NotFound, RefusalCode.Deleted);
        api.MapGet("/questions/{id}/answers/{answerId}", Get)
            .Query("getAnswer", "An answer with the first of its comments.").GivesTagged<AnswerJson>()
            .Refuses(RefusalCode.NotFound, RefusalCode.Deleted);
        api.MapPatch("/questions/{id}/answers/{answerId}", Edit)
            .Act("editAnswer", "Edits an answer.").Members().Takes<EditAnswerRequest>().IfMatch().Gives<EditedAnswer>()
            .Refuses(RefusalCode.NotFound, RefusalCode.Deleted, RefusalCode.NotAllowed, RefusalCode.Suspended);
        api.MapDelete("/questions/{id}/answers/{answerId}", Delete)
            .Act("deleteAnswer", "Deletes an answer.").Members().MayTake<DeletePostRequest>().GivesNothing()
            .Refuses(RefusalCode.NotFound, RefusalCode.Deleted, RefusalCode.NotAllowed, RefusalCode.Suspended);
        api.MapPost("/questions/{id}/answers/{answerId}/undelete", Undelete)
            .Act("undeleteAnswer", "Brings a deleted answer back.").Members().Keyed().GivesNothing()
            .Refuses(RefusalCode.NotFound, RefusalCode.Deleted, RefusalCode.NotAllowed, RefusalCode.Suspended);
        api.MapPut("/questions/{id}/accepted-answer", Accept)
            .Act("acceptAnswer", "Accepts an answer, another one, or none.").Members().Takes<AcceptAnswerRequest>().Gives<AcceptanceResponse>()
            .Refuses(RefusalCode.NotFound, RefusalCode.Deleted, RefusalCode.Closed, RefusalCode.NotAllowed, RefusalCode.Suspended);
    }

    private static async Task<IResult> Post(string id, ApiCall call, MarkdownRenderer renderer, AnswerPlaces places, WebOptions options)
    {
        var question = PathIds.Question(id);
        var created = await Create(question, call, renderer, places, options);
        return Answers.Created(call.Http, $"/questions/{question}/answers/{created.Id}", created, WebJson.Writing.PostCreated);
    }

    /// <summary>Answers a question with what the body of the call says.</summary>
    public static async Task<PostCreated> Create(
        QuestionId question, ApiCall call, MarkdownRenderer renderer, AnswerPlaces places, WebOptions options)
    {
        var fields = await call.Body();
        var command = call.Command();
        var actor = await call.Acting(LimitedAct.Answer, command);
        var body = renderer.RequiredPost(fields, "body");
        fields.Check();
        var answer = new AnswerId(await call.NewId());
        var post = new PostAnswer(actor, answer, body, command);
        var receipt = await call.Write(command is not null, grains => grains.Question(question).Answer(post, CancellationToken.None));
        if (receipt.Id != answer.Value)
        {
            await call.GiveBack();
        }

        var first = new AnswerId(receipt.Id);
        places.Keep(first, question);
        return new PostCreated(first.ToString(), options.AnswerUrl(first), receipt.CreatedAt);
    }

    private static async Task<IResult> List(string id, ApiCall call, PostShapes shapes, string? cursor, string? limit)
    {
        var question = PathIds.Question(id);
        var viewer = new ViewQuestion(call.Actor?.Member, Count: false);
        var part = ListQuery.Page(cursor, limit);
        var page = await call.Read((grains, ct) => grains.Question(question).Answers(viewer, part, ct));
        var items = await shapes.Answers(call, question, page.Items);
        return Answers.Ok(new ListJson<AnswerJson>(items, page.Next), WebJson.Writing.ListJsonAnswerJson);
    }

    private static async Task<IResult> Get(string id, string answerId, ApiCall call, PostShapes shapes)
    {
        var question = PathIds.Question(id);
        var answer = PathIds.Answer(answerId);
        var viewer = new ViewQuestion(call.Actor?.Member, Count: false);
        var view = await call.Read((grains, ct) => grains.Question(question).ViewAnswer(viewer, answer, ct));
        var shown = await shapes.Answers(call, question, [view]);
        var json = JsonSerializer.SerializeToUtf8Bytes(shown[0], WebJson.Writing.AnswerJson);
        return Answers.Tagged(call.Http, TaggedJson.Of(view.Version, json));
    }

    private static async Task<IResult> Edit(string id, string answerId, ApiCall call, MarkdownRenderer renderer, WebOptions options)
    {
        var question = PathIds.Question(id);
        var answer = PathIds.Answer(answerId);
        var receipt = await Change(question, answer, call, renderer);
        call.Http.Response.Headers.ETag = $"\"{receipt.Version}\"";
        return Answers.Ok(new EditedAnswer(answer.ToString(), options.AnswerUrl(answer), receipt.Version), WebJson.Writing.EditedAnswer);
    }

    /// <summary>Edits an answer as the body of the call says.</summary>
    public static async Task<EditReceipt> Change(QuestionId question, AnswerId answer, ApiCall call, MarkdownRenderer renderer)
    {
        var version = IfMatchVersion.Of(call.Http.Request);
        var fields = await call.Body();
        var actor = await call.Acting(LimitedAct.Other);
        var body = renderer.Post(fields, "body");
        var summary = fields.Text("summary", 0, Limits.SummaryMax, TextKind.Lines);
        fields.Check();
        return await call.Edit(question, new EditPost(actor, new PostRef(answer), version, null, body, null, summary));
    }

    private static async Task<IResult> Delete(string id, string answerId, ApiCall call)
    {
        await QuestionEndpoints.Remove(PathIds.Question(id), PathIds.Post(answerId), call);
        return Answers.Nothing();
    }

    private static async Task<IResult> Undelete(string id, string answerId, ApiCall call)
    {
        await QuestionEndpoints.BringBack(PathIds.Question(id), PathIds.Post(answerId), call);
        return Answers.Nothing();
    }

    private static async Task<IResult> Accept(string id, ApiCall call)
    {
        var receipt = await SetAccepted(PathIds.Question(id), call);
        return Answers.Ok(new AcceptanceResponse(receipt.Accepted?.ToString()), WebJson.Writing.AcceptanceResponse);
    }

    /// <summary>Accepts the answer that the body of the call says, or none.</summary>
    public static async Task<AcceptanceReceipt> SetAccepted(QuestionId question, ApiCall call)
    {
        var fields = await call.Body();
        var wanted = fields.RequiredIdOrNull("answerId");
        fields.Check();
        var actor = await call.Acting(LimitedAct.Other);
        var accept = new AcceptAnswer(actor, wanted is { } number ? new AnswerId(number) : null);
        return await call.Write(repeatable: true, grains => grains.Question(question).Accept(accept, CancellationToken.None));
    }
}
