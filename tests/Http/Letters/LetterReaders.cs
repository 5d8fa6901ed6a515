using System.Globalization;
using Skiller.Tests.Http.Security;
using Skiller.Tests.Http.Sites;

namespace Skiller.Tests.Http.Letters;

/// <summary>A member with an address of their own.</summary>
public sealed record LetterReader(Person Person, string Address);

/// <summary>Members with addresses that are no simulation, who have no quiet hours.</summary>
internal sealed class LetterReaders(LaterSite site)
{
    private const string Settings = "/members/me/notification-settings";

    public async Task<LetterReader> Join(string name, bool isProved = true)
    {
        var handle = site.NewHandle(name);
        var address = $"{handle}@mailbox-of-tests.fr";
        var joined = (await site.SendFrom(site.NewSource(), "POST", "/members", A.Newcomer(await site.Invitation(), handle, address))).Expect(201);
        var token = (await site.SendFrom(site.NewSource(), "POST", "/tokens", new { email = address, password = A.Password })).Expect(201);
        var reader = new LetterReader(new Person(joined.Text("id"), handle, token.Text("token")), address);
        if (isProved)
        {
            using var pages = new PageReader(site);
            var link = Mailbox.LinkIn((await site.Mails(address))[0]);
            (await pages.Post(await pages.Get(link), "/confirm")).Expect(200);
        }

        await Choose(reader);
        return reader;
    }

    public async Task Choose(LetterReader reader, string mention = "at-once", (DateTimeOffset From, DateTimeOffset To)? quiet = null, int? digestHour = null)
    {
        var body = (await site.Send("GET", Settings, by: reader.Person)).Expect(200).Json.EnumerateObject().ToDictionary(static field => field.Name, static field => (object?)field.Value);
        body["mention"] = mention;
        body["digest"] = digestHour is null ? "never" : "daily";
        body["digestHour"] = digestHour ?? body["digestHour"];
        body.Remove("digestDay");
        body["quietFrom"] = quiet?.From.ToString("HH:mm", CultureInfo.InvariantCulture);
        body["quietTo"] = quiet?.To.ToString("HH:mm", CultureInfo.InvariantCulture);
        (await site.Send("PUT", Settings, body, reader.Person)).Expect(200);
    }

    /// <summary>Waits until a member was told so many things.</summary>
    public Task Told(LetterReader reader, int count) => Eventually.Holds(
        async () => (await site.Send("GET", "/notifications", by: reader.Person)).Expect(200).Items().Sum(static item => item.GetProperty("count").GetInt32()) == count,
        $"{count} notifications");
}
