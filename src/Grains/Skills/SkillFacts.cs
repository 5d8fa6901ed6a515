using Skiller.Grains.Activity;

namespace Skiller.Grains.Skills;

/// <summary>A skill was described; an empty text clears it.</summary>
[ActivityKind("skill-described")]
internal sealed record SkillDescribed([property: Personal] string? Description) : Fact;
