using System.Globalization;

namespace Skiller.Grains.Audit;

/// <summary>Reads the whole trail and says where it was tampered with.</summary>
internal static class AuditCheck
{
    private const int PageSize = 1_000;

    /// <summary>One line for each fault, empty: every entry follows from those before it.</summary>
    /// <param name="trail">The trail.</param>
    /// <param name="known">How far it was once, as it was written down elsewhere; null: nothing is known.</param>
    /// <param name="ct">Gives it up.</param>
    public static async Task<string?> Fault(IAuditTrail trail, AuditHead? known, CancellationToken ct)
    {
        var (before, last) = (AuditChain.Beginning, 0L);
        var isKnown = known is null or { Number: 0 };
        while (await trail.Read(last, PageSize, ct) is { Count: > 0 } page)
        {
            if (AuditChain.Broken(before, page, last) is { } broken)
            {
                return string.Create(CultureInfo.InvariantCulture, $"Entry {broken} does not follow from those before it: it was changed, or one was removed or put before it.");
            }

            if (page.FirstOrDefault(entry => entry.Number == known?.Number) is { } then)
            {
                if (!Convert.ToHexStringLower(then.Hash.Span).Equals(known!.Hash, StringComparison.Ordinal))
                {
                    return string.Create(CultureInfo.InvariantCulture, $"Entry {then.Number} is another one than when it was written down: the trail was made anew up to there.");
                }

                isKnown = true;
            }

            (before, last) = (page[^1].Hash, page[^1].Number);
        }

        return isKnown ? null : string.Create(
            CultureInfo.InvariantCulture, $"The trail ends at {last} and had an entry {known!.Number}: its end was removed.");
    }
}
