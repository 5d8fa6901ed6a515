using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Primitives;
using Skiller.Web.Api;
using Skiller.Web.Problems;

namespace Skiller.Web.Site.Forms;

/// <summary>A form that was sent. It becomes the body of the same call that the API takes, so that one set of rules reads both.</summary>
internal sealed class FormBody
{
    private static readonly char[] _between = [' ', ',', ';', '\n', '\r', '\t'];
    private readonly IFormCollection _form;

    private FormBody(IFormCollection form) => _form = form;

    /// <summary>What stands in a field, null when it is not there.</summary>
    public string? this[string field] => _form[field] is [{ } value, ..] ? value : null;

    /// <summary>All that stands in fields of a name.</summary>
    public IEnumerable<string> All(string field) => _form[field].OfType<string>();

    /// <summary>Everything but what proves the form and what is secret.</summary>
    public IEnumerable<KeyValuePair<string, string>> Shown => _form
        .Where(static typed => !typed.Key.Contains("password", StringComparison.OrdinalIgnoreCase) && !typed.Key.StartsWith("__", StringComparison.Ordinal))
        .Select(static typed => KeyValuePair.Create(typed.Key, typed.Value.ToString()));

    public static async Task<FormBody> Read(HttpContext http)
    {
        if (!http.Request.HasFormContentType)
        {
            throw new RequestRefusedException(ProblemMapping.UnsupportedMediaType);
        }

        try
        {
            return new FormBody(await http.Request.ReadFormAsync(http.RequestAborted));
        }
        catch (InvalidDataException)
        {
            throw new RequestRefusedException(ProblemMapping.TooLarge);
        }
        catch (IOException cut) when (cut is not BadHttpRequestException && !http.RequestAborted.IsCancellationRequested)
        {
            throw new RequestRefusedException(ProblemMapping.Malformed);
        }
    }

    /// <summary>
    /// Makes it the body of a call that what it says names: the same said again within a day, by a double click or after going back, is the
    /// same act. For what nobody means to say twice.
    /// </summary>
    public void BecomeOnce(ApiCall call, IReadOnlyCollection<string> texts, IReadOnlyCollection<string>? lists = null)
    {
        var body = Body(texts, lists);
        Become(call, body);
        call.Http.Request.Headers[IdempotencyKey.Header] = $"form-{Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(body.ToJsonString())))}";
    }

    /// <summary>Makes it the body of a call: texts as they are, lists of words split; what is left empty is absent.</summary>
    public void Become(ApiCall call, IReadOnlyCollection<string> texts, IReadOnlyCollection<string>? lists = null) => Become(call, Body(texts, lists));

    private JsonObject Body(IReadOnlyCollection<string> texts, IReadOnlyCollection<string>? lists)
    {
        var body = new JsonObject();
        foreach (var name in texts)
        {
            if (_form[name] is [{ Length: > 0 } text, ..])
            {
                body[name] = text.ReplaceLineEndings("\n");
            }
        }

        foreach (var name in lists ?? [])
        {
            if (Words(_form[name]) is { Length: > 0 } words)
            {
                body[name] = new JsonArray([.. words.Select(static word => (JsonNode)word)]);
            }
        }

        return body;
    }

    /// <summary>Makes this the body of a call, with the form's key, by which a form that is sent twice is recognised, and the version it saw.</summary>
    public void Become(ApiCall call, JsonObject body)
    {
        call.Adopt(Encoding.UTF8.GetBytes(body.ToJsonString()));
        if (this["key"] is { Length: > 0 } key)
        {
            call.Http.Request.Headers[IdempotencyKey.Header] = key;
        }

        if (this["version"] is { Length: > 0 } version)
        {
            call.Http.Request.Headers.IfMatch = $"\"{version}\"";
        }
    }

    /// <summary>The form as it was typed, with what is wrong with it; passwords are not shown again.</summary>
    public FormState State(Problem? problem = null) =>
        new(FormState.Empty.Values.SetItems(Shown), problem?.Errors ?? [], problem?.Code);

    /// <summary>Whether a character ends a word of a list.</summary>
    public static bool IsBetween(char c) => _between.Contains(c);

    /// <summary>The words of a list as it is typed, in small letters, each once.</summary>
    public static string[] Words(StringValues typed) =>
    [
        .. typed.OfType<string>()
            .SelectMany(static text => text.Split(_between, StringSplitOptions.RemoveEmptyEntries))
            .Select(static word => word.ToLowerInvariant())
            .Distinct(StringComparer.Ordinal),
    ];
}
