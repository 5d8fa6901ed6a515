using System.Globalization;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Skiller.Contracts;
using Skiller.Storage.Postgres;

namespace Skiller.Storage.Activity;

/// <summary>
/// Hears what other silos commit, on a connection of its own. It is also the first to notice that the server has gone, and then drops the
/// pool's sessions, so that nobody sends an append into one of them.
/// </summary>
internal sealed partial class PostgresCommitListener(
    PostgresDatabase database,
    CommitSignal signal,
    TimeProvider clock,
    ILogger<PostgresCommitListener> logger) : BackgroundService
{
    private static readonly TimeSpan Reconnect = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(10);

    private bool _isAway;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await Listen(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault) when (fault is UnavailableException || PostgresFaults.IsAway(fault))
            {
                Lost(fault);
                await Task.Delay(Reconnect, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task Listen(CancellationToken ct)
    {
        await using var connection = await database.Open(ct);
        connection.Notification += Heard;
        await connection.Command(PostgresActivityLog.Sql["listen"]).Run(ct);
        if (_isAway)
        {
            _isAway = false;
            LogBack(logger);
        }

        while (true)
        {
            // What was committed while nobody listened is found here, and a connection that is only half there is found out.
            var head = await connection.Command(PostgresActivityLog.Sql["head"]).Rows(static row => row.GetInt64(0), ct);
            signal.Advance(head[0]);
            while (await connection.WaitAsync(Silence, ct))
            {
                // Heard has told.
            }
        }
    }

    private void Heard(object sender, NpgsqlNotificationEventArgs notification)
    {
        if (long.TryParse(notification.Payload, CultureInfo.InvariantCulture, out var position))
        {
            signal.Advance(position);
        }
    }

    private void Lost(Exception fault)
    {
        database.ForgetIfEnded(fault);
        if (!_isAway)
        {
            _isAway = true;
            LogLost(logger, fault.Message);
        }
    }

    [LoggerMessage(6030, LogLevel.Warning, "Notifications of commits are lost: {Reason}")]
    private static partial void LogLost(ILogger logger, string reason);

    [LoggerMessage(6031, LogLevel.Information, "Notifications of commits are back")]
    private static partial void LogBack(ILogger logger);
}
