using Skiller.Contracts;
using Skiller.Web.Api;
using Skiller.Web.Resources;

namespace Skiller.Web.Problems;

/// <summary>RFC 9457, with the code and the fields of API.md.</summary>
/// <param name="Type">A relative reference that names the code.</param>
/// <param name="Title">The code in words, in the client's language.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="Code">The stable word.</param>
/// <param name="Errors">For each field at fault what is wrong with it.</param>
/// <param name="Detail">What else there is to say, in the client's language: until when somebody is suspended, and why; that the site is kept read-only.</param>
/// <param name="Incident">Of an unexpected fault: what to tell the operator; the same as <paramref name="TraceId"/>.</param>
/// <param name="TraceId">By what the operator finds the request in the log and among traces.</param>
internal sealed record ProblemDocument(
    string Type,
    string Title,
    int Status,
    string Code,
    [property: System.Text.Json.Serialization.JsonIgnore(Condition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull)]
    IReadOnlyDictionary<string, string[]>? Errors,
    [property: System.Text.Json.Serialization.JsonIgnore(Condition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull)]
    string? Detail,
    [property: System.Text.Json.Serialization.JsonIgnore(Condition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull)]
    string? Incident,
    [property: System.Text.Json.Serialization.JsonIgnore(Condition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull)]
    string? TraceId)
{
    public const string MediaType = "application/problem+json";

    public static ProblemDocument Of(Problem problem, Locale language, string? traceId = null) => new(
        $"/problems/{problem.Code}",
        Messages.Problem(problem.Code, language),
        problem.Status,
        problem.Code,
        problem.Errors.IsDefaultOrEmpty
            ? null
            : problem.Errors.GroupBy(e => e.Field, StringComparer.Ordinal)
                .ToDictionary(g => g.Key, g => g.Select(e => Messages.Rule(e, language)).Distinct(StringComparer.Ordinal).ToArray(), StringComparer.Ordinal),
        problem.Suspension is { } suspension ? Messages.Suspension(suspension, language)
            : problem.IsReadOnly ? Messages.Text("site.read-only", language) : null,
        problem.Incident,
        traceId);

    public static async Task Write(HttpContext http, Problem problem)
    {
        var language = RequestLanguage.Of(http.Request);
        var response = http.Response;
        response.StatusCode = problem.Status;
        response.ContentType = MediaType;
        response.Headers.ContentLanguage = language == Locale.En ? "en" : "fr";
        response.Headers.Vary = "Accept-Language";
        response.Headers.CacheControl = "no-store";
        if (problem.Status == StatusCodes.Status401Unauthorized)
        {
            response.Headers.WWWAuthenticate = "Bearer";
        }

        if (problem.RetryAfter is { } wait)
        {
            response.Headers.RetryAfter = Math.Max(1, (long)Math.Ceiling(wait.TotalSeconds)).ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        var bytes = System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(Of(problem, language, RequestTrace.IdOf(http)), WebJson.Writing.ProblemDocument);
        response.ContentLength = bytes.Length;
        if (!HttpMethods.IsHead(http.Request.Method))
        {
            await response.Body.WriteAsync(bytes, http.RequestAborted);
        }
    }
}
