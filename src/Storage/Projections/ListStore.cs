using System.Collections.Immutable;
using Skiller.Contracts.Skills;
using Skiller.Grains.Projections;
using Skiller.Storage.Relational;
using Skiller.Storage.Reputation;

namespace Skiller.Storage.Projections;

/// <inheritdoc/>
internal sealed class ListStore(ISqlDatabase database) : IListStore
{
    // Projections count the same skills; without the lock two of them could wait for each other in a circle.
    internal const long SkillsLock = 7_310_021;
    private static readonly SqlText _sql = SqlText.Load("Projections.lists.sql");

    public async Task<long> LoadMark(string shard, CancellationToken ct)
    {
        var marks = await database.Read(session => session.Query(_sql["load-mark"], static row => row.GetInt64(0), ("shard", shard)), ct);
        return marks is [var mark] ? mark : 0;
    }

    public Task<bool> Write(string shard, long loaded, long mark, IReadOnlyList<ListChange> changes, CancellationToken ct) => database.Write(
        async session =>
        {
            await session.Lock(SkillsLock);
            var moved = loaded == 0
                ? await session.Execute(_sql["first-mark"], ("shard", shard), ("mark", mark))
                : await session.Execute(_sql["next-mark"], ("shard", shard), ("mark", mark), ("loaded", loaded));
            if (moved == 0)
            {
                return false;
            }

            foreach (var change in changes)
            {
                await Write(session, change);
            }

            return true;
        },
        ct);

    private static async ValueTask Write(ISqlSession session, ListChange change)
    {
        switch (change)
        {
            case ListChange.QuestionAdded added:
                await Add(session, added);
                break;
            case ListChange.QuestionEdited edited:
                await Edit(session, edited);
                break;
            case ListChange.QuestionActive active:
                await session.Execute(_sql["set-active"], ("question", active.Question.Value), ("at", UnixMicroseconds.Of(active.At)));
                break;
            case ListChange.ScoreMoved moved:
                await session.Execute(_sql["move-score"], ("question", moved.Question.Value), ("delta", moved.Delta));
                break;
            case ListChange.AnswersMoved moved:
                await session.Execute(_sql["move-answers"], ("question", moved.Question.Value), ("delta", moved.Delta));
                break;
            case ListChange.AcceptedSet set:
                await session.Execute(
                    _sql["set-accepted"],
                    ("question", set.Question.Value),
                    ("answer", set.Answer?.Value ?? 0),
                    ("shown", set.Answer is null ? 0 : 1));
                break;
            case ListChange.AcceptedShown shown:
                await session.Execute(
                    _sql["show-accepted"],
                    ("question", shown.Question.Value),
                    ("answer", shown.Answer.Value),
                    ("shown", shown.Shown ? 1 : 0));
                break;
            case ListChange.QuestionClosed closed:
                await session.Execute(_sql["close"], ("question", closed.Question.Value));
                break;
            case ListChange.QuestionShown shown:
                await Show(session, shown);
                break;
            default:
                await MemberWrites.Write(session, _sql, change);
                break;
        }
    }

    private static async ValueTask Add(ISqlSession session, ListChange.QuestionAdded added)
    {
        await session.Execute(
            _sql["add-question"],
            ("question", added.Question.Value),
            ("title", added.Title),
            ("skills", LedgerRows.Text(added.Skills)),
            ("locale", (int)added.Locale),
            ("author", added.Author?.Value ?? 0),
            ("at", UnixMicroseconds.Of(added.At)));
        await Skills(session, added.Question.Value, added.Skills);
    }

    private static async ValueTask Edit(ISqlSession session, ListChange.QuestionEdited edited)
    {
        var question = edited.Question.Value;
        if (edited.Title is { } title)
        {
            await session.Execute(_sql["set-title"], ("question", question), ("title", title));
        }

        if (edited.Skills is { } skills)
        {
            await Move(session, question, -1);
            await session.Execute(_sql["drop-question-skills"], ("question", question));
            await session.Execute(_sql["set-skills"], ("question", question), ("skills", LedgerRows.Text(skills)));
            await Skills(session, question, skills);
        }
    }

    private static async ValueTask Show(ISqlSession session, ListChange.QuestionShown shown)
    {
        var question = shown.Question.Value;
        if (!shown.Shown)
        {
            await Move(session, question, -1);
        }

        await session.Execute(_sql["show"], ("question", question), ("hidden", shown.Shown ? 0 : 1));
        if (shown.Shown)
        {
            await Move(session, question, 1);
        }
    }

    private static async ValueTask Skills(ISqlSession session, long question, ImmutableArray<SkillSlug> skills)
    {
        foreach (var skill in skills)
        {
            await session.Execute(_sql["know-skill"], ("skill", skill.Value));
            await session.Execute(_sql["add-question-skill"], ("question", question), ("skill", skill.Value));
        }

        await Move(session, question, 1);
    }

    private static async ValueTask Move(ISqlSession session, long question, int delta) =>
        await session.Execute(_sql["move-skills-of-question"], ("question", question), ("delta", delta));
}
