using System.Collections.Immutable;
using Skiller.Contracts;
using Skiller.Contracts.Invitations;
using Skiller.Grains.Activity;
using Skiller.Grains.Invitations;

namespace Skiller.Grains.Accounts;

/// <summary>The invitations that an account has made out, newest first: a page of its stream and one look at which are over.</summary>
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
        var ends = await Ends(records, made, ct);
        var items = made.Zip(shown, (invitation, recorded) => Item(invitation, recorded.At, ends.GetValueOrDefault(Stream(invitation)))).ToImmutableArray();
        var next = found.Count > limit ? new Cursor(shown[^1].Version, 0).ToText(scope) : null;
        return new InvitationsView(new Page<InvitationListItem>(items, next), MakingInvitation.Left(state));
    }

    private static async Task<Dictionary<string, Fact>> Ends(IInvitationRecords records, InvitationMade[] made, CancellationToken ct) => made.Length == 0
        ? []
        : (await records.Ends([.. made.Select(Stream)], ct)).ToDictionary(static activity => activity.Stream, FactCodec.Decode, StringComparer.Ordinal);

    private static InvitationListItem Item(InvitationMade made, DateTimeOffset at, Fact? end) => new(
        made.Invitation,
        made.Hint,
        made.Email,
        at,
        made.ExpiresAt,
        (end as InvitationAccepted)?.Member,
        end is InvitationRevoked);

    private static string Stream(InvitationMade made) => InvitationCode.StreamOf(made.CodeHash);
}
