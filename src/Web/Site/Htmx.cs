using Microsoft.AspNetCore.Components;
using Skiller.Web.Problems;

namespace Skiller.Web.Site;

/// <summary>
/// Requests that htmx makes for a part of a page. Their forms are the same that a browser sends by itself; only the answer is smaller. What
/// is refused is said on the page as it stands, so that nothing typed is lost.
/// </summary>
internal static class Htmx
{
    /// <summary>
    /// How htmx behaves here: no evaluation and no styles of its own (the content security policy allows neither), nothing of a page is kept
    /// in the browser's storage, and an error replaces something only where the answer says so.
    /// </summary>
    public const string Settings =
        """{"allowEval":false,"includeIndicatorStyles":false,"allowScriptTags":false,"selfRequestsOnly":true,"historyCacheSize":0,"refreshOnHistoryMiss":true,"attributesToSettle":["class"],"timeout":15000,"responseHandling":[{"code":"204","swap":false},{"code":"[23]..","swap":true},{"code":"[45]..","swap":false}]}""";

    /// <summary>
    /// Stands around the parts of posts (class <c>part</c>): what is asked for within one replaces that part, and nothing more is asked for there meanwhile. Said once,
    /// since a page has many.
    /// </summary>
    public static IReadOnlyDictionary<string, object> InParts { get; } = new Dictionary<string, object>
    {
        ["data-hx-target"] = "closest .part",
        ["data-hx-swap"] = "outerHTML",
        ["data-hx-sync"] = "closest .part:drop",
    };

    /// <summary>Makes the browser send the form again by itself: the answer is a page to sign in on, or the form with a fresh proof.</summary>
    public const string Resend = "Form-Resend";

    private const string Content = "#content";

    public static bool IsAsking(HttpRequest request) => request.Headers["HX-Request"] == "true";

    /// <summary>A part of a page that replaces the one that asked.</summary>
    public static IResult Part<TPart>(object model)
        where TPart : IComponent => PageAnswer.Of<TPart>(model);

    /// <summary>A part that replaces what <paramref name="target"/> selects although something was refused.</summary>
    public static IResult Refused<TPart>(HttpContext http, string target, object model, int status)
        where TPart : IComponent
    {
        Aim(http, target, "outerHTML");
        return PageAnswer.Of<TPart>(model, status);
    }

    /// <summary>A sentence that says what stands against it; the page stays as it is.</summary>
    public static IResult Notice(HttpContext http, Problem problem)
    {
        Aim(http, "#notice", "innerHTML");
        return PageAnswer.Of<NoticePart>(problem.Code, problem.Status);
    }

    /// <summary>What the whole page shows now, in place of what it showed; without moving.</summary>
    public static IResult Whole(HttpContext http, IResult page)
    {
        Aim(http, Content, "outerHTML show:none");
        http.Response.Headers["HX-Reselect"] = Content;
        return page;
    }

    private static void Aim(HttpContext http, string target, string swap)
    {
        http.Response.Headers["HX-Retarget"] = target;
        http.Response.Headers["HX-Reswap"] = swap;
    }
}
