using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Skiller.Grains.Activity;

namespace Skiller.Grains.Letters;

/// <summary>
/// Looks every few seconds who is to be written to, in every silo. Rests while an operator keeps the log closed, which would hold no letter.
/// </summary>
internal sealed partial class LetterRounds(LetterRound round, DigestRound digests, IReadOnlyMode mode, LetterOptions options, TimeProvider clock, ILogger<LetterRounds> logger)
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                while (await mode.Read(stoppingToken) is null && (await round.Run(stoppingToken) | await digests.Run(stoppingToken)))
                {
                    // More may be due.
                }
            }
            catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
            {
                LogAway(fault.GetType().Name);
            }
            catch (OperationCanceledException)
            {
                return;
            }

            await Task.Delay(options.Look, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    [LoggerMessage(7022, LogLevel.Warning, "Who is to be written to could not be found out ({Fault}); trying again")]
    private partial void LogAway(string fault);
}
