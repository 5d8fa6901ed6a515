using System.Collections.Immutable;
using Skiller.Contracts.Skills;
using Skiller.Grains.Projections;
using Skiller.Storage.Relational;
using Skiller.Storage.Reputation;

namespace Skiller.Storage.Projections;

/// <inheritdoc/>
internal sealed class ListStore(ISqlDatabase database) : IListStore
{
    // Taken alone by whoever changes what a member has in a skill or that there is a member: standings and lists both write there, and each
    // must see whether the other one has. Everybody else shares it, so that nothing is written while something is cleared.
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
            if (changes.Any(MemberWrites.IsOfMember))
            {
                await session.Lock(SkillsLock);
            }
            else
            {
                await session.Share(SkillsLock);
            }

            var moved = loaded == 0
                ? await session.Execute(_sql["first-mark"], ("shard", shard), ("mark", mark))
                : await session.Execute(_sql["next-mark"], ("shard", shard), ("mark", mark), ("loaded", loaded));
            if (moved == 0)
            {
                return false;
            }

            var counts = new SkillCounts();
            var placed = new SortedSet<long>();
            foreach (var change in changes)
            {
                await Write(session, change, counts, placed);
            }

            foreach (var question in placed)
            {
                await session.Execute(_sql["place-in-skills"], ("question", question));
            }

            await counts.Write(session);
            return true;
        },
        ct);

    // Counts of skills are gathered, and so is which questions have to be sorted anew in their skills.
    private static async ValueTask Write(ISqlSession session, ListChange change, SkillCounts counts, SortedSet<long> placed)
    {
        switch (change)
        {
            case ListChange.QuestionAdded added:
                await Add(session, added, counts);
                break;
            case ListChange.QuestionEdited edited:
                await Edit(session, edited, counts);
                break;
            case ListChange.QuestionActive active:
                await session.Execute(_sql["set-active"], ("question", active.Question.Value), ("at", UnixMicroseconds.Of(active.At)));
                placed.Add(active.Question.Value);
                break;
            case ListChange.ScoreMoved moved:
                await session.Execute(_sql["move-score"], ("question", moved.Question.Value), ("delta", moved.Delta));
                placed.Add(moved.Question.Value);
                break;
            case ListChange.AnswersMoved moved:
                await session.Execute(_sql["move-answers"], ("question", moved.Question.Value), ("delta", moved.Delta));
                placed.Add(moved.Question.Value);
                break;
            case ListChange.AnswerAdded added:
                await session.Execute(_sql["add-answer"], ("answer", added.Answer.Value), ("question", added.Question.Value));
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
                await Show(session, shown, counts);
                placed.Add(shown.Question.Value);
                break;
            default:
                await MemberWrites.Write(session, _sql, change, counts);
                break;
        }
    }

    private static async ValueTask Add(ISqlSession session, ListChange.QuestionAdded added, SkillCounts counts)
    {
        await session.Execute(
            _sql["add-question"],
            ("question", added.Question.Value),
            ("title", added.Title),
            ("skills", LedgerRows.Text(added.Skills)),
            ("locale", (int)added.Locale),
            ("author", added.Author?.Value ?? 0),
            ("at", UnixMicroseconds.Of(added.At)),
            ("views", added.Views));
        await Skills(session, added.Question.Value, added.Skills);
        counts.Questions(added.Skills, 1);
    }

    private static async ValueTask Edit(ISqlSession session, ListChange.QuestionEdited edited, SkillCounts counts)
    {
        var question = edited.Question.Value;
        if (edited.Title is { } title)
        {
            await session.Execute(_sql["set-title"], ("question", question), ("title", title));
        }

        if (edited.Skills is { } skills)
        {
            var shown = await Shown(session, question);
            counts.Questions(shown ?? [], -1);
            await session.Execute(_sql["drop-question-skills"], ("question", question));
            await session.Execute(_sql["set-skills"], ("question", question), ("skills", LedgerRows.Text(skills)));
            await Skills(session, question, skills);
            counts.Questions(skills, shown is null ? 0 : 1);
        }
    }

    private static async ValueTask Show(ISqlSession session, ListChange.QuestionShown shown, SkillCounts counts)
    {
        var question = shown.Question.Value;
        counts.Questions(await Shown(session, question) ?? [], -1);
        await session.Execute(_sql["show"], ("question", question), ("hidden", shown.Shown ? 0 : 1));
        counts.Questions(await Shown(session, question) ?? [], 1);
    }

    private static async ValueTask Skills(ISqlSession session, long question, ImmutableArray<SkillSlug> skills)
    {
        foreach (var skill in skills)
        {
            await session.Execute(_sql["add-question-skill"], ("question", question), ("skill", skill.Value));
        }
    }

    // The skills for which it counts: those of its row, null while it is deleted.
    private static async ValueTask<ImmutableArray<SkillSlug>?> Shown(ISqlSession session, long question) =>
        await session.Query(_sql["shown-skills"], static row => LedgerRows.Skills(row.GetString(0)), ("question", question)) is [var skills]
            ? skills
            : null;
}
