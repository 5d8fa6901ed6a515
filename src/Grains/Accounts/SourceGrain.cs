using Skiller.Contracts;
using Skiller.Contracts.Accounts;

namespace Skiller.Grains.Accounts;

/// <summary>One network address. Stays in memory as long as it has something to remember; with the silo it goes.</summary>
[GrainType("skiller.source")]
internal sealed class SourceGrain(TimeProvider clock) : Grain, ISourceGrain
{
    private readonly SlidingWindow _signUps = new(Limits.SignUpsPerAddress, Limits.AddressWindow);
    private readonly SlidingWindow _signIns = new(Limits.FailedSignInsPerAddress, Limits.AddressWindow);
    private readonly SlidingWindow _requests = new(Limits.SignUpsPerAddress, Limits.AddressWindow);

    public Task<Result<Done>> Take(SourceAct act, CancellationToken ct)
    {
        DelayDeactivation(Limits.AddressWindow);
        return Task.FromResult<Result<Done>>(Of(act).Take(clock.GetUtcNow()) is { } wait ? Refusal.Limited(wait) : Done.It);
    }

    public Task GiveBack(SourceAct act, CancellationToken ct)
    {
        Of(act).GiveBack();
        return Task.CompletedTask;
    }

    private SlidingWindow Of(SourceAct act) => act switch
    {
        SourceAct.SignUp => _signUps,
        SourceAct.SignIn => _signIns,
        _ => _requests,
    };
}
