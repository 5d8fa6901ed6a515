using Skiller.Tests.Http.Sites;
using Xunit;

namespace Skiller.Tests.Browser;

/// <summary>No page has an error of mark-up, whoever reads it, in both languages, and whatever was written or typed: what browsers forgive, others need not.</summary>
public sealed class MarkupTests(Community community, HostileSite hostile) : IAsyncLifetime
{
    public async ValueTask InitializeAsync() => await hostile.Started();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [InlineData("fr")]
    [InlineData("en", Explicit = true)]
    public async Task Every_page_is_valid(string language)
    {
        using var checker = new MarkupChecker();
        var told = await community.Tell();
        var deleted = await community.Question(told.Asker, "deleting");
        (await community.Send("DELETE", $"/questions/{deleted}", new { reason = "Posée deux fois." }, told.Asker)).Expect(204);
        var comment = (await community.Send("POST", $"/questions/{told.Question}/comments", new { body = "Merci **beaucoup**." }, community.Admin)).Expect(201).Text("id");
        var edited = await community.Question(told.Asker, "editing");
        await community.Send("PATCH", $"/questions/{edited}", new { title = "How does one ask a better question?", body = "Another text, of another length.", summary = "Clearer." }, told.Asker, ("If-Match", "\"1\""));
        await community.SendFrom(
            community.NewSource(), "POST", "/invitation-requests", new { email = "asks@mailbox-of-tests.fr", name = "Dominique", motivation = "Je répare des orgues.", locale = "fr", skills = new[] { "orgues" } });
        string[] all =
        [
            .. PageTests.Pages(), "/search", "/search?q=machine", "/search?q=machine&kind=member", "/search?q=xyzzyx", "/search?q=%22", "/invitation", "/join/nobody", $"/join/{await community.Invitation()}",
            "/reset/1.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "/letters/1.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "/members?sort=name", "/questions?cursor=nothing", $"/questions/{deleted}", "/questions/{question}/answers", $"/questions/{edited}/history", "/sign-in?back=/ask", "/api/reference",
        ];
        string[] members =
        [
            .. all, "/ask", "/invitations", "/settings", "/settings/account", "/settings/security", "/settings/sessions", "/settings/sharing", "/settings/notifications", "/settings/webhooks", $"/settings/webhooks/{await community.Webhook()}", "/administration/webhooks", "/administration", "/administration/texts", "/administration/texts/name/fr", "/administration/texts/charter/en", "/administration/pulse", "/administration/members", "/administration/members?q={helper}", "/administration/members/{helper}",
            "/skills/maintenance/edit", "/skills/maintenance/edit/en", "/administration/requests", "/administration/mail", "/questions/{question}/edit", "/questions/{question}/delete",
            "/questions/{question}/answers/{answer}/edit", "/questions/{question}/answers/{answer}/delete", $"/questions/{{question}}/comments/{comment}/edit", $"/questions/{deleted}/deleted", "/members/{asker}", $"/members/{community.Admin.Handle}",
        ];
        foreach (var (pages, by) in new[] { (all, null), (members, community.Admin), (members, told.Helper) })
        {
            foreach (var page in pages)
            {
                var path = page
                    .Replace("{question}", told.Question, StringComparison.Ordinal)
                    .Replace("{answer}", told.Answer, StringComparison.Ordinal)
                    .Replace("{asker}", told.Asker.Handle, StringComparison.Ordinal)
                    .Replace("{helper}", told.Helper.Handle, StringComparison.Ordinal);
                var reply = await Look(community, path, language, by);
                await checker.Add($"{language} {by?.Handle ?? "visitor"} {path} ({reply.Status})", reply.Body);
            }
        }

        await checker.FindsNothing();
    }

    [Fact]
    public async Task A_form_that_is_refused_or_previewed_is_valid()
    {
        using var checker = new MarkupChecker();
        using var reader = new PageReader(community);
        async Task Send(string path, string action, params (string Name, string Value)[] typed) =>
            await checker.Add($"{path} {string.Join(' ', typed.Select(static field => field.Name))}", (await reader.Post(await reader.Get(path), action, typed)).Html);

        var told = await community.Tell();
        var member = await community.Member("mistypes");
        await Send("/sign-in", "/sign-in", ("email", "nobody@load.example.org"), ("password", "wrong"));
        await Send("/forgotten", "/forgotten", ("email", "\"nobody"));
        await Send("/forgotten", "/forgotten", ("email", "nobody@load.example.org"));
        await Send("/invitation", "/invitation", ("email", "\"x"), ("skills", "<x> y"));
        await Send($"/join/{await community.Invitation()}", "/join", ("email", "\"x"), ("handle", "-"));
        await reader.SignIn($"{member.Handle}@{A.Domain}");
        var question = $"/questions/{told.Question}";
        await Send("/ask", "/ask", ("title", "Short"), ("body", ""), ("skills", "<x> y"));
        await Send("/ask", "/ask", ("title", "A title that is long enough"), ("body", "# A\n\n* b\n\n| c |\n| - |\n| d |\n\n```sql\nselect\n```"), ("preview", "1"));
        await Send(question, $"{question}/answers", ("body", "Short"));
        await Send(question, $"{question}/answers", ("body", "> An answer that is long enough to be shown."), ("preview", "1"));
        await Send(question, $"{question}/comments", ("body", "!"));
        await Send($"/members/{told.Helper.Handle}", $"/members/{told.Helper.Handle}/endorsements/maintenance", ("note", new string('x', 600)));
        await Send("/settings", "/settings", ("name", ""), ("skills", "<x>"));
        await Send("/settings/account", "/settings/email", ("email", "x"), ("password", "wrong"));
        await Send("/settings/account", "/settings/password", ("newPassword", "x"), ("password", "wrong"));
        await Send("/settings/notifications", "/settings/notifications", ("mention", "never"), ("quiet", "1"), ("quietFrom", "x"), ("digest", "weekly"));
        await Send("/settings/security", "/settings/security/set-up");
        await Send("/invitations", "/invitations", ("email", "x"));
        await Send("/invitations", "/invitations", ("note", "Viens."));
        await Send("/settings/sharing", "/settings/sharing");
        await checker.Add("a shared profile", (await reader.Get(System.Text.RegularExpressions.Regex.Match((await reader.Get("/settings/sharing")).Html, "/shared/[^\"]+").Value)).Expect(200).Html);
        await checker.Add("a form of another session", (await reader.Post(await reader.Get("/ask"), "/ask", ("__form", "x"), ("title", "A title \" of a form"), ("body", "<b>"))).Html);

        await checker.FindsNothing();
    }

    [Fact]
    public async Task Whatever_was_written_a_page_about_it_is_valid()
    {
        using var checker = new MarkupChecker();
        foreach (var post in await hostile.Posts())
        {
            foreach (var path in new[] { post.Path, $"{post.Path}/history", $"/members/{post.Author.Handle}", $"/search?q={Uri.EscapeDataString(post.Text[..Math.Min(post.Text.Length, 300)])}" })
            {
                await checker.Add($"{path}: {post.Text}", (await Look(hostile, path, "fr", hostile.Admin)).Body);
            }
        }

        await checker.FindsNothing();
    }

    /// <summary>A page as it is sent, once it is where it is.</summary>
    private static async Task<Reply> Look(Site site, string path, string language, Person? by)
    {
        var reply = await site.Page(path, ("Accept-Language", language), ("Cookie", by is null ? "none=1" : $"session={by.Token}"));
        return reply.Headers.Location is { } elsewhere ? await Look(site, elsewhere.IsAbsoluteUri ? elsewhere.PathAndQuery : elsewhere.OriginalString, language, by) : reply;
    }

    [Fact]
    public async Task The_checker_names_an_error()
    {
        using var checker = new MarkupChecker();
        await checker.Add("nested", "<!doctype html><html lang=\"fr\"><head><title>x</title></head><body><p><div>x</div></p></body></html>");
        Assert.StartsWith("nested: No “p” element in scope", Assert.Single(await checker.Errors()), StringComparison.Ordinal);
    }
}
