using System.Collections.Immutable;
using System.Globalization;
using Skiller.Contracts.Members;
using Skiller.Contracts.Notifications;
using Skiller.Contracts.Questions;
using Skiller.Grains.Activity;
using Skiller.Grains.Following;
using Skiller.Grains.Members;
using Skiller.Grains.Projections;
using Skiller.Grains.Questions;

namespace Skiller.Tests.Cluster.Laws;

/// <summary>
/// Who must have been told of what, who follows what, what feeds and the pulse must say: written down a second time, in the plainest way, from the
/// words of what was promised. Shares no rule with the product.
/// </summary>
internal sealed class PlainRecord
{
    private readonly Dictionary<string, long> _authors = [];
    private readonly HashSet<(string Place, long Member)> _named = [];
    private readonly HashSet<(string Source, long Member)> _follows = [];
    private readonly HashSet<(string Source, long Member)> _muted = [];
    private readonly HashSet<(long Member, long Other)> _blocked = [];
    private readonly Dictionary<(long Member, long Position), NotificationKind> _told = [];
    private readonly Dictionary<(string Question, long Position), (int Kind, long Answer, bool IsDeleted, bool IsWithdrawn)> _acts = [];
    private readonly HashSet<string> _cards = [];
    private readonly Dictionary<string, (long Day, bool IsDeleted)> _posts = [];
    private readonly List<string> _heard = [];

    /// <summary>The kinds of rows that are compared.</summary>
    public static ImmutableArray<string> Kinds { get; } = ["notification", "follower", "follower-count", "feed-act", "feed-card", "pulse-day"];

    public static string HandleOf(MemberId member) => $"member-{member}";

    /// <summary>A row as it is compared: what is not a matter of course.</summary>
    public static string Line(DerivedRow row)
    {
        var columns = row.Value.Split('|');
        return row.Kind switch
        {
            "notification" => $"told {row.Key} {(NotificationKind)int.Parse(columns[0], CultureInfo.InvariantCulture)}",
            "follower" => $"follows {row.Key}",
            "follower-count" => $"followers {row.Key} {row.Value}",
            "feed-act" => $"act {row.Key} {columns[1]} {columns[6]}",
            "feed-card" => $"card {row.Key}",
            "pulse-day" => $"day {row.Key} {columns[4]} {columns[5]}",
            _ => row.ToString(),
        };
    }

    /// <summary>Takes in a fact, in the order of the log; of the past nobody is told.</summary>
    public void Apply(RecordedActivity activity, bool isPast)
    {
        var (stream, position, actor) = (activity.Stream, activity.Position, activity.Actor ?? 0);
        var day = (long)(activity.At - DateTimeOffset.UnixEpoch).TotalDays;
        var fact = FactCodec.Decode(activity);
        switch (fact)
        {
            case QuestionAsked asked:
                Write(stream, actor);
                Name(stream, asked.Body);
                Follow(stream, actor);
                Happen(1, 0, [.. asked.Skills.Select(static skill => $"s:{skill}"), $"m:{actor}"]);
                _posts[stream] = (day, false);
                break;
            case AnswerPosted posted:
                var answered = $"{stream}/{posted.Answer}";
                Write(answered, actor);
                Name(answered, posted.Body);
                Tell(NotificationKind.Answer, [.. _follows.Where(one => one.Source == stream && !_muted.Contains(one)).Select(static one => one.Member)]);
                Follow(stream, actor);
                Happen(2, posted.Answer.Value, [.. (posted.Skills ?? []).Select(static skill => $"s:{skill}"), $"m:{actor}"]);
                _posts[answered] = (day, false);
                break;
            case CommentPosted posted:
                Write($"{Place(posted.Post)}#{posted.Comment}", actor);
                Name($"{Place(posted.Post)}#{posted.Comment}", posted.Body);
                Tell(NotificationKind.Comment, [_authors[Place(posted.Post)]]);
                break;
            case PostEdited edited:
                Tell(NotificationKind.Edit, [_authors[Place(edited.Post)]]);
                Name(Place(edited.Post), edited.Body);
                break;
            case CommentEdited edited:
                Name($"{Place(edited.Post)}#{edited.Comment}", edited.Body);
                break;
            case CommentDeleted deleted:
                Tell(NotificationKind.Moderation, [_authors[$"{Place(deleted.Post)}#{deleted.Comment}"]]);
                break;
            case AnswerAccepted accepted:
                var author = _authors[$"{stream}/{accepted.Answer}"];
                Tell(NotificationKind.Acceptance, [author]);
                Happen(3, accepted.Answer.Value, [$"m:{author}"]);
                break;
            case AcceptanceWithdrawn withdrawn:
                Change(withdrawn.Answer.Value, static act => act.Kind == 3 ? act with { IsWithdrawn = true } : act);
                break;
            case PostDeleted deleted:
                Show(deleted.Post, isDeleted: true);
                break;
            case PostUndeleted undeleted:
                Show(undeleted.Post, isDeleted: false);
                break;
            case SkillEndorsed { Renewed: false }:
                Tell(NotificationKind.Endorsement, [Member()]);
                break;
            case SourceFollowed followed:
                Follow(followed.Source.Value, Member());
                break;
            case SourceUnfollowed unfollowed:
                _follows.Remove((unfollowed.Source.Value, Member()));
                break;
            case SourceMuted muted:
                _muted.Add((muted.Source.Value, Member()));
                break;
            case SourceUnmuted unmuted:
                _muted.Remove((unmuted.Source.Value, Member()));
                break;
            case MemberBlocked blocked:
                _blocked.Add((Member(), Number(blocked.Source.Value)));
                break;
            case MemberUnblocked unblocked:
                _blocked.Remove((Member(), Number(unblocked.Source.Value)));
                break;
        }

        if (!isPast && fact is not SkillEndorsed { Renewed: true } && Public(activity.Kind) is { } told)
        {
            _heard.Add($"0 {position} {told}");
        }

        // Whoever follows, mutes, blocks or is vouched for.
        long Member() => Number(stream);

        string Place(PostRef post) => post.Answer is { } answer ? $"{stream}/{answer}" : stream;

        void Write(string place, long by) => _authors.Add(place, by);

        void Follow(string source, long member) => _follows.Add((source, member));

        void Name(string place, string? text)
        {
            foreach (var member in (text ?? "").Split(' ').Where(static word => word.StartsWith("@member-", StringComparison.Ordinal)).Select(static word => long.Parse(word[8..].TrimEnd('.'), CultureInfo.InvariantCulture)))
            {
                if (_named.Add((place, member)))
                {
                    Tell(NotificationKind.Mention, [member]);
                }
            }
        }

        void Tell(NotificationKind kind, long[] members)
        {
            foreach (var member in members.Where(member => !isPast && member != actor && !_blocked.Contains((member, actor))))
            {
                _told.TryAdd((member, position), kind);
            }
        }

        void Happen(int kind, long answer, string[] sources)
        {
            _acts[(stream, position)] = (kind, answer, false, false);
            _cards.UnionWith(sources.Append(stream).Select(source => $"{Number(stream)}/{day}/{source}"));
        }

        void Change(long answer, Func<(int Kind, long Answer, bool IsDeleted, bool IsWithdrawn), (int, long, bool, bool)> change)
        {
            foreach (var (key, act) in _acts.Where(pair => pair.Key.Question == stream && pair.Value.Answer == answer).ToList())
            {
                _acts[key] = change(act);
            }
        }

        void Show(PostRef post, bool isDeleted)
        {
            Tell(NotificationKind.Moderation, [_authors[Place(post)]]);
            _posts[Place(post)] = _posts[Place(post)] with { IsDeleted = isDeleted };
            if (post.Answer is { } answer)
            {
                Change(answer.Value, act => act with { IsDeleted = isDeleted });
            }
        }
    }

    public bool Follows(string source, MemberId member) => _follows.Contains((source, member.Value));

    /// <summary>What webhooks must tell: the site's what everybody may see, a member's what they are told.</summary>
    public IEnumerable<string> Deliveries(MemberId? owner, ImmutableArray<string> kinds) => owner is { } member
        ? _told.Where(told => told.Key.Member == member.Value)
            .Select(static told => (Kind: $"notification.{told.Value.ToString().ToLowerInvariant()}", told.Key.Position))
            .Where(told => kinds.IsEmpty || kinds.Contains(told.Kind)).Select(told => $"{member} {told.Position} {told.Kind}")
        : _heard;

    /// <summary>What must be there, one line a row.</summary>
    public IEnumerable<string> Lines()
    {
        var shown = _posts.Where(post => !post.Value.IsDeleted && !_posts[post.Key.Split('/')[0]].IsDeleted).ToList();
        return
        [
            .. _told.Select(static told => $"told {told.Key.Member}/{told.Key.Position} {told.Value}"),
            .. _follows.Select(static one => $"follows {one.Source}/{one.Member}"),
            .. _follows.CountBy(static one => one.Source).Select(static source => $"followers {source.Key} {source.Value}"),
            .. _acts.Select(static act =>
                $"act {Number(act.Key.Question)}/{act.Key.Position} {act.Value.Kind} {(act.Value.IsDeleted ? 1 : 0) + (act.Value.IsWithdrawn ? 2 : 0)}"),
            .. _cards.Select(static card => $"card {card}"),
            .. shown.GroupBy(static post => post.Value.Day).Select(static day =>
                $"day {day.Key} {day.Count(static post => !post.Key.Contains('/'))} {day.Count(static post => post.Key.Contains('/'))}"),
        ];
    }

    private static string? Public(string kind) => kind switch
    {
        "question-asked" or "answer-posted" or "answer-accepted" or "comment-posted" or "post-edited" or "post-deleted" or "post-undeleted" or "skill-endorsed" =>
            kind.Replace('-', '.'),
        _ => null,
    };

    private static long Number(string stream) => long.Parse(stream.AsSpan(2), CultureInfo.InvariantCulture);
}
