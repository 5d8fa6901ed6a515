using System.Collections.Immutable;
using Skiller.Contracts;
using Skiller.Contracts.Questions;
using Skiller.Grains.Activity;

namespace Skiller.Grains.Questions;

/// <summary>
/// The versions of a post, read from the log and not kept in memory. The reading begins at the fact that posted it and ends at the last
/// edit that is asked for, so a post that was never edited costs one page of the log.
/// </summary>
internal static class PostHistory
{
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

        var items = ImmutableArray.CreateBuilder<RevisionView>();
        var limit = Math.Clamp(page.Limit, 1, Limits.PageMax);
        await foreach (var revision in Revisions(log, GrainKeys.Of(state.Id), reference, post, ct))
        {
            if (revision.Version > cursor.Key)
            {
                items.Add(revision);
            }

            if (items.Count == limit)
            {
                break;
            }
        }

        var next = items is [.., var last] && last.Version < post.Version ? new Cursor(last.Version, state.Id.Value).ToText(scope) : null;
        return new Page<RevisionView>(items.ToImmutable(), next);
    }

    private static async IAsyncEnumerable<RevisionView> Revisions(
        IActivityLog log,
        string stream,
        PostRef reference,
        Post post,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        RevisionView? revision = null;
        await foreach (var activity in log.ReadStream(stream, post.CreatedBy - 1, ct))
        {
            if (Next(revision, reference, FactCodec.Decode(activity), FactCodec.OccurrenceOf(activity)) is { } next)
            {
                revision = next;
                yield return next;
            }

            if (activity.Version >= post.WrittenBy)
            {
                break;
            }
        }
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
