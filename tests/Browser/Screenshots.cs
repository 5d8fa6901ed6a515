using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Playwright;
using Skiller.Silo.Configuration;
using Skiller.Silo.Demo;
using Skiller.Silo.Hosting;
using Skiller.Tests.Given;
using Xunit;

namespace Skiller.Tests.Browser;

/// <summary>Takes pictures of the demo's pages for people to look at: run by <c>./screenshots</c>, and by no test run.</summary>
public sealed class Screenshots(Browsers browsers)
{
    private static readonly (string Name, string Path)[] _visitors =
    [
        ("home", "/"), ("active", "/questions?sort=active"), ("unanswered", "/questions?sort=unanswered"), ("votes", "/questions?sort=votes"),
        ("of-skill", "/questions?skill=sql"), ("question-best", "{best}"), ("question-newest", "{newest}"), ("skills", "/skills"), ("skill", "/skills/comptabilite"),
        ("skill-members", "/skills/sql/members"), ("skill-members-year", "/skills/sql/members?period=year"), ("members", "/members"), ("members-named", "/members?name=ma"), ("members-nobody", "/members?name=xyz&skill=sql"), ("profile", "/members/marion"), ("profile-young", "/members/yann"),
        ("ledger", "/members/marion/reputation"), ("search", "/search?q=facture"), ("sign-in", "/sign-in"), ("request", "/invitation"),
        ("join-unknown", "/join/nobody"), ("pulse", "/pulse"), ("about", "/about"), ("charter", "/charter"), ("privacy", "/privacy"), ("legal", "/legal"),
        ("accessibility", "/accessibility"), ("not-there", "/nowhere"), ("api", "/api"), ("api-reference", "/api/reference"), ("forgotten", "/forgotten"), ("reset-unknown", "/reset/1.x"),
        ("search-nothing", "/search?q=xylophone"), ("history", "{own}/history"), ("shared-unknown", "/shared/nothing"),
    ];

    private static readonly (string Name, string Path)[] _members =
    [
        ("home", "/"), ("ask", "/ask"), ("question-best", "{best}"), ("edit", "{own}/edit"), ("profile", "/members/marion"), ("invitations", "/invitations"),
        ("settings", "/settings"), ("sessions", "/settings/sessions"), ("sharing", "/settings/sharing"), ("notification-settings", "/settings/notifications"), ("webhooks", "/settings/webhooks"), ("webhooks-site", "/administration/webhooks"), ("pulse-site", "/administration/pulse"), ("shared", "{shared}"), ("requests", "/administration/requests"),
        ("administration", "/administration"), ("texts", "/administration/texts"), ("text", "/administration/texts/charter/fr"),
        ("suspensions", "/administration/members"), ("suspension", "/administration/members/yann"), ("describe", "/skills/sql/edit"),
        ("account", "/settings/account"), ("security", "/settings/security"), ("mail", "/administration/mail"), ("delete", "{own}/delete"),
        ("feed", "/feed"), ("notifications", "/notifications"), ("quiet", "/settings/quiet"), ("following", "/members/marion/following"),
        ("followers", "/members/marion/followers"), ("author", "/members/yann"),
    ];

    // These show what is said of what is not there; another that is not there has no page yet.
    private static readonly string[] _lost = ["not-there", "join-unknown", "shared-unknown"];

    private static readonly Seen[] _forms =
        [new("fr", 1280), new("en", 1280, IsDark: true), new("fr", 360, IsDark: true), new("en", 360)];

    private static string Folder { get; } = Path.Combine(Root(), "artifacts", "screenshots");

    [Fact(Explicit = true)]
    public async Task Every_page_of_the_demo_in_both_languages_colours_and_widths()
    {
        using var data = new TemporaryFolder();
        await using var node = await Demo(Path.Combine(data.Path, "demo"));
        var site = new Uri(node.PublicAddresses[0]);
        var questions = await Questions(site);
        Directory.CreateDirectory(Folder);
        await Live(site, questions);
        foreach (var form in _forms)
        {
            await using (var visitor = await browsers.Open(site, form))
            {
                await Take(visitor, form, "visitor", _visitors, questions);
                await Refuse(visitor, form, "visitor", "sign-in", "/sign-in", ("#email", "personne@skiller.example"), ("#password", "faux"));
            }

            await using var member = await browsers.Open(site, form);
            await member.Visit("/sign-in");
            await member.Page.FillAsync("#email", "marion@skiller.example");
            await member.Page.FillAsync("#password", DemoNode.Password);
            await member.Send(".form .button");
            questions["shared"] = await Shared(member);
            await Take(member, form, "member", _members, questions);
            await Refuse(member, form, "member", "ask", "/ask", ("#title", "Court"), ("#skills", "<x> y"));
            await member.Visit("/");
            await member.Page.Locator(".account summary").ClickAsync();
            await Picture(member, form, "member", "menu");
            await using var guest = await browsers.Open(site, form);
            await Refuse(guest, form, "visitor", "join", await Invitation(member), ("#email", "x"), ("#handle", "-"), ("#password", "court"));
        }

        await node.Stop();
    }

    // What the demo has not: somebody who asks for an invitation, and a text that was edited.
    private async Task Live(Uri site, Dictionary<string, string> questions)
    {
        await using var visitor = await browsers.Open(site, new Seen("fr"));
        await visitor.Visit("/invitation");
        await visitor.Page.FillAsync("#name", "Dominique Armand");
        await visitor.Page.FillAsync("#email", "dominique@skiller.example");
        await visitor.Page.FillAsync("#headline", "Technicienne de maintenance");
        await visitor.Page.FillAsync("#motivation", "Je règle des presses depuis douze ans. J’aimerais rendre un peu de ce que j’ai appris ici en lisant.");
        await visitor.Send(".form .button");

        await using var author = await browsers.Open(site, new Seen("fr"));
        await author.Visit("/sign-in");
        await author.Page.FillAsync("#email", "marion@skiller.example");
        await author.Page.FillAsync("#password", DemoNode.Password);
        await author.Send(".form .button");
        await author.Visit($"{questions["own"]}/edit");
        await author.Page.FillAsync("#body", await author.Page.InputValueAsync("#body") + "\n\nLes deux feuilles viennent de deux logiciels différents.");
        await author.Page.FillAsync("#summary", "D’où viennent les feuilles");
        await author.Send(".form .button:not(.plain)");
    }

    // A form as it comes back, sent without the browser's own checks.
    private static async Task Refuse(Reader reader, Seen form, string who, string name, string path, params (string Field, string Text)[] typed)
    {
        await reader.Visit(path);
        foreach (var (field, text) in typed)
        {
            await reader.Page.FillAsync(field, text);
        }

        await reader.Page.EvaluateAsync("for (const form of document.forms) form.noValidate = true");
        await reader.Send("main form .button:not(.plain)");
        await Picture(reader, form, who, $"{name}-refused");
    }

    private static async Task<string> Invitation(Reader member)
    {
        await member.Visit("/invitations");
        await member.Send("main form .button");
        return new Uri(System.Text.RegularExpressions.Regex.Match(await member.Page.ContentAsync(), "https?://[^\"<\\s]+/join/[A-Za-z0-9_-]+").Value).AbsolutePath;
    }

    // One link for all the pictures, made when the first is taken.
    private static async Task<string> Shared(Reader member)
    {
        await member.Visit("/settings/sharing");
        var links = member.Page.Locator(".shares a");
        if (await links.CountAsync() == 0)
        {
            await member.Send("form[action='/settings/sharing'] .button");
        }

        return await links.First.GetAttributeAsync("href") ?? "";
    }

    private static async Task Take(Reader reader, Seen form, string who, (string Name, string Path)[] pages, IReadOnlyDictionary<string, string> questions)
    {
        foreach (var (name, path) in pages)
        {
            var address = questions.Aggregate(path, static (address, question) => address.Replace($"{{{question.Key}}}", question.Value, StringComparison.Ordinal));
            if (await reader.Visit(address) == 404 && !_lost.Contains(name))
            {
                continue;
            }

            if (name == "api-reference")
            {
                // It is made by a script from the document that it fetches.
                await reader.Page.GetByText("/api/v1/tokens/current").First.WaitForAsync();
            }

            await Picture(reader, form, who, name);
        }
    }

    private static async Task Picture(Reader reader, Seen form, string who, string name) => await reader.Page.ScreenshotAsync(new PageScreenshotOptions
    {
        Path = Path.Combine(Folder, string.Create(CultureInfo.InvariantCulture, $"{who}-{name}-{form.Width}-{form.Language}-{(form.IsDark ? "dark" : "light")}.png")),
        FullPage = true,
    });

    private static async Task<Dictionary<string, string>> Questions(Uri site)
    {
        using var http = new HttpClient { BaseAddress = site };
        return new()
        {
            ["best"] = await First(http, "questions?sort=votes"),
            ["newest"] = await First(http, "questions?locale=en"),
            ["own"] = $"/questions/{(await Get(http, "members/marion/questions"))[0].GetProperty("id").GetString()}",
        };
    }

    private static async Task<string> First(HttpClient http, string list) => new Uri((await Get(http, list))[0].GetProperty("url").GetString()!).PathAndQuery;

    private static async Task<JsonElement> Get(HttpClient http, string list) =>
        JsonDocument.Parse(await http.GetStringAsync(new Uri($"/api/v1/{list}", UriKind.Relative))).RootElement.GetProperty("items");

    private static async Task<Node> Demo(string folder)
    {
        var (settings, demo) = DemoNode.Prepare(SettingsReader.Read(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["ASPNETCORE_URLS"] = "http://127.0.0.1:0",
            ["Skiller__OperationsUrl"] = "http://127.0.0.1:0",
            ["Skiller__Data"] = folder,
        }));
        var node = await Node.Start(settings, isPublic: true, LogLevel.Warning, CancellationToken.None);
        await DemoNode.Fill(node, demo, CancellationToken.None);
        return node;
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Skiller.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("This does not run inside the repository.");
    }
}
