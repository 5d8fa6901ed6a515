using System.Text.Json;
using System.Text.Json.Serialization;
using Skiller.Contracts;
using Skiller.Contracts.Pulse;
using Skiller.Contracts.Site;
using Skiller.Grains.Activity;

namespace Skiller.Grains.Site;

/// <summary>An administrator wrote a text of the site. It may name people: a legal notice does.</summary>
[ActivityKind("site-text-written")]
internal sealed record SiteTextWritten(SiteText Text, Locale Locale, [property: Personal] string? Content) : Fact;

/// <summary>A text of the site is what ships with Skiller again.</summary>
[ActivityKind("site-text-reset")]
internal sealed record SiteTextReset(SiteText Text, Locale Locale) : Fact;

/// <summary>An administrator chose the goal of the site's growth and what of the pulse is public.</summary>
[ActivityKind("pulse-chosen")]
internal sealed record PulseChosen(long Goal, PulseVisibility Public) : Fact;

internal sealed class PulseVisibilityJson() : JsonStringEnumConverter<PulseVisibility>(JsonNamingPolicy.CamelCase, allowIntegerValues: false);

internal sealed class SiteTextJson() : JsonStringEnumConverter<SiteText>(JsonNamingPolicy.CamelCase, allowIntegerValues: false);
