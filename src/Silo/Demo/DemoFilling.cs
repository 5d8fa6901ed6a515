using System.Text.Json.Nodes;

namespace Skiller.Silo.Demo;

/// <summary>
/// Has the community join, ask, answer, comment, vote, accept and vouch, through the public API. Each act has a key or sets a value, so that all
/// of it can be done again from the beginning: what was done stays as it is.
/// </summary>
internal sealed class DemoFilling(DemoCaller api, DemoCommunity community, string password, Action<string> tell)
{
    private const int ToldEach = 10;
    private readonly Dictionary<string, string> _tokens = new(StringComparer.Ordinal);

    /// <param name="firstInvitation">The first administrator's, null when they have joined already.</param>
    /// <param name="ct">Gives up.</param>
    public async Task Run(string? firstInvitation, CancellationToken ct)
    {
        foreach (var member in community.Members)
        {
            _tokens[member.Handle] = await SignIn(member, ct) ?? await Join(member, firstInvitation, ct);
            await Send(HttpMethod.Patch, "members/me", new() { ["headline"] = member.Headline, ["bio"] = member.Bio }, member.Handle, null, ct);
        }

        tell($"{community.Members.Length} members");
        var questions = new List<(DemoQuestion Question, string Path)>();
        foreach (var question in community.Questions)
        {
            questions.Add((question, await Ask(question, ct)));
            Progress(questions.Count, "questions asked");
        }

        var answered = 0;
        foreach (var (question, path) in questions)
        {
            await React(question.Post, path, question.Name, ct);
            await Answer(question, path, ct);
            Progress(++answered, "questions answered");
        }

        await Recognise(ct);
        foreach (var member in community.Members)
        {
            await Send(HttpMethod.Delete, "tokens/current", null, member.Handle, null, ct);
        }
    }

    private async Task<string?> SignIn(DemoMember member, CancellationToken ct)
    {
        var body = new JsonObject { ["email"] = member.Email, ["password"] = password };
        return (await api.Try(HttpMethod.Post, "tokens", body, null, null, ct))?["token"]?.GetValue<string>();
    }

    private async Task<string> Join(DemoMember member, string? firstInvitation, CancellationToken ct)
    {
        var code = member.InvitedBy is { } inviter
            ? Text(await Send(HttpMethod.Post, "invitations", new(), inviter, $"demo-invite-{member.Handle}", ct), "code")
            : firstInvitation ?? throw new InvalidOperationException("Somebody else became the administrator of the demo.");
        var body = new JsonObject
        {
            ["invitation"] = code,
            ["email"] = member.Email,
            ["password"] = password,
            ["handle"] = member.Handle,
            ["name"] = member.Name,
            ["locale"] = member.Locale,
            ["skills"] = List(member.Skills),
        };
        await api.Send(HttpMethod.Post, "members", body, null, $"demo-join-{member.Handle}", ct);
        return await SignIn(member, ct) ?? throw new InvalidOperationException($"{member.Handle} joined and cannot sign in.");
    }

    private async Task<string> Ask(DemoQuestion question, CancellationToken ct)
    {
        var body = new JsonObject
        {
            ["title"] = question.Title,
            ["body"] = question.Post.Body,
            ["skills"] = List(question.Skills),
            ["locale"] = question.Locale,
        };
        return $"questions/{Text(await Send(HttpMethod.Post, "questions", body, question.Post.By, $"demo-{question.Name}", ct), "id")}";
    }

    private async Task Answer(DemoQuestion question, string path, CancellationToken ct)
    {
        foreach (var (answer, number) in question.Answers.Select(static (answer, number) => (answer, number)))
        {
            var key = $"{question.Name}-a{number}";
            var posted = await Send(HttpMethod.Post, $"{path}/answers", new() { ["body"] = answer.Post.Body }, answer.Post.By, $"demo-{key}", ct);
            await React(answer.Post, $"{path}/answers/{Text(posted, "id")}", key, ct);
            if (answer.IsAccepted)
            {
                await Send(HttpMethod.Put, $"{path}/accepted-answer", new() { ["answerId"] = Text(posted, "id") }, question.Post.By, null, ct);
            }
        }
    }

    private async Task React(DemoPost post, string path, string key, CancellationToken ct)
    {
        foreach (var (voter, value) in post.Up.Select(static voter => (voter, 1)).Concat(post.Down.Select(static voter => (voter, -1))))
        {
            await Send(HttpMethod.Put, $"{path}/vote", new() { ["value"] = value }, voter, null, ct);
        }

        foreach (var (comment, number) in post.Comments.Select(static (comment, number) => (comment, number)))
        {
            await Send(HttpMethod.Post, $"{path}/comments", new() { ["body"] = comment.Body }, comment.By, $"demo-{key}-c{number}", ct);
        }
    }

    private async Task Recognise(CancellationToken ct)
    {
        var administrator = community.Members[0].Handle;
        foreach (var (skill, language, description) in community.Skills.SelectMany(static of => of.Value.Select(words => (of.Key, words.Key, words.Value))))
        {
            await api.Send(HttpMethod.Patch, $"skills/{skill}", new() { ["description"] = description }, _tokens[administrator], null, ct, language);
        }

        foreach (var endorsement in community.Endorsements)
        {
            var body = endorsement.Note is { } note ? new JsonObject { ["note"] = note } : new JsonObject();
            await Send(HttpMethod.Put, $"members/{endorsement.Of}/endorsements/{endorsement.Skill}", body, endorsement.By, null, ct);
        }
    }

    private Task<JsonNode> Send(HttpMethod method, string path, JsonObject? body, string by, string? key, CancellationToken ct) =>
        api.Send(method, path, body, _tokens[by], key, ct);

    private void Progress(int done, string what)
    {
        if (done % ToldEach == 0 || done == community.Questions.Length)
        {
            tell($"{done} of {community.Questions.Length} {what}");
        }
    }

    private static JsonArray List(IEnumerable<string> texts) => [.. texts.Select(static text => JsonValue.Create(text))];

    private static string Text(JsonNode answer, string field) => answer[field]?.GetValue<string>() ?? throw new InvalidOperationException($"There is no {field} in {answer}.");
}
