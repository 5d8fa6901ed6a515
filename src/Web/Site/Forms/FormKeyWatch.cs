using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Skiller.Web.Site.Forms;

/// <summary>Looks at the keys of forms before anybody is served, and every minute.</summary>
internal sealed partial class FormKeyWatch(FormKeyRing ring, IDataProtectionProvider protection, TimeProvider clock, ILogger<FormKeyWatch> logger)
    : BackgroundService
{
    private static readonly TimeSpan _interval = TimeSpan.FromMinutes(1);
    private readonly IDataProtector _protector = protection.CreateProtector("keys of forms");

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await ring.Look(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(_interval, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await Look(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            return;
        }
    }

    private async Task Look(CancellationToken ct)
    {
        try
        {
            await ring.Look(ct);

            // ASP.NET takes new keys beside the first use that finds its own outdated, which it serves with the old ones: not a reader's.
            _protector.Protect([]);
        }
#pragma warning disable CA1031 // Whatever keeps the keys from being read: those that are known go on, and the next look is a minute away.
        catch (Exception fault) when (!ct.IsCancellationRequested)
#pragma warning restore CA1031
        {
            LogFailed(logger, fault.Message);
        }
    }

    [LoggerMessage(4061, LogLevel.Warning, "The keys of forms could not be looked at: {Reason}")]
    private static partial void LogFailed(ILogger logger, string reason);
}
