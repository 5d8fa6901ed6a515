using System.Net;
using System.Text.RegularExpressions;
using Skiller.Simulator.Journal;
using Skiller.Simulator.People;
using Skiller.Simulator.Plan;

namespace Skiller.Simulator.Growing;

/// <summary>Keeps drafts as browsers do: signed in by the site's own form, since drafts are the site's and not the API's.</summary>
internal sealed partial class DraftKeeper(Uri address, string password, string tag)
{
    /// <summary>Keeps a draft whose text has a word in it that nothing else has.</summary>
    public async Task<JournalLine> Keep(Act.Draft draft, Person who, Known question, CancellationToken ct)
    {
        var secret = $"draft{tag}{draft.Name}x{Fingerprint.Of(password + draft.Name)[..8]}";
        var line = new JournalLine(draft.Name, draft.Kind, who.Handle, Outcome.Unknown) { Question = question.Question, Secret = secret };
        using var browser = new HttpClient(new SocketsHttpHandler { CookieContainer = new CookieContainer(), PooledConnectionLifetime = TimeSpan.FromMinutes(1) })
        {
            BaseAddress = address,
            Timeout = TimeSpan.FromSeconds(30),
        };
        browser.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        try
        {
            var entrance = await browser.GetStringAsync(new Uri("/sign-in", UriKind.Relative), ct);
            using var signedIn = await Post(browser, "/sign-in", entrance, ct, ("email", who.Email), ("password", password));
            var page = await browser.GetStringAsync(new Uri($"/questions/{question.Question}", UriKind.Relative), ct);
            using var kept = await Post(browser, "/writing", page, ct, ("draft", $"answer-{question.Question}"), ("body", $"Not yet finished: {secret}"));
            var outcome = kept.StatusCode == HttpStatusCode.OK ? Outcome.Acknowledged : (int)kept.StatusCode < 500 ? Outcome.Refused : Outcome.Unknown;
            return line with { Outcome = outcome, Status = (int)kept.StatusCode };
        }
        catch (Exception fault) when (fault is HttpRequestException || (fault is OperationCanceledException && !ct.IsCancellationRequested))
        {
            return line with { Code = "no-answer" };
        }
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
