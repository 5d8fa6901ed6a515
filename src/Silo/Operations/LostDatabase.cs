using Orleans.Runtime.Placement;
using Skiller.Contracts;
using Skiller.Silo.Commands;
using Skiller.Storage.Postgres;

namespace Skiller.Silo.Operations;

/// <summary>
/// Ends the process of a silo that alone has lost the database (F13): its grains can do nothing more where they are, and wake on the others, as when
/// it is killed. While the database is away from all of them, all stay; so does one that is a moment behind another when it comes back to all.
/// </summary>
internal sealed partial class LostDatabase(
    IGrainFactory grains, ISiloStatusOracle silos, PostgresKnock knock, NodeState state, TimeProvider clock, ILogger<LostDatabase> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    // Longer than a restart of the database that others have noticed the end of a moment earlier.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    // From the first time that another had it: time enough for a look of its own that began when the other had it already.
    private static readonly TimeSpan ForItsOwn = TimeSpan.FromSeconds(3);

    private static readonly TimeSpan ForAnAnswer = TimeSpan.FromSeconds(3);

    // What is logged is written by a thread of its own.
    private static readonly TimeSpan ForTheLog = TimeSpan.FromMilliseconds(200);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        var lack = new Lack(Patience, ForItsOwn, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                if (state.HasLog)
                {
                    lack.Ends();
                }
                else if (lack.Lasts(!await knock.IsAnswered(stoppingToken) && await HasWitness(stoppingToken)))
                {
                    await End(lack.Time, stoppingToken);
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            return;
        }
    }

    // Whether another silo has the database. One of an earlier version cannot be asked, and is no witness.
    private async Task<bool> HasWitness(CancellationToken ct)
    {
        var others = silos.GetApproximateSiloStatuses(onlyActive: true).Keys.Where(silo => !silo.Equals(silos.SiloAddress));
        var answers = await Task.WhenAll(others.Select(silo => HasIt(silo, ct)));
        return answers.Contains(true);
    }

    private async Task<bool> HasIt(SiloAddress silo, CancellationToken ct)
    {
        try
        {
            RequestContext.Set(IPlacementDirector.PlacementHintKey, silo);
            return (await grains.Witness(silo.ToString()).Health(ct).WaitAsync(ForAnAnswer, clock, ct)).IsReadable;
        }
#pragma warning disable CA1031 // Whatever comes, it is no witness.
        catch (Exception fault) when (fault is not OperationCanceledException || !ct.IsCancellationRequested)
#pragma warning restore CA1031
        {
            LogNoWitness(logger, silo, fault);
            return false;
        }
    }

    private async Task End(TimeSpan time, CancellationToken ct)
    {
        state.Drain();
        LogLost(logger, (int)time.TotalSeconds);
        await Task.Delay(ForTheLog, clock, ct);
        Environment.Exit((int)ExitCode.Failed);
    }

    [LoggerMessage(8012, LogLevel.Critical, "This silo has not reached the database for {Seconds} s and another one does: it ends, so that its grains wake there")]
    private static partial void LogLost(ILogger logger, int seconds);

    [LoggerMessage(8013, LogLevel.Debug, "The silo {Silo} did not say how it sees the log")]
    private static partial void LogNoWitness(ILogger logger, SiloAddress silo, Exception fault);
}
