using Skiller.Contracts;
using Skiller.Grains.Activity;

namespace Skiller.Grains.Skills;

/// <summary>A skill was described in a language, null as long as a skill had one description for readers of all; an empty text clears it.</summary>
[ActivityKind("skill-described")]
internal sealed record SkillDescribed([property: Personal] string? Description, Locale? Locale = null) : Fact;
