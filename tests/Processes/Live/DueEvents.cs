using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Skiller.Tests.Processes.Live;

/// <summary>An event that a client is to hear, once.</summary>
/// <param name="Position">Its id.</param>
/// <param name="Kind">Its name.</param>
/// <param name="Says">What its data must say: question, answer, comment, member and notification, empty where there is none.</param>
/// <param name="Post">Of a vote, the answer or 0, whose score is told.</param>
internal sealed record DueEvent(long Position, string Kind, ImmutableSortedDictionary<string, string> Says, (long Question, long Answer)? Post);

/// <summary>What a client is to hear of the log, by its topics (API.md, "Live"), written down a second time.</summary>
internal sealed class DueEvents
{
    private static readonly FrozenSet<string> _everybodys = new[]
    {
        "question-asked", "answer-posted", "comment-posted", "post-voted", "answer-accepted", "acceptance-withdrawn", "post-edited",
    }.ToFrozenSet(StringComparer.Ordinal);

    private readonly ImmutableArray<LoggedFact> _log;
    private readonly Dictionary<long, Dictionary<long, string>> _notices;
    private readonly Dictionary<(long Question, long Answer), List<(long Position, long Score)>> _scores = [];

    public DueEvents(ImmutableArray<LoggedFact> log, IEnumerable<DueNotice> notices)
    {
        _log = log;
        _notices = notices.GroupBy(static notice => notice.Member).ToDictionary(
            static member => member.Key, static member => member.ToDictionary(static notice => notice.Position, static notice => notice.Kind));
        foreach (var vote in log.Where(static fact => fact.Kind == "post-voted"))
        {
            var scores = _scores.TryGetValue((vote.StreamNumber, vote.Post), out var known) ? known : _scores[(vote.StreamNumber, vote.Post)] = [];
            scores.Add((vote.Position, (scores.Count > 0 ? scores[^1].Score : 0) + vote.Number("value") - vote.Number("previous")));
        }
    }

    /// <summary>The events beyond a position for who listens to some topics, and, as a member, to what concerns them.</summary>
    public IEnumerable<DueEvent> For(IReadOnlySet<string> topics, long? member, long after)
    {
        var told = member is { } id && _notices.TryGetValue(id, out var notices) ? notices : [];
        foreach (var fact in _log.Where(fact => fact.Position > after))
        {
            var isVoteOnMine = member is not null && fact.Kind == "post-voted" && fact.Number("author") == member;
            var notification = told.GetValueOrDefault(fact.Position) ?? (isVoteOnMine ? "points" : "");
            if (notification.Length > 0 || (_everybodys.Contains(fact.Kind) && TopicsOf(fact).Any(topics.Contains)))
            {
                yield return new DueEvent(fact.Position, fact.Kind, Says(fact, notification), fact.Kind == "post-voted" ? (fact.StreamNumber, fact.Post) : null);
            }
        }
    }

    /// <summary>Whether a post had a score at an event or has had it since.</summary>
    public bool HadScore((long Question, long Answer) post, long position, long score) =>
        _scores.TryGetValue(post, out var scores) && scores.Any(known => known.Position >= position && known.Score == score);

    private static IEnumerable<string> TopicsOf(LoggedFact fact) =>
    [
        $"question:{fact.StreamNumber}",
        .. fact.Kind is "answer-posted" or "comment-posted" ? [] : fact.Skills.Select(static skill => $"skill:{skill}"),
        .. fact.Kind == "question-asked" ? ["questions"] : Array.Empty<string>(),
    ];

    private static ImmutableSortedDictionary<string, string> Says(LoggedFact fact, string notification)
    {
        var answer = fact.Kind is "answer-posted" or "answer-accepted" or "acceptance-withdrawn" ? fact.Number("answer") : fact.Post;
        var actor = fact.Kind switch
        {
            // Who voted is nobody's business.
            "post-voted" => 0,
            "skill-endorsed" => fact.Number("by"),
            "invitation-accepted" => fact.Number("member"),
            _ => fact.Actor,
        };
        return ImmutableSortedDictionary.CreateRange(
            StringComparer.Ordinal,
            new (string Name, string Value)[]
            {
                ("question", fact.StreamKind == "q" ? Text(fact.StreamNumber) : ""),
                ("answer", Text(answer)),
                ("comment", fact.Kind == "comment-posted" ? Text(fact.Number("comment")) : ""),
                ("member", Text(actor)),
                ("notification", notification),
            }.Select(static said => KeyValuePair.Create(said.Name, said.Value)));
    }

    private static string Text(long number) => number == 0 ? "" : $"{number}";
}
