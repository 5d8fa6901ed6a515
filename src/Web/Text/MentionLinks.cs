using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;
using Skiller.Contracts.Members;

namespace Skiller.Web.Text;

/// <summary>
/// HTML in which members are named, and where: whether a name is a link is known only when the text is shown, since nobody may have the handle yet, or
/// anymore. Without names, showing it costs nothing.
/// </summary>
/// <param name="Html">The HTML in which no name is a link.</param>
/// <param name="Places">Where names stand in it, in their order.</param>
internal sealed partial record MentionLinks(string Html, ImmutableArray<MentionPlace> Places)
{
    public const string Closing = "</a>";

    private const string Class = "mention";

    /// <summary>Those who are named, each once.</summary>
    public ImmutableArray<Handle> Named { get; } = [.. Places.Select(static place => place.Handle).Distinct()];

    /// <summary>What stands before a name that is a link.</summary>
    public static string Opening(Handle handle) => $"<a class=\"{Class}\" href=\"/members/{handle}\">";

    /// <summary>Whether what an element says of itself is what a name that is a link does.</summary>
    public static bool Are(string? classes, string? address) => classes == Class && address is not null && Address().IsMatch(address);

    /// <summary>Takes the links of names out of what left the sanitiser. Nothing that is written looks like one: it has no tags, and no quotes in attributes.</summary>
    public static MentionLinks In(string html)
    {
        var matches = Link().Matches(html);
        if (matches.Count == 0)
        {
            return new MentionLinks(html, []);
        }

        var plain = new StringBuilder(html.Length);
        var places = ImmutableArray.CreateBuilder<MentionPlace>(matches.Count);
        var at = 0;
        foreach (var (whole, text) in matches.Select(static match => (match, match.Groups["text"])))
        {
            plain.Append(html, at, whole.Index - at);
            at = whole.Index + whole.Length;
            if (Handle.TryParse(text.Value[1..], out var handle))
            {
                places.Add(new MentionPlace(plain.Length, text.Length, handle));
            }

            plain.Append(text.ValueSpan);
        }

        return new MentionLinks(plain.Append(html, at, html.Length - at).ToString(), places.ToImmutable());
    }

    /// <summary>The HTML in which the names of those who are known lead to them.</summary>
    public string With(IReadOnlySet<Handle> known)
    {
        if (!Named.Any(known.Contains))
        {
            return Html;
        }

        var html = new StringBuilder(Html.Length + (Places.Length * Opening(Named[0]).Length * 2));
        var at = 0;
        foreach (var place in Places.Where(place => known.Contains(place.Handle)))
        {
            html.Append(Html, at, place.Start - at).Append(Opening(place.Handle)).Append(Html, place.Start, place.Length).Append(Closing);
            at = place.Start + place.Length;
        }

        return html.Append(Html, at, Html.Length - at).ToString();
    }

    [GeneratedRegex(@"\A/members/[a-z0-9-]{3,30}\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 100)]
    private static partial Regex Address();

    [GeneratedRegex(
        "<a class=\"" + Class + "\" href=\"/members/[a-z0-9-]{3,30}\">(?<text>@[a-zA-Z0-9-]{3,30})" + Closing,
        RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Link();
}

/// <summary>Where somebody is named.</summary>
/// <param name="Start">Where it begins in the HTML.</param>
/// <param name="Length">How long it is, with the sign before it.</param>
/// <param name="Handle">Who is.</param>
internal readonly record struct MentionPlace(int Start, int Length, Handle Handle);
