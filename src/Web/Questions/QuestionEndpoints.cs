using System.Buffers.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Routing;
using Skiller.Contracts;
using Skiller.Contracts.Accounts;
using Skiller.Contracts.Questions;
using Skiller.Contracts.Skills;
using Skiller.Web.Api;
using Skiller.Web.Text;

namespace Skiller.Web.Questions;

/// <summary>Asking, reading, editing and deleting questions.</summary>
internal static class QuestionEndpoints
{
    /// <summary>The order of the API that stands for what one follows.</summary>
    public const string ForMe = "for-me";

    private static ReadOnlySpan<byte> BeforeViews => ",\"views\":"u8;

    public static void MapQuestions(this IEndpointRouteBuilder api)
    {
        api.MapPost("/questions", Ask)
            .Act("askQuestion", "Asks a question.").Members().Takes<AskQuestionRequest>().Keyed().CreatesAt<QuestionCreated>()
            .Refuses(RefusalCode.Suspended, RefusalCode.RateLimited);
        api.MapGet("/questions", List)
            .Query("listQuestions", "Lists questions; sort=for-me: those in skills and by members whom one follows, the newest first, for members alone.")
            .Lists<QuestionSummaryJson>("newest", "active", "unanswered", "votes", "for-me");
        api.MapGet("/questions/{id}", Get)
            .Query("getQuestion", "A question with the first of its answers and comments.").GivesTagged<QuestionJson>()
            .Refuses(RefusalCode.NotFound, RefusalCode.Deleted);
        api.MapPatch("/questions/{id}", Edit)
            .Act("editQuestion", "Edits a question.").Members().Takes<EditQuestionRequest>().IfMatch().Gives<QuestionJson>()
            .Refuses(RefusalCode.NotFound, RefusalCode.Deleted, RefusalCode.NotAllowed, RefusalCode.Suspended);
        api.MapDelete("/questions/{id}", Delete)
            .Act("deleteQuestion", "Deletes a question.").Members().MayTake<DeletePostRequest>().GivesNothing()
            .Refuses(RefusalCode.NotFound, RefusalCode.Deleted, RefusalCode.NotAllowed, RefusalCode.Suspended, RefusalCode.HasAnswers);
        api.MapPost("/questions/{id}/undelete", Undelete)
            .Act("undeleteQuestion", "Brings a deleted question back.").Members().Keyed().GivesNothing()
            .Refuses(RefusalCode.NotFound, RefusalCode.NotAllowed, RefusalCode.Suspended);
    }

    public static QuestionSort SortOf(string? text) => ListQuery.Sort(
        text,
        QuestionSort.Newest,
        ("newest", QuestionSort.Newest),
        ("active", QuestionSort.Active),
        ("unanswered", QuestionSort.Unanswered),
        ("votes", QuestionSort.Votes));

    private static async Task<IResult> Ask(ApiCall call, MarkdownRenderer renderer, WebOptions options)
    {
        var created = await Create(call, renderer, options);
        return Answers.Created(call.Http, $"/questions/{created.Id}", created, WebJson.Writing.QuestionCreated);
    }

    /// <summary>Asks what the body of the call says.</summary>
    public static async Task<QuestionCreated> Create(ApiCall call, MarkdownRenderer renderer, WebOptions options)
    {
        var fields = await call.Body();
        var command = call.Command();
        var actor = await call.Acting(LimitedAct.Question, command);
        var title = fields.RequiredText("title", Limits.TitleMin, Limits.TitleMax);
        var body = renderer.RequiredPost(fields, "body");
        var skills = fields.Skills("skills", 1, Limits.SkillsPerQuestion);
        var locale = fields.Language("locale");
        if (skills is null)
        {
            fields.Fault(FieldError.Of("skills", "required"));
        }

        fields.Check();
        var language = locale ?? (await call.Read((grains, ct) => grains.Member(actor.Member).View(ct))).Locale;
        var id = new QuestionId(await call.NewId());
        var ask = new AskQuestion(actor, id, title, body, skills ?? [], language, command);
        var receipt = await call.Write(command is not null, grains => grains.Question(id).Ask(ask, CancellationToken.None));
        if (receipt.Id != id.Value)
        {
            await call.GiveBack();
        }

        var first = new QuestionId(receipt.Id);
        var shown = title.Trim().Normalize();
        return new QuestionCreated(first.ToString(), options.QuestionUrl(first, shown), shown, receipt.CreatedAt);
    }

    private static async Task<IResult> List(ApiCall call, PostShapes shapes, string? sort, string? skill, string? locale, string? cursor, string? limit)
    {
        if (sort == ForMe)
        {
            return await ListForMe(call, shapes, ListQuery.Skill(skill), ListQuery.Language(locale), ListQuery.Page(cursor, limit));
        }

        var query = new QuestionListQuery(
            SortOf(sort),
            ListQuery.Skill(skill),
            ListQuery.Language(locale),
            null,
            ListQuery.Page(cursor, limit));
        var page = await call.Read((grains, ct) => grains.QuestionList().Page(query, ct));
        var items = await shapes.Summaries(call, page.Items);
        return Answers.Ok(new ListJson<QuestionSummaryJson>(items, page.Next), WebJson.Writing.ListJsonQuestionSummaryJson);
    }

    // Further filters narrow each page, which may then be short and go on.
    private static async Task<IResult> ListForMe(ApiCall call, PostShapes shapes, SkillSlug? skill, Locale? locale, PageRequest part)
    {
        var actor = await call.Member();
        var page = await call.Read((grains, ct) => grains.Feed().Questions(actor.Member, part, ct));
        var items = await shapes.Summaries(
            call, [.. page.Items.Where(question => (skill is not { } one || question.Skills.Contains(one)) && (locale is null || question.Locale == locale))]);
        return Answers.Ok(new ListJson<QuestionSummaryJson>(items, page.Next), WebJson.Writing.ListJsonQuestionSummaryJson);
    }

    private static async Task<IResult> Get(string id, ApiCall call, PostShapes shapes, QuestionMemory memory)
    {
        var question = PathIds.Question(id);
        if (call.Actor is not null)
        {
            return await Show(call, shapes, question, count: true);
        }

        var visited = await memory.Visit(call, question, 1);
        return Answers.Tagged(call.Http, visited.Json, ViewsOf(visited.Question.Views));
    }

    private static async Task<IResult> Edit(string id, ApiCall call, MarkdownRenderer renderer, PostShapes shapes)
    {
        var question = PathIds.Question(id);
        await Change(question, call, renderer);
        return await Show(call, shapes, question, count: false);
    }

    /// <summary>Edits a question as the body of the call says.</summary>
    public static async Task Change(QuestionId question, ApiCall call, MarkdownRenderer renderer)
    {
        var version = IfMatchVersion.Of(call.Http.Request);
        var fields = await call.Body();
        var actor = await call.Acting(LimitedAct.Other);
        var title = fields.Text("title", Limits.TitleMin, Limits.TitleMax);
        var body = renderer.Post(fields, "body");
        var skills = fields.Skills("skills", 1, Limits.SkillsPerQuestion);
        var summary = fields.Text("summary", 0, Limits.SummaryMax, TextKind.Lines);
        fields.Check();
        await call.Edit(question, new EditPost(actor, PostRef.Question, version, title, body, skills, summary));
    }

    private static async Task<IResult> Delete(string id, ApiCall call)
    {
        await Remove(PathIds.Question(id), PostRef.Question, call);
        return Answers.Nothing();
    }

    /// <summary>Deletes a post with the reason that the body of the call gives, if any.</summary>
    public static async Task Remove(QuestionId question, PostRef post, ApiCall call)
    {
        var fields = await call.BodyIfAny();
        var reason = fields.Text("reason", 0, Limits.SummaryMax, TextKind.Lines);
        fields.Check();
        var actor = await call.Acting(LimitedAct.Other);
        await call.Write(repeatable: false, grains => grains.Question(question).Delete(new DeletePost(actor, post, reason), CancellationToken.None));
    }

    private static async Task<IResult> Undelete(string id, ApiCall call)
    {
        await BringBack(PathIds.Question(id), PostRef.Question, call);
        return Answers.Nothing();
    }

    /// <summary>Brings a deleted post back.</summary>
    public static async Task BringBack(QuestionId question, PostRef post, ApiCall call)
    {
        var command = call.Command();
        var actor = await call.Acting(LimitedAct.Other);
        await call.Write(repeatable: true, grains => grains.Question(question).Undelete(new UndeletePost(actor, post, command), CancellationToken.None));
    }

    private static async Task<IResult> Show(ApiCall call, PostShapes shapes, QuestionId question, bool count)
    {
        var view = await call.Read((grains, ct) => grains.Question(question).View(new ViewQuestion(call.Actor?.Member, count), ct));
        return Answers.Tagged(call.Http, Tagged(await shapes.Question(call, view)), ViewsOf(view.Views));
    }

    /// <summary>The JSON of a question up to its views, which are the last field and leave the tag as it is.</summary>
    public static TaggedJson Tagged(QuestionJson question)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(question, WebJson.Writing.QuestionJson);
        return TaggedJson.Of(question.Version, json.AsMemory(0, json.AsSpan().LastIndexOf(BeforeViews)));
    }

    private static byte[] ViewsOf(long views)
    {
        Span<byte> number = stackalloc byte[20];
        return Utf8Formatter.TryFormat(views, number, out var length)
            ? [.. BeforeViews, .. number[..length], (byte)'}']
            : throw new InvalidOperationException("A number has at most twenty digits.");
    }
}
