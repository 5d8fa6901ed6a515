using System.Collections.Immutable;
using Skiller.Contracts;
using Skiller.Contracts.Site;
using Skiller.Grains.Activity;

namespace Skiller.Grains.Site;

/// <summary>The site's own words.</summary>
[GrainType("skiller.site")]
internal sealed class SiteGrain(AggregateServices services) : AggregateGrain<SiteState>(services), ISiteGrain
{
    // Each front asks it all the time, written or not, also while the log is away.
    protected override bool IsNeeded => true;

    public Task<SiteLook> Look(long known, CancellationToken ct) => Task.FromResult(Shown(known));

    public Task<string> Name(Locale locale, CancellationToken ct) => Task.FromResult(State.Of(SiteText.Name, locale) ?? ShippedSite.Name);

    public async Task<Result<SiteLook>> Change(ChangeSiteText command, CancellationToken ct)
    {
        var changed = await Handle(null, null, (state, now) => ChangingSiteText.Decide(state, command, now), ct);
        return changed.Refusal is { } refusal ? refusal : Shown(0);
    }

    public async Task<Result<SiteLook>> ChoosePulse(ChoosePulse command, CancellationToken ct)
    {
        var chosen = await Handle(null, null, (state, now) => ChoosingPulse.Decide(state, command, now), ct);
        return chosen.Refusal is { } refusal ? refusal : Shown(0);
    }

    public async Task<Result<SiteTextHistory>> History(SiteTextQuery query, CancellationToken ct)
    {
        if (!query.Actor.IsAdministrator)
        {
            return RefusalCode.NotAllowed;
        }

        var (text, locale) = (query.Text, query.Locale);
        var content = State.Of(text, locale);
        if (query.Version is { } version)
        {
            if (await Log.ReadVersions(Stream, [version], ct) is not [var recorded] || ContentOf(FactCodec.Decode(recorded), text, locale) is not { } then)
            {
                return RefusalCode.NotFound;
            }

            content = then;
        }

        return new SiteTextHistory(State.VersionOf(text, locale), content, State.ChangesOf(text, locale));
    }

    private static string? ContentOf(Fact fact, SiteText text, Locale locale) =>
        fact is SiteTextWritten written && written.Text == text && written.Locale == locale ? written.Content : null;

    private SiteLook Shown(long known) => new(
        State.Version,
        State.ChangedAt,
        known == State.Version ? null : State.Texts.Select(static pair => new WrittenText(pair.Key.Text, pair.Key.Locale, pair.Value)).ToImmutableArray(),
        State.Pulse);
}
