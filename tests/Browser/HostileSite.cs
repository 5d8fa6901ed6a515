using System.Globalization;
using Skiller.Tests.Browser;
using Skiller.Tests.Given;
using Skiller.Tests.Http.Sites;
using Xunit;

[assembly: AssemblyFixture(typeof(HostileSite))]

namespace Skiller.Tests.Browser;

/// <summary>
/// A site on which everybody writes what is hostile, into whatever may be written: for each text a member of that name, headline and
/// description, who asks a question of that title and text, is answered, commented and endorsed with it, and edits and deletes for that reason.
/// </summary>
public sealed class HostileSite : Site
{
    private const int AtOnce = 6;
    private readonly SemaphoreSlim _once = new(1);
    private IReadOnlyList<HostilePost>? _posts;

    protected override bool IsBehindProxy => false;

    protected override bool StartsWhenAsked => true;

    /// <summary>What was written, made when the first test asks.</summary>
    public async Task<IReadOnlyList<HostilePost>> Posts()
    {
        await _once.WaitAsync();
        try
        {
            return _posts ??= await Write();
        }
        finally
        {
            _once.Release();
        }
    }

    /// <summary>A text, or a shorter and harmless one where it has no room.</summary>
    private static string Fitting(string text, int max, string otherwise) => text.Trim().Length <= max ? text : otherwise;

    private static string Padded(string text) => text.Trim().Length >= 20 ? text : $"{text} and so on, and so on";

    private async Task<IReadOnlyList<HostilePost>> Write()
    {
        var texts = HostileText.Verbatim.Select(static text => (Text: text, IsVerbatim: true))
            .Concat(HostileText.Markdown.Concat(HostileText.Addresses.Select(HostileText.Links)).Select(static text => (Text: text, IsVerbatim: false)))
            .ToArray();
        var people = new Person[texts.Length];
        var posts = new HostilePost[texts.Length];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = AtOnce };
        await Parallel.ForAsync(0, texts.Length, parallel, async (i, _) => people[i] = await Join(texts[i].Text));
        await Parallel.ForAsync(0, texts.Length, parallel, async (i, _) =>
            posts[i] = await Write(texts[i].Text, texts[i].IsVerbatim, people[i], people[(i + 1) % people.Length], people[(i + 2) % people.Length]));
        await Act("PATCH", "/skills/writing", new { description = string.Join("\n\n", HostileText.Verbatim.Take(20)) }, Admin);
        await Eventually.Holds(
            async () => (await Send("GET", "/search?q=wrote")).Items().Count > 0 && (await Send("GET", "/skills/writing"))["questionCount"].GetInt32() == texts.Length,
            "the lists of what was written");
        await Eventually.Holds(async () => !posts.Select(static post => post.Path["/questions/".Length..]).Except(await Listed("/questions", "id")).Any(), "all questions in their list");
        await Eventually.Holds(async () => !people.Select(static person => person.Handle).Except(await Listed("/members", "handle")).Any(), "all members in their list");
        return posts;
    }

    private async Task<HashSet<string>> Listed(string list, string field)
    {
        var listed = new HashSet<string>(StringComparer.Ordinal);
        for (var path = $"{list}?limit=100"; path.Length > 0;)
        {
            var page = (await Send("GET", path)).Expect(200);
            listed.UnionWith(page.Items().Select(item => item.GetProperty(field).GetString()!));
            path = page["next"].GetString() is { } next ? $"{list}?limit=100&cursor={Uri.EscapeDataString(next)}" : "";
        }

        return listed;
    }

    private static string Name(string line) => IsSeen(line) ? Fitting(line, 80, "Sacha") : "Sacha";

    private async Task<Person> Join(string text)
    {
        var person = await Member("wrote");
        var line = Line(text);
        await Act("PATCH", "/members/me", new { name = Name(line), headline = Fitting(line, 120, "Menuisière"), bio = text, skills = new[] { "writing" } }, person);
        return person;
    }

    private async Task<HostilePost> Write(string text, bool isVerbatim, Person asker, Person helper, Person peer)
    {
        var line = Line(text);
        var body = new { body = Padded(text) };
        var said = new { body = $"{Fitting(text, 990, "Oui.")} ..." };
        var title = Fitting(Padded(line), 150, "Comment écrire ce qui est hostile ?");
        var path = $"/questions/{(await Act("POST", "/questions", new { title, body.body, skills = new[] { "writing" }, locale = "en" }, asker)).Text("id")}";
        var answer = (await Act("POST", $"{path}/answers", body, helper)).Text("id");
        var comment = (await Act("POST", $"{path}/comments", said, peer)).Text("id");
        await Act("POST", $"{path}/answers/{answer}/comments", said, asker);
        await Act("PUT", $"{path}/answers/{answer}/vote", new { value = 1 }, asker);
        await Act("PUT", $"{path}/accepted-answer", new { answerId = answer }, asker);
        await Act("PATCH", path, new { body = $"{Padded(text)}\n\n{text}", summary = Fitting(line, 300, "Plus clair.") }, asker, ("If-Match", "\"1\""));
        var deleted = (await Act("POST", $"{path}/answers", body, peer)).Text("id");
        await Act("DELETE", $"{path}/answers/{deleted}", new { reason = Fitting(line, 300, "Fini.") }, peer);
        await Act("PUT", $"/members/{asker.Handle}/endorsements/writing", new { note = Fitting(text, 500, "Bien.") }, helper);
        await Act("PUT", $"/members/me/endorsements/writing/{helper.Handle}", new { status = "accepted" }, asker);
        return new HostilePost(text, isVerbatim, title, Name(line), path, answer, deleted, comment, asker);
    }

    private async Task<Reply> Act(string method, string path, object body, Person by, params (string Name, string Value)[] headers)
    {
        var reply = await Send(method, path, body, by, headers);
        Assert.True(reply.Status is >= 200 and < 300, $"{reply.Request}: {reply.Status} {reply.Body} to {System.Text.Json.JsonSerializer.Serialize(body)}");
        return reply;
    }

    // Names alone may not hide anything, or one member could pass for another.
    private static bool IsSeen(string text) => !text.Any(static c => CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.Format);

    // What a field of one line takes of a text of several.
    private static string Line(string text) => text.ReplaceLineEndings(" ").Replace('\t', ' ').Replace("\u2028", " ", StringComparison.Ordinal);
}

/// <summary>What somebody wrote everywhere.</summary>
/// <param name="Text">What they wrote.</param>
/// <param name="IsVerbatim">Whether Markdown shows it as it is.</param>
/// <param name="Title">The title that it became.</param>
/// <param name="Name">The name that it became.</param>
/// <param name="Path">The question.</param>
/// <param name="Answer">Its answer.</param>
/// <param name="Deleted">Its answer that was deleted.</param>
/// <param name="Comment">A comment of it.</param>
/// <param name="Author">Who asked.</param>
public sealed record HostilePost(string Text, bool IsVerbatim, string Title, string Name, string Path, string Answer, string Deleted, string Comment, Person Author);
