using Orleans.Concurrency;
using Skiller.Contracts;
using Skiller.Contracts.Invitations;
using Skiller.Grains.Accounts;

namespace Skiller.Grains.Invitations;

/// <summary>Finds invitations and requests. What cannot be one reaches no grain, so that nothing comes into memory by asking (I09).</summary>
[StatelessWorker, GrainType("skiller.doorkeeper")]
internal sealed class DoorkeeperGrain(AddressHash addresses) : Grain, IDoorkeeperGrain
{
    public async Task<Result<MemberReceipt>> Join(string code, AcceptInvitation command, CancellationToken ct) =>
        InvitationCode.IsPossible(code) ? await GrainFactory.Invitation(code).Accept(command, ct) : RefusalCode.InvitationUnknown;

    public async Task<Result<Done>> Check(string code, string email, CancellationToken ct) =>
        InvitationCode.IsPossible(code) ? await GrainFactory.Invitation(code).Check(email, ct) : RefusalCode.InvitationUnknown;

    public async Task<Result<Done>> RequestInvitation(RequestInvitation command, CancellationToken ct)
    {
        var (requested, faults) = RequestingInvitation.Check(command);
        return requested is not null && EmailAddress.TryParse(requested.Email, out var address)
            ? await GrainFactory.InvitationRequest(await addresses.Of(address, ct)).Request(command, ct)
            : Refusal.Invalid(faults);
    }
}
