using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Skiller.Tests.Processes.Live;

/// <summary>A member is to be told of a fact, once.</summary>
internal sealed record DueNotice(long Member, long Position, string Kind, long Question, long Answer, long Comment, string Skill, long Actor, DateTimeOffset At)
{
    /// <summary>What a member chooses how to be told of: answers to one's own questions, and to those of others, are two things.</summary>
    public required string Topic { get; init; }

    /// <summary>What is shown as one item.</summary>
    public string Bundle => $"{Kind}/{Question}/{(Kind == "answer" ? 0 : Answer)}/{At.UtcDateTime:yyyy-MM-dd}";
}

/// <summary>
/// Who is to be told of what by the log, written down a second time from what API.md and issue 5 say: nobody of their own acts, nobody by whom they
/// block, of one fact once and by what says most, of a question those who follow and do not mute it.
/// </summary>
internal sealed partial class DueNotices
{
    private readonly Dictionary<string, long> _handles = new(StringComparer.Ordinal);
    private readonly Dictionary<(long Question, long Answer, long Comment), long> _authors = [];
    private readonly HashSet<(long Question, long Answer, long Comment, long Member)> _named = [];
    private readonly HashSet<(long Question, long Member)> _follows = [];
    private readonly HashSet<(long Question, long Member)> _mutes = [];
    private readonly HashSet<(long Member, long Other)> _blocks = [];
    private readonly HashSet<(long Member, long Position)> _told = [];
    private readonly List<DueNotice> _due = [];

    public static ImmutableArray<DueNotice> Of(IEnumerable<LoggedFact> log)
    {
        var due = new DueNotices();
        foreach (var fact in log)
        {
            due.Fold(fact);
        }

        return [.. due._due];
    }

    private void Fold(LoggedFact fact)
    {
        switch (fact.Kind)
        {
            case "member-registered":
                _handles[fact.Text("handle")] = fact.StreamNumber;
                break;
            case "question-asked":
                Wrote(fact, 0, 0);
                _follows.Add((fact.StreamNumber, fact.Number("author")));
                Name(fact, 0, 0);
                break;
            case "answer-posted":
                Answered(fact, fact.Number("answer"));
                break;
            case "comment-posted":
                Wrote(fact, fact.Post, fact.Number("comment"));
                Name(fact, fact.Post, fact.Number("comment"));
                Tell(fact, "comment", _authors[(fact.StreamNumber, fact.Post, 0)], fact.Post, fact.Number("comment"));
                break;
            case "post-edited":
                Tell(fact, "edit", _authors[(fact.StreamNumber, fact.Post, 0)], fact.Post, 0);
                Name(fact, fact.Post, 0);
                break;
            case "answer-accepted":
                Tell(fact, "acceptance", fact.Number("author"), fact.Number("answer"), 0);
                break;
            case "skill-endorsed" when !fact.Is("renewed"):
                Tell(fact, "endorsement", fact.StreamNumber, 0, 0, fact.Number("by"), fact.Text("skill"));
                break;
            case "invitation-accepted":
                Tell(fact, "invitation-used", fact.Number("inviter"), 0, 0, fact.Number("member"));
                break;
            default:
                Choose(fact);
                break;
        }
    }

    private void Choose(LoggedFact fact)
    {
        var (question, member) = ((fact.Source("q"), fact.StreamNumber), (fact.StreamNumber, fact.Source("m")));
        _ = fact.Kind switch
        {
            "source-followed" => _follows.Add(question),
            "source-unfollowed" => _follows.Remove(question),
            "source-muted" => _mutes.Add(question),
            "source-unmuted" => _mutes.Remove(question),
            "member-blocked" => _blocks.Add(member),
            "member-unblocked" => _blocks.Remove(member),
            "post-deleted" or "post-undeleted" or "comment-edited" or "comment-deleted" or "question-closed" or "member-suspended" or "suspension-lifted" =>
                throw new InvalidOperationException($"The writers of this run do nothing like {fact.Kind}."),
            _ => false,
        };
    }

    private void Answered(LoggedFact fact, long answer)
    {
        Wrote(fact, answer, 0);
        Name(fact, answer, 0);
        foreach (var (_, member) in _follows.Where(follows => follows.Question == fact.StreamNumber && !_mutes.Contains(follows)).ToList())
        {
            Tell(fact, "answer", member, answer, 0);
        }

        _follows.Add((fact.StreamNumber, fact.Number("author")));
    }

    private void Wrote(LoggedFact fact, long answer, long comment) => _authors[(fact.StreamNumber, answer, comment)] = fact.Number("author");

    // Ten at most, and nobody again in the same text.
    private void Name(LoggedFact fact, long answer, long comment)
    {
        foreach (var handle in Mention().Matches(fact.Body).Select(static match => match.Groups["handle"].Value).Distinct(StringComparer.Ordinal).Take(10))
        {
            if (_handles.TryGetValue(handle, out var member) && _named.Add((fact.StreamNumber, answer, comment, member)))
            {
                Tell(fact, "mention", member, answer, comment);
            }
        }
    }

    private void Tell(LoggedFact fact, string kind, long member, long answer, long comment, long? by = null, string skill = "")
    {
        var actor = by ?? fact.Actor;
        if (member <= 0 || member == actor || _blocks.Contains((member, actor)) || !_told.Add((member, fact.Position)))
        {
            return;
        }

        var question = fact.StreamKind == "q" ? fact.StreamNumber : 0;
        var isOthers = kind == "answer" && _authors[(question, 0, 0)] != member;
        _due.Add(new DueNotice(member, fact.Position, kind, question, answer, comment, skill, actor, fact.At) { Topic = isOthers ? "followed-answer" : kind });
    }

    [GeneratedRegex("@(?<handle>[a-z0-9-]+)", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Mention();
}
