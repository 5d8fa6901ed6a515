using System.Collections.Immutable;
using Skiller.Simulator.Journal;

namespace Skiller.Simulator.Audit;

/// <summary>A post as the journal has it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Author">Its author's handle.</param>
/// <param name="Line">How it came to be.</param>
internal sealed record Written(string Id, string Author, JournalLine Line)
{
    /// <summary>What happened to it, in the order of the journal.</summary>
    public List<JournalLine> Edits { get; } = [];

    /// <summary>Votes by voter, each voter's in their order.</summary>
    public Dictionary<string, List<JournalLine>> Votes { get; } = new(StringComparer.Ordinal);

    public List<JournalLine> Comments { get; } = [];

    /// <summary>Where it is: the question alone, or an answer to it.</summary>
    public (string Question, string? Answer) Post => Line.Kind == "ask" ? (Id, null) : (Line.Question!, Id);

    public bool HasUnknownVote => Votes.Values.Any(static votes => votes.Exists(static vote => !vote.IsAcknowledged));
}

/// <summary>A question with all that belongs to it.</summary>
internal sealed record Asked(Written Post)
{
    public List<Written> Answers { get; } = [];

    /// <summary>Acceptances in their order.</summary>
    public List<JournalLine> Acceptances { get; } = [];

    public List<JournalLine> Follows { get; } = [];

    public List<JournalLine> Unfollows { get; } = [];

    /// <summary>Answers of which nobody knows whether they are there.</summary>
    public List<JournalLine> UnknownAnswers { get; } = [];

    public IEnumerable<Written> Posts => Answers.Prepend(Post);
}

/// <summary>What a journal says has happened, by the things that it happened to. What was refused or never sent is in none of them.</summary>
internal sealed class History
{
    private readonly Dictionary<string, List<Asked>> _touched = new(StringComparer.Ordinal);

    public History(IReadOnlyList<JournalLine> lines)
    {
        Lines = lines;
        Questioned = [.. lines.Where(static line => line.Kind == "ask")];
        var posts = new Dictionary<(string, string?), Written>();
        foreach (var line in lines.Where(static line => line is { IsAcknowledged: true, Kind: "ask" or "answer" }).OrderBy(static line => line.Kind == "ask" ? 0 : 1))
        {
            var written = new Written(line.Id!, line.By, line);
            posts[written.Post] = written;
            if (line.Kind == "ask")
            {
                Questions[line.Id!] = new Asked(written);
            }
            else
            {
                Questions[line.Question!].Answers.Add(written);
            }
        }

        foreach (var line in lines.Where(static line => line.Outcome is Outcome.Acknowledged or Outcome.Unknown).OrderBy(static line => line.Began))
        {
            Place(line, posts.GetValueOrDefault(line.Post));
        }

        foreach (var asked in Questions.Values)
        {
            var people = asked.Posts.SelectMany(static post => post.Votes.Keys.Append(post.Author)).Concat(asked.Follows.Select(static follow => follow.By));
            foreach (var member in people.Distinct(StringComparer.Ordinal))
            {
                if (!_touched.TryGetValue(member, out var theirs))
                {
                    _touched[member] = theirs = [];
                }

                theirs.Add(asked);
            }
        }
    }

    public IReadOnlyList<JournalLine> Lines { get; }

    /// <summary>Of these, all that asked a question, whatever came of it.</summary>
    public IReadOnlyList<JournalLine> Questioned { get; }

    /// <summary>The questions that a member asked, answered, voted in or follows.</summary>
    public IReadOnlyList<Asked> Of(string member) => _touched.TryGetValue(member, out var theirs) ? theirs : [];

    public Dictionary<string, Asked> Questions { get; } = new(StringComparer.Ordinal);

    /// <summary>Who joined, by handle.</summary>
    public Dictionary<string, JournalLine> Members { get; } = new(StringComparer.Ordinal);

    /// <summary>Endorsements by whom they are of.</summary>
    public Dictionary<string, List<JournalLine>> Endorsements { get; } = new(StringComparer.Ordinal);

    /// <summary>Who follows a member, by whom they follow.</summary>
    public Dictionary<string, List<JournalLine>> Followers { get; } = new(StringComparer.Ordinal);

    /// <summary>What members said of themselves, each in their order.</summary>
    public Dictionary<string, List<JournalLine>> Introductions { get; } = new(StringComparer.Ordinal);

    /// <summary>Newcomers by who invited them.</summary>
    public Dictionary<string, List<JournalLine>> Invited { get; } = new(StringComparer.Ordinal);

    /// <summary>Things that must be refused and were not.</summary>
    public IReadOnlyList<JournalLine> WronglyDone => [.. Lines.Where(static line => line is { Kind: "mistake", IsAcknowledged: true })];

    private void Place(JournalLine line, Written? post)
    {
        var asked = line.Question is { } question ? Questions.GetValueOrDefault(question) : null;
        switch (line.Kind)
        {
            case "join" when line.IsAcknowledged:
                Members[line.By] = line;
                Add(Invited, line.Peer ?? "", line);
                break;
            case "endorse":
                Add(Endorsements, line.Peer!, line);
                break;
            case "follow-member":
                Add(Followers, line.Peer!, line);
                break;
            case "edit":
                post?.Edits.Add(line);
                break;
            case "vote" or "mistake" when post is not null && line.Value is not null:
                if (line.Kind == "vote" || !line.IsAcknowledged)
                {
                    Add(post.Votes, line.By, line);
                }

                break;
            case "comment":
                post?.Comments.Add(line);
                break;
            case "accept":
                asked?.Acceptances.Add(line);
                break;
            case "follow":
                asked?.Follows.Add(line);
                break;
            case "unfollow":
                asked?.Unfollows.Add(line);
                break;
            case "introduce":
                Add(Introductions, line.By, line);
                break;
            case "answer" when !line.IsAcknowledged:
                asked?.UnknownAnswers.Add(line);
                break;
        }
    }

    private static void Add(Dictionary<string, List<JournalLine>> to, string key, JournalLine line)
    {
        if (!to.TryGetValue(key, out var lines))
        {
            to[key] = lines = [];
        }

        lines.Add(line);
    }
}

/// <summary>A whole number of which only bounds may be known.</summary>
internal readonly record struct Bounds(long Least, long Most)
{
    public static Bounds operator +(Bounds left, Bounds right) => new(left.Least + right.Least, left.Most + right.Most);

    public static Bounds Exactly(long value) => new(value, value);

    public bool Take(long value) => value >= Least && value <= Most;

    public override string ToString() => Least == Most ? $"{Least}" : $"{Least} to {Most}";
}

/// <summary>What values somebody's vote may have after all that they did.</summary>
internal static class VoteOutcomes
{
    /// <summary>The last acknowledged value, and each of unknown fate after it.</summary>
    public static ImmutableHashSet<int> Of(IReadOnlyList<JournalLine> votes)
    {
        var values = ImmutableHashSet.Create(0);
        foreach (var vote in votes)
        {
            values = vote.IsAcknowledged ? [vote.Value ?? 0] : values.Add(vote.Value ?? 0);
        }

        return values;
    }

    /// <summary>The score that follows.</summary>
    public static Bounds Score(Written post) => post.Votes.Values
        .Select(Of)
        .Aggregate(Bounds.Exactly(0), static (sum, values) => sum + new Bounds(values.Min(), values.Max()));
}
