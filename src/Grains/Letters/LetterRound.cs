using Microsoft.Extensions.Logging;
using Skiller.Contracts;
using Skiller.Contracts.Accounts;
using Skiller.Grains.Activity;
using Skiller.Grains.Notifications;

namespace Skiller.Grains.Letters;

/// <summary>
/// One look at who is to be written to, for all members at once (F35): gathers what they were told since the last one, and has a letter put into
/// the log for each whose time has come. It can be done by any silo at any time and be broken off anywhere: the log holds each part once.
/// </summary>
internal sealed partial class LetterRound(
    ILetterRows letters, INotificationRows rows, IActivityLog log, IGrainFactory grains, LetterOptions options, TimeProvider clock, ILogger<LetterRound> logger)
{
    private const int AtOnce = 32;
    private const int Positions = 20_000;

    // Longer than what is claimed takes when every call runs into its time limit.
    private static readonly TimeSpan _lease = TimeSpan.FromMinutes(2);

    /// <summary>Does one round.</summary>
    /// <returns>Whether there may be more.</returns>
    public async Task<bool> Run(CancellationToken ct)
    {
        var head = await log.Head(ct);
        if (!await IsWritten(head, ct))
        {
            return false;
        }

        var loaded = await letters.LoadMark(ct);
        var mark = Math.Min(head, loaded + Positions);
        if (mark > loaded)
        {
            await letters.Gather(loaded, mark, options.Bundle, ct);
        }

        var now = clock.GetUtcNow();
        var claimed = await letters.Claim(now, now + _lease, AtOnce, ct);
        if (claimed.Count > 0)
        {
            var fates = await Task.WhenAll(claimed.Select(row => Look(row, now, ct)));
            await letters.Settle([.. fates.OfType<LetterFate>()], now, ct);
        }

        return mark < head || claimed.Count == AtOnce;
    }

    // What a shard has not written yet, or not again since a rebuild, would be passed over.
    private async Task<bool> IsWritten(long head, CancellationToken ct)
    {
        if (await rows.Behind(head, ct) is not { Count: > 0 } behind)
        {
            return true;
        }

        await Task.WhenAll(behind.Select(shard => grains.Projection(shard).CatchUp(ct)));
        return await rows.Behind(head, ct) is { Count: 0 };
    }

    private async Task<LetterFate?> Look(LetterRow row, DateTimeOffset now, CancellationToken ct)
    {
        try
        {
            return await Fate(row, now, ct);
        }
        catch (Exception fault) when (!ct.IsCancellationRequested)
        {
            // The lease ends, and whoever looks then sees what was done.
            LogFailed(row.Member.Value, fault.GetType().Name);
            return null;
        }
    }

    private async Task<LetterFate> Fate(LetterRow row, DateTimeOffset now, CancellationToken ct)
    {
        var account = grains.Account(row.Member);
        if ((await account.Letters(ct)).Value is not { IsReachable: true } box)
        {
            return new LetterFate(row, null);
        }

        var after = Math.Max(row.First - 1, Math.Max(box.LettersUpTo, await rows.ReadMark(row.Member, ct)));
        if (await rows.Told(row.Member, after, row.Last, Topics.AtOnce(box.Settings), 1, ct) is not [var first])
        {
            return new LetterFate(row, null);
        }

        var due = LetterTimes.After(Later(first.At + options.Bundle, now), TimeZoneName.Zone(box.TimeZone), box.Settings.Quiet);
        if (due > now)
        {
            return new LetterFate(row, due);
        }

        await account.SendLetter(row.First - 1, row.Last, CancellationToken.None);
        return new LetterFate(row, null);
    }

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    [LoggerMessage(7021, LogLevel.Warning, "Whether member {Member} is to be written to could not be found out ({Fault}); trying again")]
    private partial void LogFailed(long member, string fault);
}
