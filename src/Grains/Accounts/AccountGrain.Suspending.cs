using Skiller.Contracts;
using Skiller.Contracts.Accounts;
using Skiller.Contracts.Members;

namespace Skiller.Grains.Accounts;

/// <summary>What administrators may do with an account.</summary>
internal sealed partial class AccountGrain
{
    public async Task<Result<Done>> Suspend(SuspendMember command, CancellationToken ct)
    {
        await ReadAgainIfEmpty(ct);
        return await Handle(
            null, null, suspensions.Read, (state, register, now) => SuspendingMember.Decide(state, command, register, now), ct);
    }

    public async Task<Result<Done>> LiftSuspension(Actor actor, CancellationToken ct)
    {
        await ReadAgainIfEmpty(ct);
        return await Handle(null, null, suspensions.Read, (state, register, now) => SuspendingMember.Lift(state, actor, register, now), ct);
    }

    public async Task<Result<AccountStatus>> Status(Actor actor, CancellationToken ct)
    {
        if (!actor.IsAdministrator)
        {
            return RefusalCode.NotAllowed;
        }

        await ReadAgainIfEmpty(ct);
        return State.IsOpen ? new AccountStatus(State.Role, State.SuspensionAt(Clock.GetUtcNow())) : RefusalCode.NotFound;
    }
}
