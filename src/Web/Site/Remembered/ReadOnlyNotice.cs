using System.Net;
using System.Text;
using Skiller.Contracts;
using Skiller.Web.Resources;

namespace Skiller.Web.Site.Remembered;

/// <summary>Says on a page that was made before the database went away that nothing can be recorded now, as <c>SiteLayout</c> says it on new ones.</summary>
internal static class ReadOnlyNotice
{
    // Where the notice stands on every page.
    private static readonly byte[] _place = Encoding.UTF8.GetBytes("<main id=\"content\"");

    public static RememberedPage In(RememberedPage page, Locale language)
    {
        var at = page.Content.AsSpan().IndexOf(_place);
        var notice = $"<p class=\"read-only\" role=\"status\">{WebUtility.HtmlEncode(Messages.Text("site.read-only", language))}</p>";
        return at < 0 ? page : new RememberedPage([.. page.Content[..at], .. Encoding.UTF8.GetBytes(notice), .. page.Content[at..]], page.Type, page.Headers);
    }
}
