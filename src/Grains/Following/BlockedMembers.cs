using Skiller.Contracts;
using Skiller.Contracts.Following;

namespace Skiller.Grains.Following;

/// <summary>Whom a member has blocked, those blocked last first.</summary>
internal static class BlockedMembers
{
    private const string Scope = "following/blocked";

    public static Result<Page<BlockedMember>> Page(FollowingState state, PageRequest page)
    {
        var place = new Cursor(long.MaxValue, long.MaxValue);
        if (page.Cursor is { } text && !Cursor.TryParse(text, Scope, out place))
        {
            return RefusalCode.InvalidCursor;
        }

        BlockedMember[] rest =
        [
            .. state.Blocked.Select(static pair => new BlockedMember(pair.Key.Member!.Value, pair.Value))
                .Where(blocked => (blocked.At.UtcTicks, blocked.Member.Value).CompareTo((place.Key, place.Id)) < 0)
                .OrderByDescending(static blocked => (blocked.At.UtcTicks, blocked.Member.Value))
                .Take(page.Limit + 1),
        ];
        return rest.Length <= page.Limit ? new Page<BlockedMember>([.. rest], null)
            : new Page<BlockedMember>([.. rest[..^1]], new Cursor(rest[^2].At.UtcTicks, rest[^2].Member.Value).ToText(Scope));
    }
}
