using System.Collections.Immutable;
using Skiller.Contracts;
using Skiller.Contracts.Invitations;
using Skiller.Contracts.Members;
using Skiller.Grains.Activity;
using Skiller.Grains.Invitations;

namespace Skiller.Grains.Accounts;

/// <summary>The invitations that an account has made out, newest first: a page of its stream and one look at which were used.</summary>
internal static class InvitationList
{
    public static async Task<Result<InvitationsView>> Read(
        IInvitationRecords records, AccountState state, PageRequest page, CancellationToken ct)
    {
        var scope = $"invitations/{state.Member}";
        var cursor = new Cursor(long.MaxValue, 0);
        if (page.Cursor is { } text && !Cursor.TryParse(text, scope, out cursor))
        {
            return RefusalCode.InvalidCursor;
        }

        var limit = Math.Clamp(page.Limit, 1, Limits.PageMax);
        var found = await records.Made(GrainKeys.AccountOf(state.Member), cursor.Key, limit + 1, ct);
        RecordedActivity[] shown = [.. found.Take(limit)];
        InvitationMade[] made = [.. shown.Select(FactCodec.Decode).OfType<InvitationMade>()];
        var used = await UsedBy(records, made, ct);
        var items = made.Zip(shown, (invitation, recorded) => Item(invitation, recorded.At, used)).ToImmutableArray();
        var next = found.Count > limit ? new Cursor(shown[^1].Version, 0).ToText(scope) : null;
        return new InvitationsView(new Page<InvitationListItem>(items, next), MakingInvitation.Left(state));
    }

    private static async Task<Dictionary<string, MemberId>> UsedBy(IInvitationRecords records, InvitationMade[] made, CancellationToken ct)
    {
        if (made.Length == 0)
        {
            return [];
        }

        var used = new Dictionary<string, MemberId>(StringComparer.Ordinal);
        foreach (var activity in await records.Accepted([.. made.Select(Stream)], ct))
        {
            if (FactCodec.Decode(activity) is InvitationAccepted accepted)
            {
                used[activity.Stream] = accepted.Member;
            }
        }

        return used;
    }

    private static InvitationListItem Item(InvitationMade made, DateTimeOffset at, Dictionary<string, MemberId> used) => new(
        made.Invitation,
        made.Hint,
        made.Email,
        at,
        made.ExpiresAt,
        used.TryGetValue(Stream(made), out var member) ? member : null);

    private static string Stream(InvitationMade made) => InvitationCode.StreamOf(made.CodeHash);
}
