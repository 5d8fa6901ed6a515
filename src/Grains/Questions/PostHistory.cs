using System.Collections.Immutable;
using Skiller.Contracts;
using Skiller.Contracts.Questions;
using Skiller.Grains.Activity;

namespace Skiller.Grains.Questions;

/// <summary>
/// The versions of a post, read from the log and not kept in memory. A page reads the facts of its own versions and, beside them, the at
/// most three that gave the version before it its title, its text and its skills: whatever else happened to the question costs nothing.
/// </summary>
internal static class PostHistory
{
    private static readonly ImmutableArray<EditedParts> _questionParts = [EditedParts.Title, EditedParts.Body, EditedParts.Skills];
    private static readonly ImmutableArray<EditedParts> _answerParts = [EditedParts.Body];

    public static async Task<Result<Page<RevisionView>>> Read(
        IActivityLog log, QuestionState state, PostRef reference, PageRequest page, CancellationToken ct)
    {
        if (!ReachingPost.TryRead(state, reference, out var post, out var refusal))
        {
            return refusal;
        }

        var scope = $"questions/{state.Id}/revisions/{reference.Answer}";
        Cursor cursor = default;
        if (page.Cursor is { } text && !Cursor.TryParse(text, scope, out cursor))
        {
            return RefusalCode.InvalidCursor;
        }

        var seen = (int)Math.Clamp(cursor.Key, 0, post.Version);
        var numbers = Needed(post, reference, seen, Math.Min(seen + Math.Clamp(page.Limit, 1, Limits.PageMax), post.Version));
        var facts = await log.ReadVersions(GrainKeys.Of(state.Id), numbers.Keys, ct);
        var items = Shown(facts, numbers, reference, seen);
        var next = items is [.., var last] && last.Version < post.Version ? new Cursor(last.Version, state.Id.Value).ToText(scope) : null;
        return new Page<RevisionView>(items, next);
    }

    // The versions of the facts to read, with the number of the post's version that each made.
    private static SortedDictionary<long, int> Needed(Post post, PostRef reference, int seen, int last)
    {
        var needed = new SortedDictionary<long, int>();
        for (var number = seen + 1; number <= last; number++)
        {
            needed[MadeBy(post, number)] = number;
        }

        foreach (var part in seen == 0 ? [] : reference.IsQuestion ? _questionParts : _answerParts)
        {
            var number = seen;
            while (number > 1 && !post.Edits[number - 2].Parts.HasFlag(part))
            {
                number--;
            }

            needed[MadeBy(post, number)] = number;
        }

        return needed;
    }

    private static long MadeBy(Post post, int number) => number == 1 ? post.CreatedBy : post.Edits[number - 2].Version;

    private static ImmutableArray<RevisionView> Shown(
        IReadOnlyList<RecordedActivity> facts, SortedDictionary<long, int> numbers, PostRef reference, int seen)
    {
        var items = ImmutableArray.CreateBuilder<RevisionView>();
        var budget = new TextBudget();
        var revision = new RevisionView(0, reference.IsQuestion ? "" : null, "", [], null, null, default);
        foreach (var activity in facts)
        {
            revision = Next(revision, reference, FactCodec.Decode(activity), FactCodec.OccurrenceOf(activity)) ?? revision;
            revision = revision with { Version = numbers[activity.Version] };
            if (revision.Version > seen)
            {
                if (!budget.Takes(revision.Title, revision.Body, revision.Summary))
                {
                    break;
                }

                items.Add(revision);
            }
        }

        return items.ToImmutable();
    }

    /// <summary>The version that a fact makes of the one before it, null when it makes none.</summary>
    public static RevisionView? Next(RevisionView? revision, PostRef reference, Fact fact, Occurrence at) => fact switch
    {
        QuestionAsked asked when reference.IsQuestion =>
            new RevisionView(1, asked.Title ?? "", asked.Body ?? "", asked.Skills, asked.Author, null, at.At),
        AnswerPosted posted when posted.Answer == reference.Answer =>
            new RevisionView(1, null, posted.Body ?? "", [], posted.Author, null, at.At),
        PostEdited edited when revision is not null && edited.Post == reference => new RevisionView(
            revision.Version + 1,
            edited.Title ?? revision.Title,
            edited.Body ?? revision.Body,
            edited.Skills ?? revision.Skills,
            at.Actor,
            edited.Summary,
            at.At),
        _ => null,
    };
}
