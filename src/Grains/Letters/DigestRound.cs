using Microsoft.Extensions.Logging;
using Skiller.Contracts;
using Skiller.Contracts.Accounts;

namespace Skiller.Grains.Letters;

/// <summary>
/// One look at whose digest is due, for all members at once (F35). A row is looked at every few hours, since what was chosen may have changed; the log
/// holds each digest once.
/// </summary>
internal sealed partial class DigestRound(IDigestRows digests, IGrainFactory grains, TimeProvider clock, ILogger<DigestRound> logger)
{
    private const int AtOnce = 32;
    private static readonly TimeSpan _lease = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan _look = TimeSpan.FromHours(4);

    /// <summary>Does one round.</summary>
    /// <returns>Whether there may be more.</returns>
    public async Task<bool> Run(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var claimed = await digests.Claim(now, now + _lease, AtOnce, ct);
        if (claimed.Count == 0)
        {
            return false;
        }

        var looked = await Task.WhenAll(claimed.Select(row => Look(row, now, ct)));
        await digests.Settle([.. looked.OfType<(DigestRow, DateTimeOffset)>()], now, ct);
        return claimed.Count == AtOnce;
    }

    private async Task<(DigestRow Row, DateTimeOffset DueAt)?> Look(DigestRow row, DateTimeOffset now, CancellationToken ct)
    {
        try
        {
            return (row, await Next(row, now, ct));
        }
        catch (Exception fault) when (!ct.IsCancellationRequested)
        {
            // The lease ends, and whoever looks then sees what was done.
            LogFailed(row.Member.Value, fault.GetType().Name);
            return null;
        }
    }

    private async Task<DateTimeOffset> Next(DigestRow row, DateTimeOffset now, CancellationToken ct)
    {
        var account = grains.Account(row.Member);
        var later = now + _look;
        if ((await account.Letters(ct)).Value is not { IsReachable: true, Settings.Rhythm: { } rhythm } box)
        {
            return later;
        }

        var zone = TimeZoneName.Zone(box.TimeZone);
        var due = DigestTimes.Next(row.LookedAt, zone, rhythm);
        if (due <= now)
        {
            // Of several that were missed, one: the last.
            for (var next = due; next <= now; next = DigestTimes.Next(next, zone, rhythm))
            {
                due = next;
            }

            await account.SendDigest(due, CancellationToken.None);
            due = DigestTimes.Next(now, zone, rhythm);
        }

        return due < later ? due : later;
    }

    [LoggerMessage(7023, LogLevel.Warning, "Whether a digest of member {Member} is due could not be found out ({Fault}); trying again")]
    private partial void LogFailed(long member, string fault);
}
