using Skiller.Contracts;
using Skiller.Contracts.Skills;
using Skiller.Grains.Activity;

namespace Skiller.Grains.Skills;

/// <summary>A skill's own words.</summary>
/// <param name="Skill">The skill.</param>
/// <param name="Version">The version of its last fact.</param>
/// <param name="French">What readers of French are told, null for nothing.</param>
/// <param name="English">What readers of English are told, null for nothing.</param>
internal sealed record SkillState(SkillSlug Skill, long Version, SkillWords? French, SkillWords? English) : IAggregateState<SkillState>
{
    public bool IsDescribed => French is not null || English is not null;

    /// <summary>In whatever language there is a text, French first.</summary>
    public string? Description => (French ?? English)?.Text;

    public static SkillState Initial(string stream) =>
        new(SkillSlug.Parse(stream[(stream.IndexOf(':', StringComparison.Ordinal) + 1)..]), 0, null, null);

    /// <summary>What readers of a language are told.</summary>
    public SkillWords? In(Locale locale) => locale == Locale.En ? English : French;

    public SkillState Apply(Fact fact, Occurrence occurrence) => (fact is SkillDescribed described ? Told(described) : this) with { Version = occurrence.Version };

    // What has no language was written for readers of both.
    private SkillState Told(SkillDescribed described)
    {
        var words = described.Description is { Length: > 0 } text ? new SkillWords(text, described.Locale) : null;
        return described.Locale switch
        {
            null => this with { French = words, English = words },
            Locale.En => this with { English = words },
            _ => this with { French = words },
        };
    }
}
