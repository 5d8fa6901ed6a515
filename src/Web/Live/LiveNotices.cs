using System.Collections.Immutable;
using Skiller.Contracts;
using Skiller.Contracts.Live;
using Skiller.Contracts.Members;
using Skiller.Contracts.Notifications;
using Skiller.Web.Api;

namespace Skiller.Web.Live;

/// <summary>
/// What members were told of, as events for them alone: the notifications of a part of the log, and the votes on their posts. One that is public
/// too is the same event with one word more, so that a member hears of each fact once.
/// </summary>
internal sealed class LiveNotices(IGrainFactory grains)
{
    /// <param name="members">Who listens.</param>
    /// <param name="events">What everybody may know of that part of the log.</param>
    /// <param name="after">Where the part begins.</param>
    /// <param name="upTo">Where it ends.</param>
    /// <param name="ct">Ends the wait.</param>
    /// <returns>For each member by whom an event is heard, in the order of positions.</returns>
    /// <exception cref="UnavailableException">What they were told of cannot be read now.</exception>
    public async Task<IReadOnlyList<LiveItem>> Items(
        IReadOnlyCollection<MemberId> members, IReadOnlyCollection<LiveEvent> events, long after, long upTo, CancellationToken ct)
    {
        if (members.Count == 0 || after >= upTo)
        {
            return [];
        }

        var listening = members.ToHashSet();
        var known = events.ToDictionary(static happened => happened.Position);
        var points = events.Where(happened => happened.Author is { } author && listening.Contains(author))
            .Select(static vote => Item(vote.Author!.Value, vote.Position, vote.Kind, LiveJson.Of(vote, score: null) with { Notification = "points" }));
        var told = (await Told(members, after, upTo, ct)).Select(row => Item(row, known.GetValueOrDefault(row.Position)));
        return [.. told.Concat(points).OrderBy(static item => item.Position)];
    }

    private async Task<IReadOnlyList<NotificationRow>> Told(IReadOnlyCollection<MemberId> members, long after, long upTo, CancellationToken ct)
    {
        var rows = new List<NotificationRow>();
        foreach (var some in members.Chunk(Limits.NotificationRows))
        {
            for (var at = after; at < upTo;)
            {
                var tail = await grains.NotificationTail().Since([.. some], at, upTo, ct);
                rows.AddRange(tail.Rows);
                at = tail.Through;
            }
        }

        return rows;
    }

    private static LiveItem Item(NotificationRow row, LiveEvent? known)
    {
        var json = known is null
            ? new LiveJson(row.At, row.Question?.ToString(), row.Answer?.ToString(), row.Comment?.ToString(), row.Actor?.ToString(), null, row.Skill is { } skill ? [skill.Value] : null)
            : LiveJson.Of(known, score: null);
        return Item(row.Member, row.Position, known?.Kind ?? KindOf(row), json with { Notification = Kebab.Of(row.Kind) });
    }

    private static LiveItem Item(MemberId member, long position, string kind, LiveJson json) => LiveItem.Of(position, kind, [LiveTopics.Of(member)], json);

    // The activity's permanent name, of those that not everybody may follow.
    private static string KindOf(NotificationRow row) => row switch
    {
        { Kind: NotificationKind.Endorsement } => "skill-endorsed",
        { Kind: NotificationKind.InvitationUsed } => "invitation-accepted",
        { Act: ModerationAct.Suspended } => "member-suspended",
        { Act: ModerationAct.SuspensionLifted } => "suspension-lifted",
        _ => "notification",
    };
}
