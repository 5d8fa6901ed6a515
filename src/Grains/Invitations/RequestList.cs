using Skiller.Contracts;
using Skiller.Contracts.Invitations;
using Skiller.Grains.Activity;

namespace Skiller.Grains.Invitations;

/// <summary>The requests that nobody has decided, the oldest first, straight from the log. One whose words were redacted is nobody's any more.</summary>
internal static class RequestList
{
    private const string Scope = "invitation-requests";
    private const int PrefixChars = 2;

    public static async Task<Result<Page<RequestListItem>>> Read(IInvitationRecords records, RequestQuery query, CancellationToken ct)
    {
        if (!query.Actor.IsAdministrator)
        {
            return RefusalCode.NotAllowed;
        }

        var cursor = new Cursor(0, 0);
        if (query.Page.Cursor is { } text && !Cursor.TryParse(text, Scope, out cursor))
        {
            return RefusalCode.InvalidCursor;
        }

        var limit = Math.Clamp(query.Page.Limit, 1, Limits.PageMax);
        var found = await records.Undecided(cursor.Key, limit + 1, ct);
        RecordedActivity[] shown = [.. found.Take(limit)];
        var next = found.Count > limit ? new Cursor(shown[^1].Position, 0).ToText(Scope) : null;
        return new Page<RequestListItem>([.. shown.Select(Item).OfType<RequestListItem>()], next);
    }

    private static RequestListItem? Item(RecordedActivity recorded) =>
        FactCodec.Decode(recorded) is InvitationRequested { Email: { } email, Name: { } name } requested
            ? new RequestListItem(
                recorded.Stream[PrefixChars..],
                email,
                name,
                requested.Headline,
                requested.Motivation ?? "",
                requested.Skills.IsDefault ? [] : requested.Skills,
                requested.Locale,
                recorded.At)
            : null;
}
