using System.Collections.Immutable;
using Skiller.Contracts;
using Skiller.Contracts.Pulse;
using Skiller.Contracts.Site;
using Skiller.Grains.Activity;

namespace Skiller.Grains.Site;

/// <summary>The site's words, and of each the newest changes. Bounded: so many texts, so long each, so many changes.</summary>
/// <param name="Version">The version of the last fact.</param>
/// <param name="ChangedAt">When that was.</param>
/// <param name="Texts">What was written; what is not here is what ships with Skiller.</param>
/// <param name="Changes">Who wrote when, the newest first.</param>
/// <param name="Pulse">The goal, and what is public.</param>
internal sealed record SiteState(
    long Version,
    DateTimeOffset? ChangedAt,
    ImmutableDictionary<(SiteText Text, Locale Locale), string> Texts,
    ImmutableDictionary<(SiteText Text, Locale Locale), ImmutableArray<SiteTextChange>> Changes,
    PulseChoice Pulse) : IAggregateState<SiteState>
{
    public static SiteState Initial(string stream) => new(
        0,
        null,
        ImmutableDictionary<(SiteText, Locale), string>.Empty,
        ImmutableDictionary<(SiteText, Locale), ImmutableArray<SiteTextChange>>.Empty,
        PulseChoice.Shipped);

    /// <summary>What was written of a text, null: nothing.</summary>
    public string? Of(SiteText text, Locale locale) => Texts.GetValueOrDefault((text, locale));

    /// <summary>The changes of a text, the newest first.</summary>
    public ImmutableArray<SiteTextChange> ChangesOf(SiteText text, Locale locale) => Changes.GetValueOrDefault((text, locale), []);

    /// <summary>The version of a text's last change, 0: there was none.</summary>
    public long VersionOf(SiteText text, Locale locale) => ChangesOf(text, locale) is [var last, ..] ? last.Version : 0;

    public SiteState Apply(Fact fact, Occurrence occurrence) => fact switch
    {
        // What was redacted is gone, and what ships stands in its place.
        SiteTextWritten { Content: { } content } written => Changed((written.Text, written.Locale), content, occurrence),
        SiteTextWritten redacted => Changed((redacted.Text, redacted.Locale), null, occurrence),
        SiteTextReset reset => Changed((reset.Text, reset.Locale), null, occurrence),
        PulseChosen chosen => this with { Version = occurrence.Version, ChangedAt = occurrence.At, Pulse = new PulseChoice(chosen.Goal, chosen.Public) },
        _ => this with { Version = occurrence.Version },
    };

    private SiteState Changed((SiteText Text, Locale Locale) key, string? content, Occurrence at)
    {
        var change = new SiteTextChange(at.Version, at.At, at.Actor, content is null);
        return this with
        {
            Version = at.Version,
            ChangedAt = at.At,
            Texts = content is null ? Texts.Remove(key) : Texts.SetItem(key, content),
            Changes = Changes.SetItem(key, [change, .. ChangesOf(key.Text, key.Locale).Take(Limits.SiteTextChanges - 1)]),
        };
    }
}
