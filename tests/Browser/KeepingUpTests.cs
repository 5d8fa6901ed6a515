using System.Globalization;
using Microsoft.Playwright;
using Skiller.Tests.Http.Security;
using Skiller.Tests.Http.Sites;
using Xunit;

namespace Skiller.Tests.Browser;

/// <summary>A site whose weeks go by when a test says so.</summary>
public sealed class WeekSite : Site
{
    private readonly LaterClock _clock = new();

    public DateTimeOffset Now => _clock.GetUtcNow();

    protected override bool IsBehindProxy => false;

    protected override TimeProvider Clock => _clock;

    public void PutForward(TimeSpan time)
    {
        NeedsOneProcess("It puts the time of the site forward.");
        _clock.PutForward(time);
    }
}

/// <summary>Journey 12: keeping up in ten minutes a week, on a phone.</summary>
public sealed class KeepingUpTests(WeekSite site, Browsers browsers) : IClassFixture<WeekSite>
{
    [Fact]
    public async Task A_busy_member_follows_reads_mutes_and_gets_one_digest_on_the_chosen_day_in_their_language()
    {
        var (asker, expert) = (await site.Member("asks"), await site.Member("knows"));
        var (field, other) = (site.NewHandle("field"), site.NewHandle("other"));
        await site.Question(asker, field, other);
        var thread = await site.Question(asker);
        await using var reader = await browsers.Open(site.Address, new Seen(Width: 360));
        var (busy, address) = await Join(reader);
        (await site.Send("PATCH", "/members/me", new { skills = new[] { field } }, busy)).Expect(200);
        var due = await ChoosesADay(reader);
        foreach (var path in new[] { $"/skills/{field}", $"/skills/{other}", $"/members/{expert.Handle}", $"/questions/{thread}" })
        {
            await Eventually.Holds(async () => await reader.Visit(path) == 200, path);
            await reader.Page.ClickAsync("#follow");
            await Assertions.Expect(reader.Page.Locator("#follow")).ToHaveAttributeAsync("aria-pressed", "true");
        }

        // What happens is on one page, says why, and what is not their field goes with one click.
        var (fitting, foreign) = (await site.Question(asker, field), await site.Question(asker, other));
        await site.Answer(thread, expert);
        string[] expected = [fitting, foreign, thread];
        await Eventually.Holds(async () => (await Fed(reader)).IsSupersetOf(expected), "three cards");
        await reader.FindsNothingWrong();
        await reader.Send($".because button[formaction^='/skills/{other}/mute']");
        await Assertions.Expect(reader.Page.Locator(".notice")).ToContainTextAsync(other);
        await Eventually.Holds(async () => (await Fed(reader)) is var fed && fed.Contains(fitting) && fed.Contains(thread) && !fed.Contains(foreign), "two cards");

        // Read, and not read; then the thread is silent.
        await reader.Finds("/notifications", reader.Page.Locator(".told li.new"), 1);
        await reader.Send("form[action='/notifications/read'] .button");
        await Assertions.Expect(reader.Page.Locator(".told li")).ToHaveCountAsync(1);
        await Assertions.Expect(reader.Page.Locator(".told li.new")).ToHaveCountAsync(0);
        await site.Answer(thread, await site.Member("helps"));
        (await site.Send("POST", $"/questions/{fitting}/comments", new { body = $"Do you know, @{busy.Handle}?" }, asker)).Expect(201);
        await Eventually.Holds(async () => await Unread(reader) == 2, "an answer and a mention that are not read");
        site.PutForward(TimeSpan.FromMinutes(6));
        await reader.Visit($"/questions/{thread}");
        await reader.Page.ClickAsync("#mute");
        await Assertions.Expect(reader.Page.Locator("#mute")).ToHaveAttributeAsync("aria-pressed", "true");
        await site.Answer(thread, asker);
        await site.Answer(fitting, expert);
        await Eventually.Holds(async () => (await Fed(reader)) is var fed && fed.Contains(fitting) && !fed.Contains(thread), "a feed without the thread");
        Assert.Equal(2, await Unread(reader));

        // The day comes, and the hour in which they want to be written to.
        var unanswered = await site.Question(asker, field);
        await Eventually.Holds(async () => (await site.Send("GET", $"/questions?sort=unanswered&skill={field}")).Items().Any(item => item.GetProperty("id").GetString() == unanswered), "an unanswered question");
        site.PutForward(due - site.Now + TimeSpan.FromMinutes(5));
        var digest = await site.Mail(address, "Ton résumé de Skiller");
        Assert.InRange(digest.Date, due, due.AddHours(1));
        Assert.Equal(2, (digest.TextBody ?? "").Split("a répondu à").Length);
        Assert.Contains($"/questions/{unanswered}", digest.TextBody, StringComparison.Ordinal);
        Assert.Equal(200, await reader.Visit($"/questions/{unanswered}"));
        var letter = await site.Mail(address, "Du nouveau pour toi sur Skiller");
        Assert.Contains("parle de toi", letter.TextBody, StringComparison.Ordinal);
        Assert.Equal(due.Hour, letter.Date.UtcDateTime.Hour);

        // One click ends it, whoever is signed in, and nothing has come but these two and what proved the address.
        var link = (digest.Headers[MimeKit.HeaderId.ListUnsubscribe] ?? "").Trim('<', '>');
        await using var phone = await browsers.Open(site.Address, new Seen(Width: 360, HasScripts: false));
        await phone.Visit(new Uri(link).PathAndQuery);
        await phone.Send($"form[action='{new Uri(link).AbsolutePath}'] .button");
        await Assertions.Expect(phone.Page.Locator(".notice")).ToHaveCountAsync(1);
        await reader.Visit("/settings/notifications");
        await Assertions.Expect(reader.Page.Locator("input[name=digest][value=never]")).ToBeCheckedAsync();
        await reader.FindsNothingWrong();
        Assert.Equal(3, (await site.Mails(address)).Count);
    }

    // With an address of their own, which they have proved.
    private async Task<(Person Person, string Address)> Join(Reader reader)
    {
        var handle = site.NewHandle("busy");
        var address = $"{handle}@mailbox-of-tests.fr";
        var joined = (await site.SendFrom(site.NewSource(), "POST", "/members", A.Newcomer(await site.Invitation(), handle, address))).Expect(201);
        var token = (await site.SendFrom(site.NewSource(), "POST", "/tokens", new { email = address, password = A.Password })).Expect(201);
        var person = new Person(joined.Text("id"), handle, token.Text("token"));
        await reader.ActAs(person);
        await reader.Visit(Mailbox.LinkIn((await site.Mails(address))[0]));
        await reader.Send("form[action='/confirm'] .button");
        return (person, address);
    }

    // The day after tomorrow at the hour before this one, which is the only one that is not quiet.
    private async Task<DateTimeOffset> ChoosesADay(Reader reader)
    {
        var now = site.Now.UtcDateTime;
        var due = new DateTimeOffset(now.Date.AddDays(2).AddHours((now.Hour + 23) % 24), TimeSpan.Zero);
        await reader.Visit("/settings/notifications");
        await reader.Page.CheckAsync("input[name=digest][value=weekly]");
        await reader.Page.SelectOptionAsync("#digestDay", due.DayOfWeek.ToString().ToLowerInvariant());
        await reader.Page.SelectOptionAsync("#digestHour", due.Hour.ToString(CultureInfo.InvariantCulture));
        await reader.Page.CheckAsync("input[name=quiet][value='1']");
        await reader.Page.FillAsync("#quietFrom", $"{now.Hour:00}:00");
        await reader.Page.FillAsync("#quietTo", $"{due.Hour:00}:00");
        await reader.Send("form[action='/settings/notifications'] .button");
        await Assertions.Expect(reader.Page.Locator(".notice")).ToHaveCountAsync(1);
        await reader.FindsNothingWrong();
        return due;
    }

    private static async Task<HashSet<string>> Fed(Reader reader)
    {
        await reader.Visit("/feed");
        var links = await reader.Page.Locator(".feed h2 a").EvaluateAllAsync<string[]>("links => links.map(link => link.getAttribute('href').split('/')[2])");
        return [.. links];
    }

    private static async Task<int> Unread(Reader reader)
    {
        await reader.Visit("/notifications?unread=true");
        return await reader.Page.Locator(".told li.new").CountAsync();
    }
}
