using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using Skiller.Contracts;
using Skiller.Contracts.Accounts;
using Skiller.Contracts.Members;
using Skiller.Contracts.Operations;
using Skiller.Contracts.Questions;
using Skiller.Contracts.Skills;
using Skiller.Simulator.Growing;
using Skiller.Simulator.Target;

namespace Skiller.Simulator.Direct;

/// <summary>
/// Asks grains what a front asks them for the same act: who holds the session, and the act. What a front does besides, from reading the request to names,
/// HTML and JSON, is not done. Answers look as the API's do; a fault of one call is the answer to that call.
/// </summary>
/// <param name="grains">The way to the cluster.</param>
/// <param name="numbers">Numbers for what is created.</param>
/// <param name="time">The cluster's, which here is learned from receipts of posts instead of from the database.</param>
/// <param name="clock">Of this machine.</param>
internal sealed class GrainCaller(IGrainFactory grains, Identifiers numbers, ClusterClock time, TimeProvider clock)
{
    // As fronts have it (docs/adr): an act's outcome is unknown after this.
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<QuestionId, PageStamp> _kept = new();

    /// <summary>Whether it knows how to carry out an act of a kind; one that sets a value needs the cluster's time, which the first post tells.</summary>
    public bool Takes(string kind) => kind is "ask" or "answer" or "comment" || (kind == "vote" && time.Now is not null);

    /// <summary>Carries out an act.</summary>
    /// <param name="request">Its request.</param>
    /// <param name="member">Who acts, by number.</param>
    /// <param name="token">Their session.</param>
    /// <param name="key">The act's Idempotency-Key; null: it sets something, and takes none.</param>
    /// <param name="ct">Gives up.</param>
    public Task<Reply> Act(ActRequest request, long member, string token, string? key, CancellationToken ct) => Told(async () =>
    {
        var admitted = await Admit(member, token, Limit(request.Line.Kind), ct);
        if (admitted.Value is not { } actor)
        {
            return Refused(admitted.Refusal);
        }

        var body = request.Body!;
        var command = key is null ? null : CommandKey.Of(member, request.Method.Method, $"/api/v1/{request.Path}", key, body.ToJsonString());
        return request.Line.Kind switch
        {
            "ask" => await Created(number => Ask(actor, new QuestionId(number), body, command, ct), ct),
            "answer" => await Created(number => Question(request).Answer(new PostAnswer(actor, new AnswerId(number), Text(body, "body"), command), ct), ct),
            "comment" => await Created(number => Question(request).Comment(new PostComment(actor, Post(request), new CommentId(number), Text(body, "body"), command), ct), ct),
            "vote" => Said(await UntilGivenUp(() => Question(request).Vote(new CastVote(actor, Post(request), body["value"]!.GetValue<int>()), ct)), static _ => new JsonObject()),
            _ => throw new InvalidOperationException($"Nobody knows how to {request.Line.Kind} without a front."),
        };
    }, ct);

    /// <summary>Reads a question as a visitor, by what was kept of it, as a front does.</summary>
    public Task<Reply> Look(string question, CancellationToken ct) => Told(async () =>
    {
        var id = new QuestionId(Number(question));
        PageStamp? kept = _kept.TryGetValue(id, out var stamp) ? stamp : null;
        var look = await grains.Question(id).Look(new LookAtQuestion(1, kept), ct);
        if (look.Value is { } seen)
        {
            _kept[id] = seen.Stamp;
        }

        return Said(look, static _ => new JsonObject());
    }, ct);

    /// <summary>Reads a question as a member.</summary>
    public Task<Reply> View(string question, long member, string token, CancellationToken ct) => Told(async () =>
    {
        var admitted = await Admit(member, token, LimitedAct.None, ct);
        return admitted.Value is { } actor
            ? Said(await grains.Question(new QuestionId(Number(question))).View(new ViewQuestion(actor.Member, Count: true), ct), static _ => new JsonObject())
            : Refused(admitted.Refusal);
    }, ct);

    private Task<Result<PostReceipt>> Ask(Actor actor, QuestionId id, JsonObject body, CommandId? command, CancellationToken ct)
    {
        ImmutableArray<SkillSlug> skills = [.. body["skills"]!.AsArray().Select(static skill => SkillSlug.Parse(skill!.GetValue<string>()))];
        return grains.Question(id).Ask(new AskQuestion(actor, id, Text(body, "title"), Text(body, "body"), skills, Text(body, "locale") == "fr" ? Locale.Fr : Locale.En, command), ct);
    }

    private Task<Result<Actor>> Admit(long member, string token, LimitedAct act, CancellationToken ct) =>
        grains.Account(new MemberId(member)).Admit(new AdmissionRequest(CommandKey.Hash(token), act), ct);

    private IQuestionGrain Question(ActRequest request) => grains.Question(new QuestionId(Number(request.Line.Question!)));

    private static PostRef Post(ActRequest request) => request.Line.Answer is { } answer ? new PostRef(new AnswerId(Number(answer))) : PostRef.Question;

    private static LimitedAct Limit(string kind) => kind switch
    {
        "ask" => LimitedAct.Question,
        "answer" => LimitedAct.Answer,
        "comment" => LimitedAct.Comment,
        _ => LimitedAct.Vote,
    };

    // What sets a value is not carried out any more when it was given up here: each attempt has its own deadline, as a front gives it one (ADR 0022).
    private Task<Result<T>> UntilGivenUp<T>(Func<Task<Result<T>>> act)
        where T : class
    {
        ActDeadline.Set(time.Now, Patience);
        return act().WaitAsync(Patience, clock);
    }

    // What the world causes is an answer too, as a front makes one of it; and so is what nobody has thought of: one call is not worth a run.
    private static async Task<Reply> Told(Func<Task<Reply>> ask, CancellationToken ct)
    {
        try
        {
            return await ask();
        }
        catch (UnavailableException away)
        {
            return new Reply(503, new JsonObject { ["code"] = "unavailable" }.ToJsonString(), away.RetryAfter);
        }
        catch (Exception fault) when (!ct.IsCancellationRequested)
        {
            return fault is OutcomeUnknownException or OrleansException or TimeoutException or OperationCanceledException
                ? new Reply(0, fault.Message, null)
                : new Reply(500, new JsonObject { ["code"] = fault.GetType().Name }.ToJsonString(), null);
        }
    }

    private async Task<Reply> Created(Func<long, Task<Result<PostReceipt>>> make, CancellationToken ct)
    {
        var number = await numbers.Next(ct);
        var begun = clock.GetTimestamp();
        var result = await make(number);
        if (result.Value is { } made && made.Id == number)
        {
            // One that was made before and is told again, which has another number, says nothing of the time.
            time.Set(made.CreatedAt, clock.GetElapsedTime(begun));
        }

        return Said(result, static receipt => new JsonObject { ["id"] = receipt.Id.ToString(CultureInfo.InvariantCulture) });
    }

    private static Reply Said<T>(Result<T> result, Func<T, JsonObject> told)
        where T : class => result.Value is { } value ? new Reply(200, told(value).ToJsonString(), null) : Refused(result.Refusal);

    private static Reply Refused(Refusal? refusal)
    {
        var code = refusal?.Code ?? RefusalCode.NotFound;
        var status = code switch
        {
            RefusalCode.Unauthorized => 401,
            RefusalCode.NotFound => 404,
            RefusalCode.RateLimited => 429,
            _ => 409,
        };
        return new Reply(status, new JsonObject { ["code"] = code.Code() }.ToJsonString(), refusal?.RetryAfter);
    }

    private static string Text(JsonObject body, string name) => body[name]!.GetValue<string>();

    private static long Number(string id) => long.Parse(id, CultureInfo.InvariantCulture);
}
