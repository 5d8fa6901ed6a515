using Skiller.Contracts;
using Skiller.Contracts.Site;

namespace Skiller.Grains.Site;

/// <summary>The site's name, for mails.</summary>
internal sealed class SiteNames(IGrainFactory grains)
{
    /// <summary>The name in a language; what ships with Skiller while it cannot be had, since no mail is to wait for its letterhead.</summary>
    public async Task<string> In(Locale language, CancellationToken ct)
    {
        try
        {
            return await grains.Site().Name(language, ct);
        }
        catch (UnavailableException)
        {
            return ShippedSite.Name;
        }
    }
}
