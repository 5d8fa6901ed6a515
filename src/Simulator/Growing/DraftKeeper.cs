using System.Net;
using System.Text.RegularExpressions;
using Skiller.Simulator.Journal;
using Skiller.Simulator.People;
using Skiller.Simulator.Plan;
using Skiller.Simulator.Target;

namespace Skiller.Simulator.Growing;

/// <summary>Keeps drafts as browsers do: signed in by the site's own form, since drafts are the site's and not the API's.</summary>
internal sealed partial class DraftKeeper(Uri address, string password, string tag, TargetProtocol? protocol = null)
{
    private const string KeptMark = "id=\"draft-state\" class=\"quiet\"";

    /// <summary>Keeps a draft whose text has a word in it that nothing else has.</summary>
    public async Task<JournalLine> Keep(Act.Draft draft, Person who, Known question, CancellationToken ct)
    {
        var secret = $"draft{tag}{draft.Name}x{Fingerprint.Of(password + draft.Name)[..8]}";
        var line = new JournalLine(draft.Name, draft.Kind, who.Handle, Outcome.Unknown) { Question = question.Question, Secret = secret };
        var cookies = new CookieContainer();
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = cookies, PooledConnectionLifetime = TimeSpan.FromMinutes(1) };
        using var browser = (protocol ?? TargetProtocol.Http11).Client(address, handler, TargetApi.Patience);
        browser.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        try
        {
            var entrance = await Page(browser, "/sign-in", ct);
            using var signedIn = await Post(browser, "/sign-in", entrance, ct, ("email", who.Email), ("password", password));
            if (!cookies.GetCookies(address).Any(static cookie => cookie.Name is "session" or "__Host-session"))
            {
                return line with { Outcome = Failed(signedIn.StatusCode), Status = (int)signedIn.StatusCode, Code = "no-session" };
            }

            var page = await Page(browser, $"/questions/{question.Question}", ct);
            using var kept = await Post(browser, "/writing", page, ct, ("draft", $"answer-{question.Question}"), ("body", $"Not yet finished: {secret}"));

            // The text is shown whether or not it could be kept: what the page says of the draft counts.
            var isKept = kept.StatusCode == HttpStatusCode.OK && (await kept.Content.ReadAsStringAsync(ct)).Contains(KeptMark, StringComparison.Ordinal);
            return line with { Outcome = isKept ? Outcome.Acknowledged : Failed(kept.StatusCode), Status = (int)kept.StatusCode, Code = isKept ? null : "not-kept" };
        }
        catch (Exception fault) when (fault is HttpRequestException || (fault is OperationCanceledException && !ct.IsCancellationRequested))
        {
            return line with { Code = "no-answer" };
        }
    }

    private static Outcome Failed(HttpStatusCode status) => (int)status is >= 400 and < 500 ? Outcome.Refused : Outcome.Unknown;

    // The address of a question without its title leads to the one with it.
    private static async Task<string> Page(HttpClient browser, string path, CancellationToken ct)
    {
        using var response = await browser.GetAsync(new Uri(path, UriKind.Relative), ct);
        return response is { StatusCode: HttpStatusCode.MovedPermanently, Headers.Location: { } titled }
            ? await browser.GetStringAsync(new Uri(browser.BaseAddress!, titled.OriginalString), ct)
            : await response.EnsureSuccessStatusCode().Content.ReadAsStringAsync(ct);
    }

    private static async Task<HttpResponseMessage> Post(HttpClient browser, string path, string page, CancellationToken ct, params (string Name, string Value)[] fields)
    {
        var all = fields.ToDictionary(static field => field.Name, static field => field.Value, StringComparer.Ordinal);
        if (Proof().Match(page) is { Success: true } proof)
        {
            all["__form"] = WebUtility.HtmlDecode(proof.Groups["value"].Value);
        }

        using var content = new FormUrlEncodedContent(all);
        return await browser.PostAsync(new Uri(path, UriKind.Relative), content, ct);
    }

    [GeneratedRegex("name=\"__form\" value=\"(?<value>[^\"]*)\"", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Proof();
}
