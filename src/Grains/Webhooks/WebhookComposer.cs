using System.Collections.Immutable;
using System.Globalization;
using Skiller.Contracts;
using Skiller.Contracts.Members;
using Skiller.Contracts.Notifications;
using Skiller.Contracts.Questions;
using Skiller.Contracts.Skills;
using Skiller.Contracts.Webhooks;
using Skiller.Grains.Activity;
using Skiller.Grains.Live;
using Skiller.Grains.Members;

namespace Skiller.Grains.Webhooks;

/// <summary>
/// Makes what is sent at the moment when it is sent, from the log and from what everybody sees by then: what was deleted or redacted meanwhile is not told.
/// </summary>
internal sealed class WebhookComposer(IActivityLog log, IGrainFactory grains, WebhookOptions options)
{
    // Whoever looks is nobody, and alone what the head of a question says is wanted.
    private static readonly ViewQuestion _look = new(null, Count: false, IsAlone: true);

    /// <summary>What a delivery says, null: there is nothing to tell any more.</summary>
    /// <exception cref="UnavailableException">It cannot be read now.</exception>
    public async Task<WebhookPayload?> Compose(ClaimedDelivery delivery, CancellationToken ct)
    {
        if (delivery.Kind == WebhookKinds.Test)
        {
            return new WebhookPayload(delivery.Kind, delivery.At, new WebhookData(delivery.Position, Link("/")));
        }

        var place = delivery.Webhook.Owner is { } owner ? await Told(owner, delivery, ct) : await Happened(delivery, ct);
        return place is null ? null : new WebhookPayload(delivery.Kind, delivery.At, await Shape(delivery.Position, place, ct));
    }

    private async Task<WebhookPlace?> Told(MemberId owner, ClaimedDelivery delivery, CancellationToken ct)
    {
        var tail = await grains.NotificationTail().Since([owner], delivery.Position - 1, delivery.Position, ct);
        return tail.Rows.FirstOrDefault(row => WebhookEvents.OfMember(row.Kind) == delivery.Kind) is { } row
            ? new WebhookPlace(row.Actor, owner, row.Question, row.Answer, row.Comment, row.Skill is { } skill ? [skill] : [], row.Act)
            : null;
    }

    private async Task<WebhookPlace?> Happened(ClaimedDelivery delivery, CancellationToken ct)
    {
        if (await log.ReadVersions(delivery.Stream, [delivery.Version], ct) is not [var activity])
        {
            return null;
        }

        if (LiveEvents.Of(activity) is { } live)
        {
            var place = new WebhookPlace(live.Actor, null, live.Question, live.Answer, live.Comment, live.Skills, null);
            return delivery.Kind is "post.deleted" || await IsShown(place, ct) ? place : null;
        }

        var member = new MemberId(long.Parse(delivery.Stream.AsSpan(delivery.Stream.IndexOf(':', StringComparison.Ordinal) + 1), CultureInfo.InvariantCulture));
        return FactCodec.Decode(activity) switch
        {
            MemberRegistered => new WebhookPlace(null, member, null, null, null, [], null),
            SkillEndorsed endorsed => new WebhookPlace(endorsed.By, member, null, null, null, [endorsed.Skill], null),
            _ => null,
        };
    }

    private async Task<bool> IsShown(WebhookPlace place, CancellationToken ct)
    {
        if (place.Question is not { } question)
        {
            return true;
        }

        var refusal = place switch
        {
            { Comment: { } comment } => (await grains.Question(question).ViewComment(new PostRef(place.Answer), comment, ct)).Refusal,
            { Answer: { } answer } => (await grains.Question(question).ViewAnswer(_look, answer, ct)).Refusal,
            _ => (await grains.Question(question).View(_look, ct)).Refusal,
        };
        return refusal is null;
    }

    private async Task<WebhookData> Shape(long position, WebhookPlace place, CancellationToken ct)
    {
        var named = new[] { place.Actor, place.Member }.OfType<MemberId>().Where(static member => member.Value > 0).Distinct().ToImmutableArray();
        var people = named.IsEmpty ? [] : (await grains.Directory().Cards(named, ct)).ToDictionary(static card => card.Id);
        var title = place.Question is { } question ? (await grains.Question(question).View(_look, ct)).Value?.Title : null;
        return new WebhookData(position, Link(PathOf(place, people)))
        {
            Actor = Person(place.Actor, people),
            Member = Person(place.Member, people),
            Question = place.Question is { } about ? new WebhookQuestion(about.ToString(), title) : null,
            AnswerId = place.Answer?.ToString(),
            CommentId = place.Comment?.ToString(),
            Skills = place.Skills.IsDefaultOrEmpty ? null : [.. place.Skills.Select(static skill => skill.Value)],
            Act = place.Act?.ToString() is { } act ? string.Concat(act[..1].ToLowerInvariant(), Dashed(act[1..])) : null,
        };
    }

    private static string PathOf(WebhookPlace place, Dictionary<MemberId, MemberCard> people) => place switch
    {
        { Answer: { } answer, Comment: { } comment } => $"/a/{answer}?comment={comment}",
        { Answer: { } answer } => $"/a/{answer}",
        { Question: { } question, Comment: { } comment } => $"/questions/{question}#comment-{comment}",
        { Question: { } question } => $"/questions/{question}",
        { Member: { } member } when people.TryGetValue(member, out var card) => $"/members/{card.Handle}",
        _ => "/notifications",
    };

    private static WebhookPerson? Person(MemberId? member, Dictionary<MemberId, MemberCard> people) =>
        member is { } id && people.TryGetValue(id, out var card) ? new WebhookPerson(id.ToString(), card.Handle, card.Name) : null;

    private static string Dashed(string rest) => string.Concat(rest.Select(static c => char.IsUpper(c) ? $"-{char.ToLowerInvariant(c)}" : c.ToString()));

    private string Link(string path) => options.PublicUrl.AbsoluteUri.TrimEnd('/') + path;
}

/// <summary>What something was about.</summary>
internal sealed record WebhookPlace(
    MemberId? Actor, MemberId? Member, QuestionId? Question, AnswerId? Answer, CommentId? Comment, ImmutableArray<SkillSlug> Skills, ModerationAct? Act);
