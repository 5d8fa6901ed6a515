using System.Collections.Immutable;
using Skiller.Contracts.Questions;
using Skiller.Grains.Notifications;
using Skiller.Storage.Relational;

namespace Skiller.Storage.Notifications;

/// <inheritdoc/>
internal sealed class InboxStore(ISqlDatabase database) : IInboxStore
{
    // Shared by all who write here, so that nothing is written while it is cleared. Rows of two shards never meet.
    internal const long Lock = 7_310_022;
    private static readonly SqlText _sql = SqlText.Load("Notifications.inbox.sql");

    public Task<long> LoadMark(string shard, CancellationToken ct) => database.LoadMark(_sql, shard, ct);

    public async Task<ImmutableHashSet<QuestionId>> Known(IReadOnlyCollection<QuestionId> questions, CancellationToken ct)
    {
        var (names, values) = SqlList.Of("q", [.. questions.Select(static question => question.Value)], 0L);
        var known = await database.Read(
            session => session.Query(
                _sql["known"].Replace("{questions}", names, StringComparison.Ordinal), static row => new QuestionId(row.GetInt64(0)), values),
            ct);
        return [.. known];
    }

    public Task<bool> Write(string shard, long loaded, long mark, IReadOnlyList<InboxChange> changes, CancellationToken ct) => database.Write(
        async session =>
        {
            session.Share(Lock);
            if (!await session.MoveMark(_sql, shard, loaded, mark))
            {
                return false;
            }

            foreach (var change in changes)
            {
                Write(session, shard, change);
            }

            return true;
        },
        ct);

    private static void Write(ISqlSession session, string shard, InboxChange change)
    {
        switch (change)
        {
            case InboxChange.Follows(var question, var member, var are, var position):
                session.Send(_sql["follow"], ("question", question.Value), ("member", member.Value), ("are", are ? 1 : 0), ("position", position));
                break;
            case InboxChange.Mutes(var question, var member, var are, var position):
                session.Send(_sql["mute"], ("question", question.Value), ("member", member.Value), ("are", are ? 1 : 0), ("position", position));
                break;
            case InboxChange.Blocks(var member, var other, var are, var position):
                session.Send(
                    _sql["block"], ("shard", shard), ("member", member.Value), ("other", other.Value), ("are", are ? 1 : 0), ("position", position));
                break;
            case InboxChange.Wrote(var writing, var author):
                session.Send(_sql["wrote"], [.. Place(writing), ("author", author?.Value ?? 0)]);
                break;
            case InboxChange.Named(var writing, var members):
                foreach (var member in members)
                {
                    session.Send(_sql["named"], [.. Place(writing), ("member", member.Value)]);
                }

                break;
            case InboxChange.Tells(var notice, var audience):
                Tell(session, shard, notice, audience);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(change), change, "No change of the inbox.");
        }
    }

    private static void Tell(ISqlSession session, string shard, Notice notice, Audience audience)
    {
        (string Name, object Value)[] told = [("shard", shard), .. Columns(notice)];
        switch (audience)
        {
            case Audience.Member(var member):
                session.Send(_sql["tell-member"], [.. told, ("member", member.Value)]);
                break;
            case Audience.Named(_, var members):
                foreach (var member in members)
                {
                    session.Send(_sql["tell-named"], [.. told, ("member", member.Value)]);
                }

                break;
            case Audience.Author(var of):
                session.Send(_sql["tell-author"], [.. told, ("of_answer", of.Answer?.Value ?? 0), ("of_comment", of.Comment?.Value ?? 0)]);
                break;
            case Audience.Followers:
                session.Send(_sql["tell-followers"], told);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(audience), audience, "No audience.");
        }
    }

    private static (string Name, object Value)[] Columns(Notice notice) =>
    [
        .. Place(notice.Writing ?? default),
        ("position", notice.Position),
        ("kind", (int)notice.Kind),
        ("skill", notice.Skill?.Value ?? ""),
        ("act", notice.Act is { } act ? (int)act : 0),
        ("actor", notice.Actor?.Value ?? 0),
        ("at", UnixMicroseconds.Of(notice.At)),
        ("bundle", notice.Bundle),
    ];

    private static (string Name, object Value)[] Place(Writing writing) =>
        [("question", writing.Question.Value), ("answer", writing.Answer?.Value ?? 0), ("comment", writing.Comment?.Value ?? 0)];
}
