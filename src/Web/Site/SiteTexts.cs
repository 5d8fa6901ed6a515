using System.Collections.Frozen;
using Skiller.Contracts;
using Skiller.Contracts.Pulse;
using Skiller.Contracts.Site;
using Skiller.Web.Problems;

namespace Skiller.Web.Site;

/// <summary>
/// The site's own words, as each page shows some of them: kept by the node and asked for again after half a second by the first page that needs
/// them, whichever it is, so that they are never older than a second and no page costs a call. While they cannot be had, those of last time do;
/// nobody waits for them longer than a moment.
/// </summary>
/// <param name="ask">Asks for the words, unless they are of the version that is known.</param>
/// <param name="clock">The time.</param>
internal sealed class SiteTexts(Func<long, Task<SiteLook>> ask, TimeProvider clock)
{
    // With the quarter of a second that a page is kept: within the second (API.md).
    private static readonly TimeSpan _fresh = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan _patience = TimeSpan.FromMilliseconds(250);
    private readonly Lock _gate = new();
    private SiteWords _current = SiteWords.Shipped;
    private Task _asking = Task.CompletedTask;
    private long? _askedAt;

    /// <summary>What is known.</summary>
    public SiteWords Current => Volatile.Read(ref _current);

    /// <summary>Sees to it that what is known is not too old.</summary>
    /// <param name="atOnce">Whether it must be as it is this moment: whoever may change it sees what they did, on whichever node.</param>
    public async ValueTask Refresh(bool atOnce)
    {
        Task asking;
        TimeSpan left;
        lock (_gate)
        {
            var age = _askedAt is { } at ? clock.GetElapsedTime(at) : _fresh;
            if (age >= _fresh || atOnce)
            {
                (_askedAt, age) = (clock.GetTimestamp(), TimeSpan.Zero);
                _asking = Ask();
            }

            (asking, left) = (_asking, _patience - age);
        }

        if (!asking.IsCompleted && left > TimeSpan.Zero)
        {
            await Task.WhenAny(asking, Task.Delay(left, clock));
        }
    }

    /// <summary>Takes over what a grain has answered; what is older than what is known changes nothing.</summary>
    public void Learn(SiteLook look)
    {
        lock (_gate)
        {
            if (look.Version > _current.Version && look.Texts is { } texts)
            {
                Volatile.Write(ref _current, new SiteWords(
                    look.Version,
                    look.ChangedAt,
                    texts.ToFrozenDictionary(static text => (text.Text, text.Locale), static text => text.Content),
                    look.Pulse ?? PulseChoice.Shipped));
            }
        }
    }

    private async Task Ask()
    {
        // Not under the lock.
        await Task.Yield();
        try
        {
            Learn(await ask(Current.Version));
        }
        catch (Exception fault) when (Faults.IsFault(fault))
        {
            // Asked again half a second later.
        }
    }
}

/// <summary>What administrators have written, at one moment.</summary>
/// <param name="Version">Rises with each change.</param>
/// <param name="ChangedAt">When it last did, null: never.</param>
/// <param name="Texts">What was written.</param>
/// <param name="Pulse">What was chosen of the pulse.</param>
internal sealed record SiteWords(
    long Version, DateTimeOffset? ChangedAt, FrozenDictionary<(SiteText Text, Locale Locale), string> Texts, PulseChoice Pulse)
{
    /// <summary>Nobody has written anything.</summary>
    public static SiteWords Shipped { get; } = new(0, null, FrozenDictionary<(SiteText Text, Locale Locale), string>.Empty, PulseChoice.Shipped);

    /// <summary>The site's name.</summary>
    public string NameIn(Locale language) => this[SiteText.Name, language] ?? ShippedSite.Name;

    /// <summary>When something that shows a word of the site last changed, if it changed by itself at a time.</summary>
    public DateTimeOffset Since(DateTimeOffset own) => ChangedAt is { } changed && changed > own ? changed : own;

    /// <summary>A text, null: what ships with Skiller.</summary>
    public string? this[SiteText text, Locale language] => Texts.GetValueOrDefault((text, language));
}
