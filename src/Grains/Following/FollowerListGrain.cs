using Orleans.Concurrency;
using Skiller.Contracts;
using Skiller.Contracts.Following;
using Skiller.Contracts.Members;
using Skiller.Grains.Projections;

namespace Skiller.Grains.Following;

/// <summary>Pages of who follows what.</summary>
[StatelessWorker, Reentrant, GrainType("skiller.follower-list")]
internal sealed class FollowerListGrain(IFeedRows rows, PageMemory memory) : Grain, IFollowerListGrain
{
    public Task<Result<Page<Follower>>> Followers(Source source, PageRequest page, CancellationToken ct) => Page(
        $"followers/{source}", page, (before, limit) => rows.Followers(source, before, limit, ct));

    public Task<Result<Page<FollowedSource>>> Followed(MemberId member, SourceKind kind, PageRequest page, CancellationToken ct) => Page(
        $"followed/{member}/{kind}", page, (before, limit) => rows.Followed(member, kind, before, limit, ct));

    public async Task<long?> Count(Source source, CancellationToken ct)
    {
        try
        {
            var counted = await memory.Get<Counted>(
                $"follower-count/{source}", PageMemory.Fresh, async () => new Counted((await rows.Counts([source], ct)).GetValueOrDefault(source)));
            return counted?.Followers;
        }
        catch (UnavailableException)
        {
            // What it decorates is shown all the same.
            return null;
        }
    }

    private async Task<Result<Page<T>>> Page<T>(string scope, PageRequest page, Func<long, int, Task<IReadOnlyList<(T Item, long Position)>>> read)
        where T : class
    {
        var place = new Cursor(long.MaxValue, 0);
        if (page.Cursor is { } text && !Cursor.TryParse(text, scope, out place))
        {
            return RefusalCode.InvalidCursor;
        }

        return await memory.Get(scope, page, async () =>
        {
            var found = await read(place.Key, page.Limit + 1);
            var items = found.Take(page.Limit).ToList();
            var next = found.Count > items.Count ? new Cursor(items[^1].Position, 0).ToText(scope) : null;
            return new Page<T>([.. items.Select(static row => row.Item)], next);
        });
    }

    private sealed record Counted(long Followers);
}
