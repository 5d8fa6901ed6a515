using Skiller.Contracts.Following;
using Skiller.Grains.Following;
using Skiller.Storage.Relational;

namespace Skiller.Storage.Following;

/// <inheritdoc/>
internal sealed class FeedStore(ISqlDatabase database) : IFeedStore
{
    // Shared by whoever writes these rows, and taken alone by whoever drops them.
    internal const long Lock = 7_310_041;
    private static readonly SqlText _sql = SqlText.Load("Following.feed.sql");

    public Task<long> LoadMark(string shard, CancellationToken ct) => database.LoadMark(_sql, shard, ct);

    public Task<bool> Write(string shard, long loaded, long mark, IReadOnlyList<FeedChange> changes, CancellationToken ct) => database.Write(
        async session =>
        {
            session.Share(Lock);
            if (!await session.MoveMark(_sql, shard, loaded, mark))
            {
                return false;
            }

            // How many follow, and where cards stand, is said once a source and a card, however much there is.
            var counted = new SortedSet<Source>();
            var placed = new SortedSet<(long Question, int Day)>();
            foreach (var change in changes)
            {
                Write(session, change, counted, placed);
            }

            foreach (var source in counted)
            {
                session.Send(_sql["count"], ("source", source.Value));
            }

            foreach (var (question, day) in placed)
            {
                session.Send(_sql["place-card"], ("question", question), ("day", day));
            }

            return true;
        },
        ct);

    private static void Write(ISqlSession session, FeedChange change, SortedSet<Source> counted, SortedSet<(long Question, int Day)> placed)
    {
        switch (change)
        {
            case FeedChange.Followed followed:
                session.Send(
                    _sql["follow"],
                    ("source", followed.Source.Value),
                    ("member", followed.Member.Value),
                    ("kind", (int)followed.Source.Kind),
                    ("at", UnixMicroseconds.Of(followed.At)),
                    ("position", followed.Position));
                counted.Add(followed.Source);
                break;
            case FeedChange.Left left:
                session.Send(_sql["unfollow"], ("source", left.Source.Value), ("member", left.Member.Value));
                counted.Add(left.Source);
                break;
            case FeedChange.Happened happened:
                placed.Add((happened.Question.Value, Add(session, happened)));
                break;
            case FeedChange.Withdrawn withdrawn:
                session.Send(_sql["withdraw"], ("question", withdrawn.Question.Value), ("answer", withdrawn.Answer.Value));
                break;
            case FeedChange.AnswerShown shown:
                session.Send(
                    _sql["show-answer"], ("question", shown.Question.Value), ("answer", shown.Answer.Value), ("hidden", shown.Shown ? 0 : 1));
                break;
        }
    }

    private static int Add(ISqlSession session, FeedChange.Happened happened)
    {
        var (act, at) = (happened.Act, UnixMicroseconds.Of(happened.Act.At));
        var day = DayOf(act.At);
        session.Send(
            _sql["add-act"],
            ("question", happened.Question.Value),
            ("position", happened.Position),
            ("day", day),
            ("kind", (int)act.Kind),
            ("actor", act.Actor?.Value ?? 0),
            ("subject", act.Subject?.Value ?? 0),
            ("answer", act.Answer?.Value ?? 0),
            ("at", at));
        foreach (var source in happened.Sources)
        {
            session.Send(_sql["add-card"], ("question", happened.Question.Value), ("day", day), ("source", source.Value), ("at", at));
        }

        return day;
    }

    private static int DayOf(DateTimeOffset at) => DateOnly.FromDateTime(at.UtcDateTime).DayNumber - DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber;
}
