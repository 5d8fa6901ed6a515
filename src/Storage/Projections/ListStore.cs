using System.Collections.Immutable;
using Skiller.Contracts.Skills;
using Skiller.Grains.Projections;
using Skiller.Storage.Relational;
using Skiller.Storage.Reputation;

namespace Skiller.Storage.Projections;

/// <inheritdoc/>
internal sealed class ListStore : IListStore
{
    private const int MostTogether = 16;

    // Taken alone by whoever changes what a member has in a skill or that there is a member: standings and lists both write there, and each
    // must see whether the other one has. Everybody else shares it, so that nothing is written while something is cleared.
    internal const long SkillsLock = 7_310_021;
    private static readonly SqlText _sql = SqlText.Load("Projections.lists.sql");
    private readonly ISqlDatabase _database;
    private readonly Gathering<ListWrite> _writes;

    public ListStore(ISqlDatabase database)
    {
        _database = database;
        _writes = new Gathering<ListWrite>(MostTogether, WriteAll);
    }

    public Task<long> LoadMark(string shard, CancellationToken ct) => _database.LoadMark(_sql, shard, ct);

    public Task<bool> Write(string shard, long loaded, long mark, IReadOnlyList<ListChange> changes, CancellationToken ct) =>
        _writes.Add(new ListWrite(shard, loaded, mark, changes));

    // What several shards have to write at the same time goes in one transaction: they all write of the same skills, and would wait for each other.
    private Task<IReadOnlyList<bool>> WriteAll(IReadOnlyList<ListWrite> writes) => _database.Write<IReadOnlyList<bool>>(
        async session =>
        {
            if (writes.SelectMany(static write => write.Changes).Any(MemberWrites.IsOfMember))
            {
                session.Lock(SkillsLock);
            }
            else
            {
                session.Share(SkillsLock);
            }

            // In one order of shards, as in the standings.
            var ordered = writes.DistinctBy(static write => write.Shard).OrderBy(static write => write.Shard, StringComparer.Ordinal).ToList();
            var moved = await session.Execute([.. ordered.Select(MoveMark)]);
            var won = ordered.Where((_, i) => moved[i] == 1).ToHashSet();
            var counts = new SkillCounts();
            var placed = new SortedSet<long>();
            foreach (var change in ordered.Where(won.Contains).SelectMany(static write => write.Changes))
            {
                await Write(session, change, counts, placed);
            }

            foreach (var question in placed)
            {
                session.Send(_sql["place-in-skills"], ("question", question));
            }

            counts.Write(session);
            return [.. writes.Select(won.Contains)];
        },
        CancellationToken.None);

    private static SqlStatement MoveMark(ListWrite write) => write.Loaded == 0
        ? new SqlStatement(_sql["first-mark"], ("shard", write.Shard), ("mark", write.Mark))
        : new SqlStatement(_sql["next-mark"], ("shard", write.Shard), ("mark", write.Mark), ("loaded", write.Loaded));

    // Counts of skills are gathered, and so is which questions have to be sorted anew in their skills.
    private static async ValueTask Write(ISqlSession session, ListChange change, SkillCounts counts, SortedSet<long> placed)
    {
        switch (change)
        {
            case ListChange.QuestionAdded added:
                Add(session, added, counts);
                break;
            case ListChange.QuestionEdited edited:
                await Edit(session, edited, counts);
                break;
            case ListChange.QuestionActive active:
                session.Send(_sql["set-active"], ("question", active.Question.Value), ("at", UnixMicroseconds.Of(active.At)));
                placed.Add(active.Question.Value);
                break;
            case ListChange.ScoreMoved moved:
                session.Send(_sql["move-score"], ("question", moved.Question.Value), ("delta", moved.Delta));
                placed.Add(moved.Question.Value);
                break;
            case ListChange.AnswersMoved moved:
                session.Send(_sql["move-answers"], ("question", moved.Question.Value), ("delta", moved.Delta));
                placed.Add(moved.Question.Value);
                break;
            case ListChange.AnswerAdded added:
                await session.Execute(_sql["add-answer"], ("answer", added.Answer.Value), ("question", added.Question.Value));
                break;
            case ListChange.AcceptedSet set:
                session.Send(
                    _sql["set-accepted"],
                    ("question", set.Question.Value),
                    ("answer", set.Answer?.Value ?? 0),
                    ("shown", set.Answer is null ? 0 : 1));
                break;
            case ListChange.AcceptedShown shown:
                session.Send(
                    _sql["show-accepted"],
                    ("question", shown.Question.Value),
                    ("answer", shown.Answer.Value),
                    ("shown", shown.Shown ? 1 : 0));
                break;
            case ListChange.QuestionClosed closed:
                session.Send(_sql["close"], ("question", closed.Question.Value));
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

    private static void Add(ISqlSession session, ListChange.QuestionAdded added, SkillCounts counts)
    {
        session.Send(
            _sql["add-question"],
            ("question", added.Question.Value),
            ("title", added.Title),
            ("skills", LedgerRows.Text(added.Skills)),
            ("locale", (int)added.Locale),
            ("author", added.Author?.Value ?? 0),
            ("at", UnixMicroseconds.Of(added.At)),
            ("views", added.Views));
        Skills(session, added.Question.Value, added.Skills);
        counts.Questions(added.Skills, 1);
    }

    private static async ValueTask Edit(ISqlSession session, ListChange.QuestionEdited edited, SkillCounts counts)
    {
        var question = edited.Question.Value;
        if (edited.Title is { } title)
        {
            session.Send(_sql["set-title"], ("question", question), ("title", title));
        }

        if (edited.Skills is { } skills)
        {
            var shown = await Shown(session, question);
            counts.Questions(shown ?? [], -1);
            session.Send(_sql["drop-question-skills"], ("question", question));
            session.Send(_sql["set-skills"], ("question", question), ("skills", LedgerRows.Text(skills)));
            Skills(session, question, skills);
            counts.Questions(skills, shown is null ? 0 : 1);
        }
    }

    private static async ValueTask Show(ISqlSession session, ListChange.QuestionShown shown, SkillCounts counts)
    {
        var question = shown.Question.Value;
        counts.Questions(await Shown(session, question) ?? [], -1);
        session.Send(_sql["show"], ("question", question), ("hidden", shown.Shown ? 0 : 1));
        counts.Questions(await Shown(session, question) ?? [], 1);
    }

    private static void Skills(ISqlSession session, long question, ImmutableArray<SkillSlug> skills)
    {
        foreach (var skill in skills)
        {
            session.Send(_sql["add-question-skill"], ("question", question), ("skill", skill.Value));
        }
    }

    // The skills for which it counts: those of its row, null while it is deleted.
    private static async ValueTask<ImmutableArray<SkillSlug>?> Shown(ISqlSession session, long question) =>
        await session.Query(_sql["shown-skills"], static row => LedgerRows.Skills(row.GetString(0)), ("question", question)) is [var skills]
            ? skills
            : null;

    // Equal only to itself.
    private sealed class ListWrite(string shard, long loaded, long mark, IReadOnlyList<ListChange> changes)
    {
        public string Shard => shard;

        public long Loaded => loaded;

        public long Mark => mark;

        public IReadOnlyList<ListChange> Changes => changes;
    }
}
