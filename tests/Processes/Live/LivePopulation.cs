using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Skiller.Tests.Processes.Crash;

namespace Skiller.Tests.Processes.Live;

/// <summary>Brings a run's members together: writers, and readers who have proved their addresses and chosen what they are told by mail at once.</summary>
internal sealed partial class LivePopulation(LiveCluster cluster, int writers, int readers, int seed)
{
    private static readonly string[] _topics = ["answer", "followedAnswer", "comment", "mention", "acceptance", "endorsement", "invitationUsed", "edit", "moderation"];
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(30);
    private int _sources;
    private int _callers;

    public Dictionary<long, LetterReader> LetterReaders { get; } = [];

    /// <summary>An address that nobody else has called from.</summary>
    public string NewSource()
    {
        var number = Interlocked.Increment(ref _sources);
        return string.Create(CultureInfo.InvariantCulture, $"10.7.{number / 250}.{1 + (number % 250)}");
    }

    public async Task<LiveWorld> Gather(CancellationToken ct)
    {
        var administrator = await Join("administrator", "example.org", await cluster.FirstInvitation(ct), ct);
        var world = new LiveWorld { Administrator = administrator };
        var joining = new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = ct };
        await Parallel.ForAsync(0, writers + readers, joining, async (i, token) =>
        {
            var isReader = i < readers;
            var member = await Join($"{(isReader ? "reader" : "writer")}-{i}", isReader ? "mailbox-of-tests.fr" : "example.org", await Invitation(administrator, token), token);
            (isReader ? world.Readers : world.Writers).Add(member);
            if (isReader)
            {
                var reader = await Choose(member, isPicky: i % 3 == 2, token);
                lock (LetterReaders)
                {
                    LetterReaders.Add(member.Id, reader);
                }
            }
        });
        await Task.WhenAll(world.Readers.Select(reader => Prove(reader, ct)));
        foreach (var (member, i) in world.Readers.Concat(world.Writers.Take(8)).Select(static (member, i) => (member, i)))
        {
            using var caller = NewCaller();
            await new LiveActor(world, member, caller, new Random(seed + i)).Ask(ct);
        }

        return world;
    }

    // Keys are drawn at random, so that no two callers may begin alike.
    private Caller NewCaller() => new(cluster.Fronts, new Random(seed + Interlocked.Increment(ref _callers)), NewSource());

    private async Task<string> Invitation(Member administrator, CancellationToken ct)
    {
        using var caller = NewCaller();
        var made = await caller.Call(HttpMethod.Post, "/api/v1/invitations", new { }, administrator.Token, true, null, false, ct);
        return made.Body.GetProperty("code").GetString()!;
    }

    private async Task<Member> Join(string handle, string domain, string invitation, CancellationToken ct)
    {
        using var caller = NewCaller();
        var email = $"{handle}@{domain}";
        var newcomer = new { invitation, email, password = Newcomers.Password, handle, name = $"Name of {handle}", locale = "en" };
        var joined = await caller.Call(HttpMethod.Post, "/api/v1/members", newcomer, null, true, null, false, ct);
        var signed = await caller.Call(HttpMethod.Post, "/api/v1/tokens", new { email, password = Newcomers.Password }, null, false, null, false, ct);
        return joined.IsOk && signed.IsOk
            ? new Member(long.Parse(joined.Id!, CultureInfo.InvariantCulture), handle, email, signed.Body.GetProperty("token").GetString()!)
            : throw new InvalidOperationException($"{handle} could not join: {joined.Status} {joined.Body}, {signed.Status} {signed.Body}");
    }

    // Whoever is picky is told of comments on the site alone, and of answers to others' questions in the digest that they do not have.
    private async Task<LetterReader> Choose(Member member, bool isPicky, CancellationToken ct)
    {
        const string Path = "/api/v1/members/me/notification-settings";
        using var caller = NewCaller();
        var present = (await caller.Get(Path, member.Token, ct)).Body;
        var chosen = present.EnumerateObject().ToDictionary(static field => field.Name, static field => (object?)field.Value, StringComparer.Ordinal);
        foreach (var topic in _topics)
        {
            chosen[topic] = isPicky && topic is "comment" or "followedAnswer" ? "site" : "at-once";
        }

        (chosen["digest"], chosen["quietFrom"], chosen["quietTo"]) = ("never", null, null);
        chosen.Remove("digestDay");
        await caller.Call(HttpMethod.Put, Path, chosen, member.Token, false, null, false, ct);
        var atOnce = _topics.Where(topic => chosen[topic] is "at-once").Select(JsonNamingPolicy.KebabCaseLower.ConvertName);
        return new LetterReader(member.Id, member.Handle, member.Email, atOnce.ToHashSet(StringComparer.Ordinal));
    }

    // Follows the link in the mail and sends the form that is there.
    private async Task Prove(Member member, CancellationToken ct)
    {
        var link = Link().Match(await FirstMail(member, ct)).Groups["path"].Value;
        using var http = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = cluster.Fronts[0] };
        using var shown = await http.GetAsync(new Uri(link, UriKind.Relative), ct);
        var page = await shown.Content.ReadAsStringAsync(ct);
        var form = page[page.IndexOf("action=\"/confirm\"", StringComparison.Ordinal)..];
        var fields = Field().Matches(form[..form.IndexOf("</form>", StringComparison.Ordinal)])
            .ToDictionary(static match => match.Groups["name"].Value, static match => WebUtility.HtmlDecode(match.Groups["value"].Value), StringComparer.Ordinal);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/confirm") { Content = new FormUrlEncodedContent(fields) };
        request.Headers.Add("Cookie", string.Join("; ", shown.Headers.TryGetValues("Set-Cookie", out var cookies) ? cookies.Select(static cookie => cookie.Split(';')[0]) : []));
        using var sent = await http.SendAsync(request, ct);
        if (sent.StatusCode is not (HttpStatusCode.OK or HttpStatusCode.Redirect or HttpStatusCode.SeeOther))
        {
            throw new InvalidOperationException($"{member.Handle} could not prove the address: {(int)sent.StatusCode}");
        }
    }

    private async Task<string> FirstMail(Member member, CancellationToken ct)
    {
        var begun = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(begun) < _patience)
        {
            if (cluster.Mails.Taken.FirstOrDefault(mail => mail.To == member.Email) is { Message: { } message })
            {
                return CapturedLetter.PlainText(message);
            }

            await Task.Delay(50, ct);
        }

        throw new InvalidOperationException($"{member.Handle} had no mail to prove the address with.");
    }

    [GeneratedRegex(@"https?://[^/\s]+(?<path>/confirm/\S+)", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Link();

    [GeneratedRegex("<input type=\"hidden\" name=\"(?<name>[^\"]*)\" value=\"(?<value>[^\"]*)\"", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Field();
}
