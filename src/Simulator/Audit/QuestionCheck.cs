using System.Text.Json.Nodes;
using Skiller.Simulator.Journal;

namespace Skiller.Simulator.Audit;

/// <summary>Holds a question, its answers, comments, scores and acceptance against the journal.</summary>
internal sealed class QuestionCheck(AuditReader reader, Asked asked)
{
    private readonly Findings _found = new();

    public async Task<Findings> Run(CancellationToken ct)
    {
        var id = asked.Post.Id;
        var shown = await reader.Read($"questions/{id}", null, ct);
        _found.Expect(shown is not null, Rules.Question, $"question {id}", "there", "missing");
        if (shown is null)
        {
            return _found;
        }

        var answers = shown["answers"]!.AsArray().OfType<JsonNode>().ToList();
        if (shown["answersNext"]?.GetValue<string>() is { } further)
        {
            answers.AddRange(await reader.All($"questions/{id}/answers", null, ct, further));
        }

        Post(asked.Post, shown, Rules.Question);
        _found.Expect(shown["title"]!.GetValue<string>() == asked.Post.Line.Title, Rules.Question, $"title of question {id}", asked.Post.Line.Title, shown["title"]);
        var skills = string.Join(' ', shown["skills"]!.AsArray().Select(static skill => $"{skill}"));
        _found.Expect(skills == string.Join(' ', asked.Post.Line.Skills ?? []), Rules.Question, $"skills of question {id}", asked.Post.Line.Skills, skills);
        _found.Expect(Bounds.Exactly(answers.Count), shown["answerCount"]!.GetValue<int>(), Rules.Counter, $"answerCount of question {id}");
        await Comments(asked.Post, shown, ct);
        await Answers(answers, ct);
        Accepted(shown["acceptedAnswerId"]?.GetValue<string>(), answers);
        await Votes(ct);
        return _found;
    }

    private async Task Answers(List<JsonNode> answers, CancellationToken ct)
    {
        var unknown = asked.UnknownAnswers.Select(static line => line.Text).ToList();
        foreach (var answer in asked.Answers)
        {
            var found = answers.Where(shown => IdOf(shown) == answer.Id).ToList();
            _found.Expect(found.Count == 1, Rules.Answer, $"answer {answer.Id}", "once", $"{found.Count} times");
            if (found.Count > 0)
            {
                Post(answer, found[0], Rules.Answer);
                await Comments(answer, found[0], ct);
            }
        }

        foreach (var other in answers.Where(shown => IsOurs(shown) && !asked.Answers.Exists(answer => answer.Id == IdOf(shown))))
        {
            // An act whose fate is unknown has happened at most once.
            _found.Expect(
                unknown.Remove(Fingerprint.Of(other["body"]!.GetValue<string>())), Rules.Refused, $"answer {IdOf(other)} of question {asked.Post.Id}", "not there, or sent with an unknown outcome", "there");
        }
    }

    private void Post(Written post, JsonNode shown, string rule)
    {
        var subject = $"{(post.Line.Kind == "ask" ? "question" : "answer")} {post.Id}";
        _found.Expect(AuthorOf(shown) == post.Author, rule, $"author of {subject}", post.Author, AuthorOf(shown));
        var texts = Texts(post);
        var text = Fingerprint.Of(shown["body"]!.GetValue<string>());
        _found.Expect(texts.Contains(text), post.Edits.Count == 0 ? rule : Rules.Edit, $"text of {subject}", string.Join(" or ", texts), text);
        var edits = new Bounds(1 + post.Edits.Count(static edit => edit.IsAcknowledged), 1 + post.Edits.Count);
        _found.Expect(edits, shown["version"]!.GetValue<int>(), Rules.Edit, $"version of {subject}");
        _found.Expect(VoteOutcomes.Score(post), shown["score"]!.GetValue<int>(), Rules.Score, $"score of {subject}");
    }

    // The last acknowledged text, and those of unknown fate after it.
    private static HashSet<string> Texts(Written post)
    {
        HashSet<string> texts = [post.Line.Text!];
        foreach (var edit in post.Edits)
        {
            if (edit.IsAcknowledged)
            {
                texts.Clear();
            }

            texts.Add(edit.Text!);
        }

        return texts;
    }

    private async Task Comments(Written post, JsonNode shown, CancellationToken ct)
    {
        var comments = shown["comments"]!.AsArray().OfType<JsonNode>().ToList();
        if (shown["commentsNext"]?.GetValue<string>() is { } further)
        {
            var path = post.Line.Kind == "ask" ? $"questions/{post.Id}" : $"questions/{asked.Post.Id}/answers/{post.Id}";
            comments.AddRange(await reader.All($"{path}/comments", null, ct, further));
        }

        var unknown = post.Comments.Where(static comment => !comment.IsAcknowledged).Select(static comment => comment.Text).ToList();
        foreach (var comment in post.Comments.Where(static comment => comment.IsAcknowledged))
        {
            var found = comments.Where(each => IdOf(each) == comment.Id).ToList();
            _found.Expect(found.Count == 1, Rules.Comment, $"comment {comment.Id}", "once", $"{found.Count} times");
            if (found.Count > 0)
            {
                var text = Fingerprint.Of(found[0]["body"]!.GetValue<string>());
                _found.Expect(text == comment.Text && AuthorOf(found[0]) == comment.By, Rules.Comment, $"text of comment {comment.Id}", comment.Text, text);
            }
        }

        foreach (var other in comments.Where(each => IsOurs(each) && !post.Comments.Exists(comment => comment.Id == IdOf(each))))
        {
            _found.Expect(unknown.Remove(Fingerprint.Of(other["body"]!.GetValue<string>())), Rules.Refused, $"comment {IdOf(other)}", "not there, or sent with an unknown outcome", "there");
        }
    }

    private void Accepted(string? accepted, List<JsonNode> answers)
    {
        HashSet<string?> possible = [null];
        foreach (var acceptance in asked.Acceptances)
        {
            if (acceptance.IsAcknowledged)
            {
                possible.Clear();
            }

            possible.Add(acceptance.Answer);
        }

        _found.Expect(possible.Contains(accepted), Rules.Acceptance, $"accepted answer of question {asked.Post.Id}", string.Join(" or ", possible.Select(static id => id ?? "none")), accepted ?? "none");
        var marked = answers.Where(static answer => answer["accepted"]!.GetValue<bool>()).Select(IdOf).ToList();
        _found.Expect(marked.Count == (accepted is null ? 0 : 1) && marked.TrueForAll(id => id == accepted), Rules.Acceptance, $"accepted marks of question {asked.Post.Id}", accepted, string.Join(' ', marked));
    }

    // What each voter is shown of their own vote.
    private async Task Votes(CancellationToken ct)
    {
        foreach (var voter in asked.Posts.SelectMany(static post => post.Votes.Keys).Distinct(StringComparer.Ordinal).ToList())
        {
            var shown = await reader.Read($"questions/{asked.Post.Id}", voter, ct);
            var answers = shown?["answers"]?.AsArray().OfType<JsonNode>().ToDictionary(static answer => IdOf(answer)!, StringComparer.Ordinal) ?? [];
            foreach (var post in asked.Posts.Where(post => post.Votes.ContainsKey(voter)))
            {
                var place = post.Line.Kind == "ask" ? shown : answers.GetValueOrDefault(post.Id);
                var mine = place?["myVote"]?.GetValue<int>() ?? 0;
                var possible = VoteOutcomes.Of(post.Votes[voter]);
                _found.Expect(possible.Contains(mine), Rules.Vote, $"vote of {voter} on {post.Line.Kind} {post.Id}", string.Join(" or ", possible), mine);
            }
        }
    }

    private static string? IdOf(JsonNode shown) => shown["id"]?.GetValue<string>();

    private static string? AuthorOf(JsonNode shown) => shown["author"]?["handle"]?.GetValue<string>();

    private bool IsOurs(JsonNode shown) => AuthorOf(shown)?.Contains(Tagged(), StringComparison.Ordinal) == true;

    // All handles of a run have its seed in them.
    private string Tagged() => $"-{asked.Post.Author.Split('-')[^2]}-";
}
