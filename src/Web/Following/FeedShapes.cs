using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Skiller.Contracts;
using Skiller.Contracts.Following;
using Skiller.Contracts.Members;
using Skiller.Web.Api;
using Skiller.Web.Members;
using Skiller.Web.Questions;

namespace Skiller.Web.Following;

/// <summary>Turns a member's feed into JSON, for the API and for the page.</summary>
internal sealed class FeedShapes(PostShapes posts, Authors authors)
{
    /// <summary>A part of the caller's feed.</summary>
    public async Task<ListJson<FeedItemJson>> Page(ApiCall call, PageRequest part)
    {
        var actor = await call.Member();
        var page = await call.Read((grains, ct) => grains.Feed().Page(actor.Member, part, ct));
        var questions = await posts.Summaries(call, [.. page.Items.Select(static card => card.Question)]);
        var names = await authors.Of(call, page.Items.SelectMany(static card =>
            card.Reasons.Select(static reason => reason.Member).Concat(card.Acts.SelectMany(static act => new[] { act.Actor, act.Subject }))));
        return new([.. page.Items.Select((card, i) => Item(card, questions[i], names))], page.Next);
    }

    private static FeedItemJson Item(FeedCard card, QuestionSummaryJson question, IReadOnlyDictionary<MemberId, AuthorJson> names) => new(
        question,
        card.At,
        [.. card.Reasons.Select(reason => new FeedReasonJson(
            reason.Question is null ? null : true, reason.Skill?.Value, reason.Member is { } member ? names.GetValueOrDefault(member) : null, reason.Value))],
        [.. card.Acts.Select(act => new FeedActJson(Kebab.Of(act.Kind), Name(act.Actor, names), act.Answer?.ToString(), act.At))]);

    private static AuthorJson? Name(MemberId? member, IReadOnlyDictionary<MemberId, AuthorJson> names) => member is { } known ? names.GetValueOrDefault(known) : null;
}

/// <summary>What happened in a question on a day (UTC). <c>because</c>: why it is shown; <c>acts</c>: the newest first, at most 50; <c>at</c>: when the newest was.</summary>
public sealed record FeedItemJson(QuestionSummaryJson Question, DateTimeOffset At, IReadOnlyList<FeedReasonJson> Because, IReadOnlyList<FeedActJson> Acts);

/// <summary>What one follows that brings an item: the question itself, a skill or a member.</summary>
public sealed record FeedReasonJson(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] bool? Question,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Skill,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] AuthorJson? Member,
    [property: JsonIgnore] string Source);

/// <summary>Something that happened: <c>asked</c>, <c>answered</c> or <c>accepted</c>.</summary>
public sealed record FeedActJson(
    string Kind,
    AuthorJson? By,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? AnswerId,
    DateTimeOffset At);
