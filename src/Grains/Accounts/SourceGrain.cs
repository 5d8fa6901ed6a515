using Skiller.Contracts;
using Skiller.Contracts.Accounts;

namespace Skiller.Grains.Accounts;

/// <summary>A share of the network addresses. Stays in memory as long as it has something to remember; with the silo it goes.</summary>
[GrainType("skiller.source")]
internal sealed class SourceGrain(TimeProvider clock) : Grain, ISourceGrain
{
    /// <summary>Addresses that a share remembers: a quarter of a million in all of them.</summary>
    private const int MostSources = 64;

    private readonly SourceTable _sources = new(MostSources);

    public Task<Result<Done>> Take(string source, SourceAct act, CancellationToken ct)
    {
        DelayDeactivation(Limits.AddressWindow);
        return Task.FromResult(Answer(act, _sources.Take(source, act, clock.GetUtcNow())));
    }

    public Task<Result<Done>> Look(string source, SourceAct act, CancellationToken ct) =>
        Task.FromResult(Answer(act, _sources.Wait(source, act, clock.GetUtcNow())));

    public Task GiveBack(string source, SourceAct act, CancellationToken ct)
    {
        _sources.GiveBack(source, act);
        return Task.CompletedTask;
    }

    private static Result<Done> Answer(SourceAct act, TimeSpan? wait)
    {
        if (wait is not { } time)
        {
            return Done.It;
        }

        LimiterMetrics.Rejected(act);
        return Refusal.Limited(time);
    }
}
