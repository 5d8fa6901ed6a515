using Skiller.Tests.Browser;
using Skiller.Tests.Http.Sites;
using Xunit;

[assembly: AssemblyFixture(typeof(Community))]

namespace Skiller.Tests.Browser;

/// <summary>A site with a few members and what they did, invented for the tests, on SQLite.</summary>
public sealed class Community : Site
{
    private readonly SemaphoreSlim _once = new(1);
    private Told? _told;
    private string? _webhook;

    protected override bool IsBehindProxy => false;

    /// <summary>What the community has, made when the first test asks.</summary>
    public async Task<Told> Tell()
    {
        await _once.WaitAsync();
        try
        {
            return _told ??= await Make();
        }
        finally
        {
            _once.Release();
        }
    }

    /// <summary>A webhook of the administrator that rests, with a delivery that waits; its id.</summary>
    public async Task<string> Webhook()
    {
        await _once.WaitAsync();
        try
        {
            return _webhook ??= await MakeWebhook();
        }
        finally
        {
            _once.Release();
        }
    }

    private async Task<string> MakeWebhook()
    {
        var body = new { url = "https://1.1.1.1/hook", kinds = new[] { "notification.invitation_used" } };
        var id = (await Send("POST", "/webhooks", body, Admin)).Expect(201).Text("id");
        (await Send("PATCH", $"/webhooks/{id}", new { paused = true }, Admin)).Expect(200);
        await Eventually.Holds(async () => (await Send("POST", $"/webhooks/{id}/test", by: Admin)).Status == 202, "a test of a webhook");
        return id;
    }

    private async Task<Told> Make()
    {
        var asker = await Member("camille");
        var helper = await Member("noemie");
        var question = (await Send("POST", "/questions", new
        {
            title = "Comment planifier l’entretien d’un parc de machines ?",
            body = "Nous avons **quarante** machines et deux techniciens.\n\n- Par où commencer ?\n- Quels indicateurs suivre ?\n\n> Un fournisseur parle de GMAO.\n\n```\nheures = machines * 1.5\n```\n\n| Machine | Heures |\n| --- | ---: |\n| Tour | 12 |",
            skills = new[] { "maintenance", "gestion-de-projet" },
            locale = "fr",
        }, asker)).Expect(201).Text("id");
        var answer = (await Send("POST", $"/questions/{question}/answers", new { body = "Commence par classer les machines selon ce qu’un arrêt coûte, puis suis deux chiffres : le temps entre deux pannes et le temps de réparation." }, helper)).Expect(201).Text("id");
        await Send("POST", $"/questions/{question}/answers", new { body = "Un tableur suffit au début : une ligne par machine et par intervention." }, Admin);
        await Send("POST", $"/questions/{question}/answers/{answer}/comments", new { body = "Merci, c’est exactement ce qu’il me fallait." }, asker);
        (await Send("PUT", $"/questions/{question}/answers/{answer}/vote", new { value = 1 }, Admin)).Expect(200);
        (await Send("PUT", $"/questions/{question}/accepted-answer", new { answerId = answer }, asker)).Expect(200);
        var second = (await Send("POST", "/questions", new { title = "How do I read an English contract clause by clause?", body = "The supplier sent a contract in English and I do not know where to begin.", skills = new[] { "legal-english", "c#" }, locale = "en" }, helper)).Expect(201).Text("id");
        (await Send("PUT", $"/members/{helper.Handle}/endorsements/maintenance", new { note = "Elle sait de quoi elle parle." }, asker)).Expect(204);
        await Eventually.Holds(async () => (await Send("GET", $"/members/{helper.Handle}"))["reputation"].GetInt64() == 25);
        await Eventually.Holds(async () => (await Send("GET", "/questions")).Items().Select(static item => item.GetProperty("id").GetString()).Intersect([question, second]).Count() == 2, "both questions in the list");
        await Eventually.Holds(
            async () => await Send("GET", "/skills/maintenance/members") is { Status: 200 } board
                && board.Items().Any(member => member.GetProperty("handle").GetString() == helper.Handle && member.GetProperty("reputation").GetInt64() == 25),
            "the helper's points on the board of the skill");
        return new Told(question, answer, asker, helper);
    }
}

/// <summary>What was told.</summary>
public sealed record Told(string Question, string Answer, Person Asker, Person Helper);
