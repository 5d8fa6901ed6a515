using Skiller.Contracts;
using Skiller.Grains.Invitations;
using Skiller.Silo.Configuration;
using Skiller.Silo.Hosting;

namespace Skiller.Silo.Operations;

/// <summary>Shows the operator how the first administrator joins, and takes that away as soon as somebody has.</summary>
internal sealed partial class FirstInvitationNotice(
    FirstInvitation invitation, DataFolder folder, Settings settings, TimeProvider clock, ILogger<FirstInvitationNotice> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    private bool _isShown;

    /// <summary>Looks for the first time before the node counts as started, so that whoever waits for that finds the code.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        if (await IsOpen(cancellationToken))
        {
            await base.StartAsync(cancellationToken);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken) && await IsOpen(stoppingToken))
            {
                // Nobody has joined yet.
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            return;
        }
    }

    private async Task<bool> IsOpen(CancellationToken ct)
    {
        try
        {
            var code = await invitation.Unused(ct);
            if (code is null)
            {
                folder.RemoveInvitation();
                return false;
            }

            Show(code);
        }
        catch (Exception fault) when (fault is UnavailableException or OutcomeUnknownException)
        {
            LogAway(logger, fault.Message);
        }

        return true;
    }

    private void Show(string code)
    {
        if (!_isShown)
        {
            _isShown = true;
            folder.KeepInvitation(code);
            Console.WriteLine($"First administrator: {settings.PublicUrl.AbsoluteUri.TrimEnd('/')}/join/{code}");
        }
    }

    [LoggerMessage(8040, LogLevel.Debug, "The first invitation could not be looked up: {Reason}")]
    private static partial void LogAway(ILogger logger, string reason);
}
