using Skiller.Contracts.Skills;
using Skiller.Grains.Activity;

namespace Skiller.Grains.Skills;

/// <summary>A skill's own words.</summary>
/// <param name="Skill">The skill.</param>
/// <param name="Version">The version of its last fact.</param>
/// <param name="Description">Markdown, null for none.</param>
internal sealed record SkillState(SkillSlug Skill, long Version, string? Description) : IAggregateState<SkillState>
{
    public bool IsDescribed => Description is not null;

    public static SkillState Initial(string stream) =>
        new(SkillSlug.Parse(stream[(stream.IndexOf(':', StringComparison.Ordinal) + 1)..]), 0, null);

    public SkillState Apply(Fact fact, Occurrence occurrence) => this with
    {
        Version = occurrence.Version,
        Description = fact is SkillDescribed { Description: var text } ? (text is "" ? null : text) : Description,
    };
}
