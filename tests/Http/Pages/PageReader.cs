using System.Net;
using System.Text.RegularExpressions;
using Skiller.Tests.Http.Sites;
using Xunit;

namespace Skiller.Tests.Http.Pages;

/// <summary>A browser without scripts, as far as forms and cookies go; or the script that asks for parts of pages.</summary>
internal sealed partial class PageReader(Uri address) : IDisposable
{
    private readonly HttpClient _client = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
    private readonly Dictionary<string, string> _cookies = new(StringComparer.Ordinal);
    private string _proof = "";

    public static async Task<PageReader> SignedIn(Site site, Person person)
    {
        var reader = new PageReader(site.Address);
        await reader.SignIn(person);
        return reader;
    }

    public async Task SignIn(Person person)
    {
        await Get("/sign-in");
        (await Post("/sign-in", ("email", $"{person.Handle}@{A.Domain}"), ("password", A.Password))).Expect(302);
    }

    /// <summary>Loses the session, as a browser does whose cookie has expired.</summary>
    public void ForgetSession()
    {
        foreach (var name in _cookies.Keys.Where(static name => name.Contains("session", StringComparison.Ordinal)).ToArray())
        {
            _cookies.Remove(name);
        }
    }

    /// <summary>Its cookies in another tab, with a page of its own.</summary>
    public PageReader OtherTab()
    {
        var other = new PageReader(address);
        foreach (var (name, value) in _cookies)
        {
            other._cookies[name] = value;
        }

        return other;
    }

    /// <summary>Its cookies with the proof that another reader's page gave.</summary>
    public PageReader WithProofOf(PageReader other)
    {
        var mixed = OtherTab();
        mixed._proof = other._proof;
        return mixed;
    }

    /// <summary>Sends a header with every request.</summary>
    public void Always(string header, string value) => Assert.True(_client.DefaultRequestHeaders.TryAddWithoutValidation(header, value), header);

    /// <summary>The value of a cookie, null: it has none of that name.</summary>
    public string? Cookie(string name) => _cookies.GetValueOrDefault(name);

    /// <summary>Brings a cookie along that it was never given.</summary>
    public void Plant(string name, string value) => _cookies[name] = value;

    public async Task<Reply> Get(string path, bool isPart = false)
    {
        var reply = await Send(new HttpRequestMessage(HttpMethod.Get, new Uri(address, path)), isPart);
        _proof = Proof().Match(reply.Body) is { Success: true } proof ? WebUtility.HtmlDecode(proof.Groups["token"].Value) : _proof;
        return reply;
    }

    /// <summary>Follows a page's permanent addresses to what it shows.</summary>
    public async Task<Reply> Open(string path)
    {
        var reply = await Get(path);
        return reply.Status is 301 or 302 ? await Open(reply.Header("Location")) : reply.Expect(200);
    }

    public Task<Reply> Post(string path, params (string Name, string Value)[] fields) => Post(path, isPart: false, fields);

    /// <summary>Sends a form as the script does, for a part of the page.</summary>
    public Task<Reply> PostForPart(string path, params (string Name, string Value)[] fields) => Post(path, isPart: true, fields);

    public void Dispose() => _client.Dispose();

    /// <summary>The value of a field of a page.</summary>
    public static string Field(string html, string name)
    {
        var found = Regex.Match(html, $"<input[^>]* name=\"{name}\"[^>]* value=\"(?<value>[^\"]*)\"", RegexOptions.None, TimeSpan.FromSeconds(1));
        var text = found.Success ? found : Regex.Match(html, $"<textarea[^>]* name=\"{name}\"[^>]*>(?<value>[^<]*)</textarea>", RegexOptions.None, TimeSpan.FromSeconds(1));
        Assert.True(text.Success, $"There is no field {name}.");
        return WebUtility.HtmlDecode(text.Groups["value"].Value);
    }

    private async Task<Reply> Post(string path, bool isPart, (string Name, string Value)[] fields)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(address, path))
        {
            Content = new FormUrlEncodedContent(fields.Append(("__form", _proof)).Select(static field => KeyValuePair.Create(field.Item1, field.Item2))),
        };
        return await Send(request, isPart);
    }

    private async Task<Reply> Send(HttpRequestMessage request, bool isPart)
    {
        using (request)
        {
            request.Headers.Add("Accept", isPart ? "*/*" : "text/html");
            Assert.True(request.Headers.TryAddWithoutValidation("Cookie", string.Join("; ", _cookies.Select(static cookie => $"{cookie.Key}={cookie.Value}"))));
            if (isPart)
            {
                request.Headers.Add("HX-Request", "true");
            }

            using var response = await _client.SendAsync(request);
            if (response.Headers.TryGetValues("Set-Cookie", out var set))
            {
                foreach (var pair in set.Select(static cookie => cookie.Split(';')[0].Split('=', 2)))
                {
                    _cookies[pair[0]] = pair[1];
                }
            }

            return await Reply.Of(response);
        }
    }

    [GeneratedRegex("name=\"__form\" value=\"(?<token>[^\"]+)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Proof();
}
