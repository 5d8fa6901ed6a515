using Orleans.Concurrency;
using Skiller.Contracts;
using Skiller.Contracts.Accounts;

namespace Skiller.Grains.Accounts;

/// <summary>Who is suspended now, for administrators.</summary>
[StatelessWorker, GrainType("skiller.suspensions")]
internal sealed class SuspensionsGrain(Suspensions suspensions, TimeProvider clock) : Grain, ISuspensionsGrain
{
    private const string Scope = "suspensions";

    public async Task<Result<Page<SuspendedMember>>> List(SuspensionQuery query, CancellationToken ct)
    {
        if (!query.Actor.IsAdministrator)
        {
            return RefusalCode.NotAllowed;
        }

        var after = new Cursor(long.MinValue, 0);
        if (query.Page.Cursor is { } text && !Cursor.TryParse(text, Scope, out after))
        {
            return RefusalCode.InvalidCursor;
        }

        var limit = Math.Clamp(query.Page.Limit, 1, Limits.PageMax);
        SuspendedMember[] found =
        [
            .. (await suspensions.Read(ct)).At(clock.GetUtcNow())
                .Where(listed => PlaceOf(listed) is var place && (place.Key > after.Key || (place.Key == after.Key && place.Id > after.Id)))
                .Take(limit + 1),
        ];
        var next = found.Length > limit ? PlaceOf(found[limit - 1]).ToText(Scope) : null;
        return new Page<SuspendedMember>([.. found.Take(limit)], next);
    }

    private static Cursor PlaceOf(SuspendedMember listed) => new(listed.Suspension.Until.UtcTicks, listed.Member.Value);
}
