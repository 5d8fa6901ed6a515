using System.Globalization;
using Skiller.Contracts.Skills;
using Skiller.Grains.Reputation;

namespace Skiller.Silo.Verify;

/// <summary>The rows that a ledger must have.</summary>
internal static class LedgerRows
{
    public static void Add(Dictionary<(string Kind, string Key), string> rows, long member, Ledger ledger)
    {
        var skills = new Dictionary<SkillSlug, long>();
        foreach (var entry in ledger.Added)
        {
            rows[("ledger", string.Create(CultureInfo.InvariantCulture, $"{member}/{entry.Position}/{entry.Ordinal}"))] = Text(entry);
            foreach (var skill in entry.Skills)
            {
                skills[skill] = skills.GetValueOrDefault(skill) + entry.Points;
                rows[("ledger-skill", string.Create(CultureInfo.InvariantCulture, $"{member}/{skill}/{entry.Position}/{entry.Ordinal}"))] =
                    string.Create(CultureInfo.InvariantCulture, $"{DateOnly.FromDateTime(entry.At.UtcDateTime).DayNumber}|{entry.Points}");
            }
        }

        rows[("standing", member.ToString(CultureInfo.InvariantCulture))] =
            ledger.Added.Sum(static entry => (long)entry.Points).ToString(CultureInfo.InvariantCulture);
        foreach (var (skill, points) in skills)
        {
            rows[("standing-skill", $"{member}/{skill}")] = string.Create(CultureInfo.InvariantCulture, $"{points}|1");
        }
    }

    private static string Text(LedgerEntry entry) => string.Create(
        CultureInfo.InvariantCulture,
        $"{entry.Cause}|{entry.Origin}|{entry.Question}|{entry.Answer?.Value ?? 0}|{entry.Points}|{entry.CapPoints}|{entry.CapDay?.DayNumber ?? 0}|{(entry.At.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks) / TimeSpan.TicksPerMicrosecond}|{(int)entry.Reason}|{string.Join(' ', entry.Skills)}");
}
