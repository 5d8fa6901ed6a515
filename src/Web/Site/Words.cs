using System.Globalization;
using Microsoft.AspNetCore.Components;
using Skiller.Contracts;
using Skiller.Contracts.Accounts;
using Skiller.Web.Resources;

namespace Skiller.Web.Site;

/// <summary>Every word of a page in the reader's language: sentences from the resources, numbers, dates and counts as that language writes them.</summary>
internal sealed class Words(IHttpContextAccessor accessor, SiteViewer viewer, SiteTexts site, TimeProvider clock)
{
    private static readonly CultureInfo _french = CultureInfo.GetCultureInfo("fr-FR");
    private static readonly CultureInfo _english = CultureInfo.GetCultureInfo("en-GB");

    /// <summary>Asked for anew each time: who reads may be found out after this was made.</summary>
    public Locale Language => accessor.HttpContext is { } http ? SiteLanguage.Of(http.Request) : Locale.Fr;

    public string Tag => Language == Locale.En ? "en" : "fr";

    public CultureInfo Culture => Language == Locale.En ? _english : _french;

    /// <summary>The site's name.</summary>
    public string Site => site.Current.NameIn(Language);

    /// <summary>A sentence by its key, with <c>{0}</c>… filled in as text.</summary>
    public string this[string key, params ReadOnlySpan<object> arguments] => Fill(Sentence(key), arguments);

    /// <summary>A sentence that agrees with a number: French says one also for zero, English does not.</summary>
    public string Count(string key, long number)
    {
        var isOne = number == 1 || (number == 0 && Language == Locale.Fr);
        return Fill(Messages.Text($"{key}.{(isOne ? "one" : "other")}", Language), [Number(number)]);
    }

    public string Number(long number) => number.ToString("N0", Culture);

    /// <summary>A day as the language writes it, where the reader is: 24 novembre 2026.</summary>
    public string Day(DateTimeOffset at) => Here(at).ToString("d MMMM yyyy", Culture);

    /// <summary>A day and the time of it where the reader is: 24 novembre 2026, 14:05.</summary>
    public string Moment(DateTimeOffset at) => Here(at).ToString("d MMMM yyyy, HH:mm", Culture);

    /// <summary>An instant as programs read it in a page: HTML takes milliseconds and nothing finer (2.4.5.7, a valid global date and time).</summary>
    public static string Instant(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private DateTimeOffset Here(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, TimeZoneName.Zone(viewer.Actor?.TimeZone));

    /// <summary>How long ago, in the largest unit that fits, or the day when it is more than a month.</summary>
    public string Ago(DateTimeOffset at)
    {
        var age = clock.GetUtcNow() - at;
        return age switch
        {
            { TotalMinutes: < 1 } => Messages.Text("time.now", Language),
            { TotalHours: < 1 } => Count("time.minutes", (long)age.TotalMinutes),
            { TotalDays: < 1 } => Count("time.hours", (long)age.TotalHours),
            { TotalDays: < 31 } => Count("time.days", (long)age.TotalDays),
            _ => Day(at),
        };
    }

    /// <summary>The sentence with a part that is markup of ours: the text around it is encoded.</summary>
    public MarkupString With(string key, MarkupString part)
    {
        var pieces = Sentence(key).Split("{0}", 2);
        return new MarkupString(Encode(pieces[0]) + part.Value + (pieces.Length > 1 ? Encode(pieces[1]) : ""));
    }

    private string Sentence(string key) => Messages.Text(key, Language).Replace("{site}", Site, StringComparison.Ordinal);

    private static string Encode(string text) => System.Text.Encodings.Web.HtmlEncoder.Default.Encode(text);

    private static string Fill(string pattern, ReadOnlySpan<object> arguments)
    {
        for (var i = 0; i < arguments.Length; i++)
        {
            pattern = pattern.Replace($"{{{i}}}", Convert.ToString(arguments[i], CultureInfo.InvariantCulture), StringComparison.Ordinal);
        }

        return pattern;
    }
}
