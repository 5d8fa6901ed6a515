using System.Net;
using System.Text.RegularExpressions;
using Xunit;

namespace Skiller.Tests.Http.Sites;

/// <summary>A page that came.</summary>
public sealed record ShownPage(int Status, string Html, string? Location)
{
    /// <summary>When it is worth trying again, as the answer's header says it.</summary>
    public string RetryAfter { get; init; } = "";

    /// <summary>What a reader sees, in one line.</summary>
    public string Text => WebUtility.HtmlDecode(Regex.Replace(Regex.Replace(Html, "<[^>]+>", " "), "\\s+", " "));

    /// <summary>The value of the first field of a name.</summary>
    public string Value(string field) =>
        WebUtility.HtmlDecode(Regex.Match(Html, $"name=\"{Regex.Escape(field)}\"[^>]*? value=\"([^\"]*)\"").Groups[1].Value);

    public ShownPage Expect(int status, string? text = null)
    {
        Assert.True(Status == status, $"{Status} instead of {status}: {Text}");
        if (text is not null)
        {
            Assert.Contains(text, Text, StringComparison.Ordinal);
        }

        return this;
    }
}

/// <summary>Somebody who reads pages in English and sends their forms, with cookies and without scripts, from a network address of their own.</summary>
public sealed class PageReader : IDisposable
{
    private readonly Dictionary<string, string> _cookies = new(StringComparer.Ordinal);
    private readonly HttpClient _http;

    public PageReader(Site site)
    {
        var source = site.NewSource();
        _http = new HttpClient(Connections.From(source)) { BaseAddress = site.Address };
        _http.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        _http.DefaultRequestHeaders.AcceptLanguage.ParseAdd("en");
        _http.DefaultRequestHeaders.UserAgent.ParseAdd("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0");
    }

    public void Dispose() => _http.Dispose();

    /// <summary>The page at a path; redirects are followed.</summary>
    public async Task<ShownPage> Get(string path) => await Follow(await Send(new HttpRequestMessage(HttpMethod.Get, path)));

    /// <summary>Sends the form that the page has for an action.</summary>
    public async Task<ShownPage> Post(ShownPage page, string action, params (string Name, string Value)[] typed)
    {
        var form = page.Html[page.Html.IndexOf($"action=\"{action}\"", StringComparison.Ordinal)..];
        form = form[..form.IndexOf("</form>", StringComparison.Ordinal)];
        var fields = Regex.Matches(form, "<input type=\"hidden\" name=\"([^\"]*)\" value=\"([^\"]*)\"")
            .ToDictionary(static m => m.Groups[1].Value, static m => WebUtility.HtmlDecode(m.Groups[2].Value), StringComparer.Ordinal);
        foreach (var (name, value) in typed)
        {
            fields[name] = value;
        }

        return await Follow(await Send(new HttpRequestMessage(HttpMethod.Post, action) { Content = new FormUrlEncodedContent(fields) }));
    }

    /// <summary>Goes on with a session that is there: of one member only so many live at once.</summary>
    public void ActAs(Person person) => _cookies["__Host-session"] = person.Token;

    /// <summary>Signs in; the page that comes.</summary>
    public async Task<ShownPage> SignIn(string email, string password = A.Password) =>
        await Post(await Get("/sign-in"), "/sign-in", ("email", email), ("password", password));

    private async Task<ShownPage> Follow(ShownPage page)
    {
        while (page.Location is { } location)
        {
            page = await Send(new HttpRequestMessage(HttpMethod.Get, location));
        }

        return page;
    }

    private async Task<ShownPage> Send(HttpRequestMessage request)
    {
        using var sent = request;
        if (_cookies.Count > 0)
        {
            sent.Headers.Add("Cookie", string.Join("; ", _cookies.Select(static cookie => $"{cookie.Key}={cookie.Value}")));
        }

        using var response = await _http.SendAsync(sent);
        foreach (var set in response.Headers.TryGetValues("Set-Cookie", out var cookies) ? cookies : [])
        {
            var (name, value) = (set[..set.IndexOf('=', StringComparison.Ordinal)], set.Split(';')[0][(set.IndexOf('=', StringComparison.Ordinal) + 1)..]);
            if (value.Length == 0)
            {
                _cookies.Remove(name);
            }
            else
            {
                _cookies[name] = value;
            }
        }

        return new ShownPage((int)response.StatusCode, await response.Content.ReadAsStringAsync(), response.Headers.Location?.OriginalString)
        {
            RetryAfter = response.Headers.RetryAfter?.ToString() ?? "",
        };
    }
}
