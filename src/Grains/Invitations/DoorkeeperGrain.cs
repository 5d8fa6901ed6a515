using Microsoft.Extensions.Logging;
using Orleans.Concurrency;
using Skiller.Contracts;
using Skiller.Contracts.Invitations;
using Skiller.Contracts.Members;
using Skiller.Grains.Accounts;
using Skiller.Grains.Members;

namespace Skiller.Grains.Invitations;

/// <summary>Finds invitations and requests. What cannot be one reaches no grain, so that nothing comes into memory by asking (I09).</summary>
[StatelessWorker, GrainType("skiller.doorkeeper")]
internal sealed partial class DoorkeeperGrain(AddressHash addresses, Claims claims, IInvitationRecords records, ILogger<DoorkeeperGrain> logger) : Grain, IDoorkeeperGrain
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

    public async Task<Result<Done>> ForgetPassword(string email, CancellationToken ct)
    {
        if (await claims.AddressOwner(email, ct) is { } owner)
        {
            // Not waited for: the time of a write would tell whose address it is. Lost with the silo, it is asked for again.
            Ask(owner).Ignore();
        }

        return Done.It;
    }

    public Task<Result<Page<RequestListItem>>> Requests(RequestQuery query, CancellationToken ct) => RequestList.Read(records, query, ct);

    private async Task Ask(MemberId owner)
    {
        try
        {
            await GrainFactory.Account(owner).AskPasswordReset(CancellationToken.None);
        }
        catch (Exception fault)
        {
            LogLost(fault.GetType().Name);
        }
    }

    [LoggerMessage(3101, LogLevel.Warning, "A request for a new password was lost ({Fault}); its member has to ask again")]
    private partial void LogLost(string fault);
}
