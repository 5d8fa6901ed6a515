using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Components;
using Skiller.Web.Text;

namespace Skiller.Web.Site.Forms;

/// <summary>
/// What proves that a form is this site's own and this reader's, made once a page. A form that has fields of its own carries it itself. Acts that
/// are a button and no more belong to the one form of the page, by <c>form</c> and <c>formaction</c>.
/// </summary>
internal sealed class FormProof(IAntiforgery antiforgery, IHttpContextAccessor accessor)
{
    /// <summary>The id of <see cref="Form"/>.</summary>
    public const string Id = "proof";

    private MarkupString? _field;

    /// <summary>The hidden field.</summary>
    public MarkupString Field => _field ??= Made();

    /// <summary>The form that is on every page of a member, with nothing in it but the proof; where it leads its buttons say.</summary>
    public MarkupString Form => Markup.Of($"<form id=\"{Id}\" method=\"post\" hidden>{Field}</form>");

    private MarkupString Made()
    {
        var http = accessor.HttpContext ?? throw new InvalidOperationException("There is no request.");
        http.Response.Headers.CacheControl = "no-cache, no-store";
        http.Response.Headers.Pragma = "no-cache";
        var tokens = antiforgery.GetAndStoreTokens(http);
        return Markup.Of($"<input type=\"hidden\" name=\"{tokens.FormFieldName}\" value=\"{tokens.RequestToken}\">");
    }
}
