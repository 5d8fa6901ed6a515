using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Xunit;

namespace Skiller.Tests.Http.Sites;

/// <summary>An answer of the API, read whole.</summary>
public sealed record Reply(int Status, string Body, HttpResponseHeaders Headers, HttpContentHeaders ContentHeaders, string Request)
{
    public JsonElement Json => Body.Length > 0 ? JsonDocument.Parse(Body).RootElement : default;

    /// <summary>What a problem document says, without the reference that each has of its own.</summary>
    public string Said => Body.Replace(Text("traceId"), "", StringComparison.Ordinal);

    public JsonElement this[string field] => Json.GetProperty(field);

    public static async Task<Reply> Of(HttpResponseMessage response) => new(
        (int)response.StatusCode,
        await response.Content.ReadAsStringAsync(),
        response.Headers,
        response.Content.Headers,
        $"{response.RequestMessage?.Method} {response.RequestMessage?.RequestUri?.PathAndQuery}");

    public string Text(string field) => this[field].GetString() ?? throw new InvalidOperationException($"{field} is null.");

    public string Header(string name) =>
        Headers.TryGetValues(name, out var values) || ContentHeaders.TryGetValues(name, out values) ? string.Join(", ", values) : "";

    public IReadOnlyList<JsonElement> Items() => [.. this["items"].EnumerateArray()];

    /// <summary>A success with this status.</summary>
    public Reply Expect(int status)
    {
        Assert.True(Status == status, $"{Request}: {Status} instead of {status}: {Body}");
        return this;
    }

    /// <summary>A problem document with this status and code.</summary>
    public Reply ExpectProblem(int status, string code)
    {
        Expect(status);
        Assert.Equal("application/problem+json", ContentHeaders.ContentType?.MediaType);
        Assert.Equal(code, Text("code"));
        Assert.Equal(status, this["status"].GetInt32());
        Assert.Equal($"/problems/{code}", Text("type"));
        Assert.NotEmpty(Text("title"));
        if (status is (int)HttpStatusCode.TooManyRequests or (int)HttpStatusCode.ServiceUnavailable)
        {
            Assert.True(Headers.RetryAfter?.Delta > TimeSpan.Zero, "A refusal for now says when to come back.");
        }

        return this;
    }

    /// <summary>A 400 that names exactly these fields.</summary>
    public Reply ExpectFaults(params string[] fields)
    {
        ExpectProblem(400, "invalid");
        Assert.Equal(fields.Order(StringComparer.Ordinal), this["errors"].EnumerateObject().Select(f => f.Name).Order(StringComparer.Ordinal));
        return this;
    }
}
