using System.Globalization;
using Orleans.Concurrency;
using Skiller.Contracts;
using Skiller.Contracts.Members;
using Skiller.Contracts.Notifications;
using Skiller.Grains.Activity;
using Skiller.Grains.Projections;

namespace Skiller.Grains.Notifications;

/// <summary>A member's notifications: rows and points merged, and how many of them are unread, which every page asks for.</summary>
[Reentrant, GrainType("skiller.notifications")]
internal sealed class NotificationsGrain(INotificationRows rows, IActivityLog log, PageMemory memory, TimeProvider clock) : Grain, INotificationsGrain
{
    private static readonly TimeSpan _counted = TimeSpan.FromSeconds(1);
    private readonly Unchanged<InboxPlace, int> _points = new();
    private (long At, int Count)? _unread;
    private Task<int>? _counting;
    private long _reads;

    private MemberId Member => new(long.Parse(this.GetPrimaryKeyString().AsSpan(2), CultureInfo.InvariantCulture));

    public async Task<Result<NotificationPage>> List(NotificationQuery query, CancellationToken ct)
    {
        var scope = $"notifications/{Member}/{query.OnlyUnread}/{query.Kind}";
        var before = new Cursor(long.MaxValue, 0);
        if (query.Page.Cursor is { } text && !Cursor.TryParse(text, scope, out before))
        {
            return RefusalCode.InvalidCursor;
        }

        var page = await memory.Get<NotificationPage>(PageMemory.NameOf(scope, query.Page), fresh: TimeSpan.Zero, async () =>
        {
            var mark = await rows.ReadMark(Member, ct);
            var hidden = await Hidden();
            var filter = new NotificationFilter(Member, query.Kind, before.Key, query.OnlyUnread ? mark : 0, mark, hidden);
            var wantsPoints = (query.Kind is null or NotificationKind.Points) && !Topics.Has(hidden, NotificationTopic.Points);

            // One more than is shown says whether there are more.
            var items = query.Kind == NotificationKind.Points ? [] : await rows.Items(filter, query.Page.Limit + 1, ct);
            var points = wantsPoints ? await rows.Points(filter, query.Page.Limit + 1, ct) : [];
            var merged = items.Concat(points).OrderByDescending(static item => item.Position).Take(query.Page.Limit + 1).ToList();
            var next = merged.Count > query.Page.Limit ? new Cursor(merged[query.Page.Limit - 1].Position, 0).ToText(scope) : null;

            // Votes that were taken back the same day are nothing to tell.
            return new NotificationPage([.. merged.Take(query.Page.Limit).Where(static item => item is not { Kind: NotificationKind.Points, Points: 0 })], next, mark);
        });
        return page!;
    }

    public async Task<int> Unread(CancellationToken ct) =>
        _unread is { } known && clock.GetElapsedTime(known.At) < _counted ? known.Count : await CountOnce();

    public async Task<int> UnreadNow(CancellationToken ct)
    {
        if (_counting is not null)
        {
            await CountOnce();
        }

        return await CountOnce();
    }

    public async Task<Result<Done>> Read(long upTo, CancellationToken ct)
    {
        // What is not there yet is not read.
        var head = await log.Head(ct);
        await rows.Read(Member, Math.Min(upTo, head), ct);
        (_unread, _counting, _reads) = (null, null, _reads + 1);
        return Done.It;
    }

    // Imported members have no account, and have chosen nothing.
    private async Task<long> Hidden() =>
        (await GrainFactory.Account(Member).NotificationSettings(CancellationToken.None)).Value is { } settings ? Topics.Hidden(settings) : 0;

    private async Task<int> CountOnce()
    {
        try
        {
            return await (_counting ??= Count());
        }
        catch (UnavailableException) when (_unread is not null)
        {
            return _unread.Value.Count;
        }
    }

    private async Task<int> Count()
    {
        // A count that began before something was read is not kept.
        var reads = _reads;
        await Task.Yield();
        try
        {
            var place = await rows.Place(Member, CancellationToken.None);
            var hidden = await Hidden();
            var count = await rows.Unread(Member, place.ReadUpTo, hidden, Limits.UnreadMax, CancellationToken.None);
            if (count < Limits.UnreadMax && !Topics.Has(hidden, NotificationTopic.Points))
            {
                var points = await _points.Get(place, () => rows.UnreadPoints(Member, place.ReadUpTo, Limits.UnreadMax, CancellationToken.None));
                count = Math.Min(Limits.UnreadMax, count + points);
            }

            if (reads == _reads)
            {
                _unread = (clock.GetTimestamp(), count);
            }

            return count;
        }
        finally
        {
            if (reads == _reads)
            {
                _counting = null;
            }
        }
    }
}
