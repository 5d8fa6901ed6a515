using Skiller.Contracts.Skills;

namespace Skiller.Grains.Skills;

/// <summary>
/// Whether anybody has used a skill. Figures follow the log within a second (API.md), so one that is not found yet is looked for again until
/// then: what was asked a moment ago can be endorsed at once, and only what is not there costs the wait.
/// </summary>
internal sealed class UsedSkills(ISkillFigures figures, TimeProvider clock)
{
    private const int Looks = 4;
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(300);

    /// <exception cref="Contracts.UnavailableException">The database is away.</exception>
    public async Task<bool> Has(SkillSlug skill, CancellationToken ct)
    {
        for (var look = 1; ; look++)
        {
            var found = await figures.Find(skill, ct) is not null;
            if (found || look == Looks)
            {
                return found;
            }

            await Task.Delay(_pause, clock, ct);
        }
    }
}
