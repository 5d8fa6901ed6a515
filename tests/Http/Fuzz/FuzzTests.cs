using System.Net;
using System.Net.Http.Headers;
using CsCheck;
using Skiller.Tests.Http.Sites;
using Xunit;

namespace Skiller.Tests.Http.Fuzz;

public sealed class FuzzTestsOnSqlite(SqliteSite site) : FuzzTests(site);

public sealed class FuzzTestsOnPostgres(PostgresSite site) : FuzzTests(site);

/// <summary>
/// Reads the API's document and sends every operation requests that are in order and others that are not (RELIABILITY.md 5d). Whatever is sent:
/// a status that the document names, in the shape that it promises, never a fault of ours, nothing of our insides, and a repeated key says the same.
/// </summary>
public abstract class FuzzTests(Site site)
{
    private const int PerOperation = 80;

    // Requests come one after the other, so a machine that stands still meets one.
    private const int MostAskedAgain = 2;
    private static readonly string[] _insides = ["Exception", "   at ", "Skiller.Grains", "Npgsql", "Sqlite", "stackTrace"];
    private int _askedAgain;

    [Fact]
    public async Task Whatever_is_sent_the_answer_is_one_that_the_document_promises()
    {
        var api = await ApiDescription.Read(site);
        var shapes = new ShapeCheck(api);
        var owner = await site.Member("fuzzed");
        var requests = new Requests(api, await Known(owner));
        var callers = await Callers(owner);
        var statuses = new Dictionary<string, HashSet<int>>(StringComparer.Ordinal);
        foreach (var operation in api.Operations.Where(o => o.Id != "deleteCurrentToken" && !o.IsStream))
        {
            var seen = statuses[operation.Id] = [];
            await Requests.Choices.SampleAsync(
                async choices =>
                {
                    var request = requests.Make(operation, choices);
                    var reply = await Send(request, callers);
                    Hold(operation, shapes, request, reply);
                    if (reply.Status == 201 && request.Headers.Any(h => h.Name == "Idempotency-Key"))
                    {
                        Assert.Equal(reply.Body, (await Send(request, callers)).Expect(201).Body);
                    }

                    seen.Add(reply.Status);
                },
                iter: PerOperation,
                threads: 1);
        }

        // A fuzzer that is only ever refused at the door tests nothing.
        Assert.All(statuses.Where(s => s.Key is "askQuestion" or "postAnswer" or "listQuestions" or "getMe" or "voteOnQuestion"), s => Assert.Contains(s.Value, code => code < 300));
        Assert.All(statuses, s => Assert.Contains(s.Value, code => code is >= 400 and < 500));
    }

    [Fact]
    public async Task Every_operation_of_the_contract_is_described()
    {
        var api = await ApiDescription.Read(site);
        var described = api.Operations.Select(o => $"{o.Method} {o.Path["/api/v1".Length..]}").ToHashSet(StringComparer.Ordinal);
        foreach (var call in new[]
        {
            "POST /invitation-requests", "POST /invitations", "GET /invitations", "DELETE /invitations/{id}", "POST /members", "POST /tokens", "DELETE /tokens/current", "GET /members/me", "PATCH /members/me",
            "POST /questions", "GET /questions", "GET /questions/{id}", "PATCH /questions/{id}", "DELETE /questions/{id}", "POST /questions/{id}/undelete", "POST /questions/{id}/answers",
            "GET /questions/{id}/answers", "GET /questions/{id}/answers/{answerId}", "GET /questions/{id}/comments/{commentId}", "PATCH /questions/{id}/answers/{answerId}", "DELETE /questions/{id}/answers/{answerId}", "POST /questions/{id}/answers/{answerId}/undelete",
            "PUT /questions/{id}/vote", "PUT /questions/{id}/answers/{answerId}/vote", "PUT /questions/{id}/accepted-answer", "POST /questions/{id}/comments",
            "POST /questions/{id}/answers/{answerId}/comments", "GET /questions/{id}/comments", "GET /questions/{id}/answers/{answerId}/comments", "GET /questions/{id}/revisions",
            "GET /members/{handle}", "GET /members/{handle}/reputation", "PUT /members/{handle}/endorsements/{slug}", "DELETE /members/{handle}/endorsements/{slug}",
            "GET /skills", "GET /skills/{slug}", "GET /skills/{slug}/members", "GET /skills/{slug}/questions", "GET /search", "GET /live",
        })
        {
            Assert.Contains(call, described);
        }

        Assert.All(api.Operations, o => Assert.NotEmpty(o.Id));
        Assert.Equal(api.Operations.Count, api.Operations.Select(o => o.Id).Distinct(StringComparer.Ordinal).Count());
    }

    private static void Hold(ApiOperation operation, ShapeCheck shapes, FuzzedRequest request, Reply reply)
    {
        var what = $"{operation.Id}: {request.Method} {request.Path} {(request.Body is { } body ? System.Text.Encoding.UTF8.GetString(body) : "")} → {reply.Status} {reply.Body}";
        Assert.True(reply.Status < 500, what);
        Assert.True(reply.Status >= 400 || request.By != Caller.SignedOut, what);

        // A NUL in a path is refused by the server itself, before anything of ours runs.
        var isOurs = !request.Path.Split('?')[0].Contains("%00", StringComparison.Ordinal);
        Assert.True(!isOurs || reply.Header("X-Content-Type-Options") == "nosniff", $"without its headers: {what}");

        // A path that is empty or has a slash in it is another operation's, or none.
        var isElsewhere = reply.Status is 404 or 405;
        Assert.True(operation.Responses.ContainsKey(reply.Status.ToString(System.Globalization.CultureInfo.InvariantCulture)) || isElsewhere, what);
        Assert.True(!isOurs || reply.Header("Content-Security-Policy").Length > 0, $"without its headers: {what}");
        Assert.DoesNotContain(_insides, inside => reply.Status >= 400 && reply.Body.Contains(inside, StringComparison.OrdinalIgnoreCase));
        if (reply.Body.Length == 0)
        {
            return;
        }

        var type = reply.ContentHeaders.ContentType?.MediaType ?? "";
        Assert.True(reply.ContentHeaders.ContentType?.CharSet is null or "utf-8", what);
        Assert.True(type == (reply.Status < 400 ? "application/json" : "application/problem+json"), $"{type}: {what}");
        if (operation.Responses.TryGetValue(reply.Status.ToString(System.Globalization.CultureInfo.InvariantCulture), out var response)
            && response.TryGetProperty("content", out var content))
        {
            Assert.True(!shapes.Differences(reply.Json, content.GetProperty(type).GetProperty("schema")).Any(), string.Join("; ", shapes.Differences(reply.Json, content.GetProperty(type).GetProperty("schema"))) + " in " + what);
        }
    }

    /// <summary>Sends it, and once more where a busy machine could not say in time what came of it (503): whoever is told so twice is told of a fault.</summary>
    private async Task<Reply> Send(FuzzedRequest request, IReadOnlyDictionary<Caller, Person?> callers)
    {
        var reply = await SendOnce(request, callers);
        if (reply.Status != (int)HttpStatusCode.ServiceUnavailable)
        {
            return reply;
        }

        Assert.True(++_askedAgain <= MostAskedAgain, $"Too often: {reply.Request}: {reply.Body}");
        TestContext.Current.SendDiagnosticMessage($"Asked again after {reply.Request}: {reply.Body}");
        await Task.Delay(reply.Headers.RetryAfter?.Delta ?? throw new InvalidOperationException("A refusal for now says when to come back."));
        return await SendOnce(request, callers);
    }

    private async Task<Reply> SendOnce(FuzzedRequest request, IReadOnlyDictionary<Caller, Person?> callers)
    {
        HttpContent? body = null;
        if (request.Body is { } bytes)
        {
            body = new ByteArrayContent(bytes);
            body.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        }

        return await site.Send(request.Method, request.Path, body, callers[request.By], [.. request.Headers]);
    }

    private async Task<IReadOnlyDictionary<Caller, Person?>> Callers(Person owner)
    {
        var signedOut = await site.Member();
        (await site.Send("DELETE", "/tokens/current", by: signedOut)).Expect(204);
        return new Dictionary<Caller, Person?>
        {
            [Caller.Administrator] = site.Admin,
            [Caller.Owner] = owner,
            [Caller.Member] = await site.Member(),
            [Caller.SignedOut] = signedOut,
            [Caller.Visitor] = null,
        };
    }

    /// <summary>Things that are there, so that requests get beyond the door.</summary>
    private async Task<IReadOnlyDictionary<string, string>> Known(Person owner)
    {
        var skill = site.NewHandle("skill");
        var question = await site.Question(owner, skill);
        return new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["id"] = question,
            ["answerId"] = await site.Answer(question, owner),
            ["commentId"] = (await site.Send("POST", $"/questions/{question}/comments", new { body = "Well." }, owner)).Expect(201).Text("id"),
            ["handle"] = owner.Handle,
            ["slug"] = skill,
            ["skill"] = skill,
            ["query"] = "skill",
            ["cursor"] = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
            ["email"] = $"fuzz@{A.Domain}",
            ["password"] = A.Password,
            ["body"] = "A body that is long enough for a question, with *some* Markdown.",
            ["title"] = "A title that is long enough?",
        };
    }
}
