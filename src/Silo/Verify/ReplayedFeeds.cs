using System.Globalization;
using Skiller.Contracts.Following;
using Skiller.Contracts.Members;
using Skiller.Contracts.Questions;
using Skiller.Grains.Activity;
using Skiller.Grains.Following;
using Skiller.Grains.Questions;

namespace Skiller.Silo.Verify;

/// <summary>Who follows what and what reaches them, recomputed from the facts in the plainest way.</summary>
internal sealed class ReplayedFeeds
{
    private readonly Dictionary<(string Source, long Member), string> _followers = [];
    private readonly Dictionary<(long Question, long Position), Act> _acts = [];
    private readonly HashSet<(long Question, long Day, string Source)> _cards = [];

    public void Apply(Fact fact, Occurrence at, long position)
    {
        switch (fact)
        {
            case SourceFollowed followed:
                Follow(followed.Source.Value, at.Actor, at.At, position);
                break;
            case SourceUnfollowed left when at.Actor is { } member:
                _followers.Remove((left.Source.Value, member.Value));
                break;
            case QuestionAsked asked:
                Happen(at, position, FeedActKind.Asked, asked.Author, asked.Author, null, [.. asked.Skills.Select(static skill => $"s:{skill}"), Name(asked.Author)]);
                Follow(at.Stream, asked.Author, at.At, position);
                break;
            case AnswerPosted posted:
                Happen(
                    at, position, FeedActKind.Answered, posted.Author, posted.Author, posted.Answer, [.. (posted.Skills ?? []).Select(static skill => $"s:{skill}"), Name(posted.Author)]);
                Follow(at.Stream, posted.Author, at.At, position);
                break;
            case AnswerAccepted accepted:
                Happen(at, position, FeedActKind.Accepted, accepted.By, accepted.Author, accepted.Answer, [Name(accepted.Author)]);
                break;
            case AcceptanceWithdrawn withdrawn:
                Change(at, withdrawn.Answer, static act => act.Kind == FeedActKind.Accepted ? act with { IsWithdrawn = true } : act);
                break;
            case PostDeleted { Post.Answer: { } answer }:
                Change(at, answer, static act => act with { IsDeleted = true });
                break;
            case PostUndeleted { Post.Answer: { } answer }:
                Change(at, answer, static act => act with { IsDeleted = false });
                break;
        }
    }

    /// <summary>The rows that must be there.</summary>
    public IEnumerable<(string Kind, string Key, string Value)> Rows()
    {
        foreach (var ((source, member), value) in _followers)
        {
            yield return ("follower", Text($"{source}/{member}"), value);
        }

        foreach (var source in _followers.Keys.CountBy(static key => key.Source))
        {
            yield return ("follower-count", source.Key, Text($"{source.Value}"));
        }

        var newest = new Dictionary<(long, long), long>();
        foreach (var ((question, position), act) in _acts)
        {
            var hidden = (act.IsDeleted ? 1 : 0) + (act.IsWithdrawn ? 2 : 0);
            newest[(question, act.Day)] = Math.Max(newest.GetValueOrDefault((question, act.Day)), act.At);
            yield return ("feed-act", Text($"{question}/{position}"), Text($"{act.Day}|{(int)act.Kind}|{act.Actor}|{act.Subject}|{act.Answer}|{act.At}|{hidden}"));
        }

        foreach (var (question, day, source) in _cards)
        {
            yield return ("feed-card", Text($"{question}/{day}/{source}"), Text($"{newest[(question, day)]}"));
        }
    }

    private void Follow(string source, MemberId? member, DateTimeOffset at, long position)
    {
        if (member is { Value: > 0 } known)
        {
            var kind = source[0] switch { 'q' => 1, 's' => 2, _ => 3 };
            _followers.TryAdd((source, known.Value), Text($"{kind}|{Microseconds(at)}|{position}"));
        }
    }

    private void Happen(
        Occurrence at, long position, FeedActKind kind, MemberId? actor, MemberId? subject, AnswerId? answer, IEnumerable<string?> sources)
    {
        var (question, day) = (Number(at), (long)Math.Floor((at.At - DateTimeOffset.UnixEpoch).TotalDays));
        _acts[(question, position)] = new Act(kind, day, Known(actor), Known(subject), answer?.Value ?? 0, Microseconds(at.At), false, false);
        foreach (var source in sources.Append(at.Stream).OfType<string>())
        {
            _cards.Add((question, day, source));
        }
    }

    private void Change(Occurrence at, AnswerId answer, Func<Act, Act> change)
    {
        var question = Number(at);
        foreach (var (key, act) in _acts.Where(pair => pair.Key.Question == question && pair.Value.Answer == answer.Value).ToArray())
        {
            _acts[key] = change(act);
        }
    }

    private static string? Name(MemberId? member) => Known(member) is 0 ? null : Text($"m:{member}");

    private static long Known(MemberId? member) => member is { Value: > 0 } known ? known.Value : 0;

    private static long Number(Occurrence at) => long.Parse(at.Stream.AsSpan(2), CultureInfo.InvariantCulture);

    private static long Microseconds(DateTimeOffset at) => (at - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private sealed record Act(FeedActKind Kind, long Day, long Actor, long Subject, long Answer, long At, bool IsDeleted, bool IsWithdrawn);
}
