using System.Collections.Immutable;
using Skiller.Contracts.Members;

namespace Skiller.Contracts.Questions;

/// <summary>
/// A question with its answers, comments, votes, acceptance, edits and deletions. Key <c>q:1234</c>, which is also the log stream.
/// Commands are durable on return and idempotent by <see cref="CommandId"/> or by nature. Besides the refusals that are named, every
/// command on a question that does not exist is refused as not-found, on a deleted post as deleted, and of a suspended member as suspended.
/// </summary>
[Alias("skiller.question"), GrainInterfaceType("skiller.question")]
public interface IQuestionGrain : IGrainWithStringKey
{
    /// <summary>Asks the question. Refusals: invalid, idempotency-key-reused.</summary>
    /// <param name="command">What is asked.</param>
    /// <param name="ct">Ends the wait, not the act.</param>
    [Alias("Ask")]
    Task<Result<PostReceipt>> Ask(AskQuestion command, CancellationToken ct);

    /// <summary>Posts an answer. Refusals: invalid, closed, full, idempotency-key-reused.</summary>
    /// <param name="command">The answer.</param>
    /// <param name="ct">Ends the wait, not the act.</param>
    [Alias("Answer")]
    Task<Result<PostReceipt>> Answer(PostAnswer command, CancellationToken ct);

    /// <summary>Comments on the question or an answer. Refusals: invalid, closed, full, idempotency-key-reused.</summary>
    /// <param name="command">The comment.</param>
    /// <param name="ct">Ends the wait, not the act.</param>
    [Alias("Comment")]
    Task<Result<PostReceipt>> Comment(PostComment command, CancellationToken ct);

    /// <summary>Changes a comment's text; its author. The same text again changes nothing. Refusals: not-allowed, invalid, deleted.</summary>
    /// <param name="command">The new text.</param>
    /// <param name="ct">Ends the wait, not the act.</param>
    [Alias("EditComment")]
    Task<Result<Done>> EditComment(EditComment command, CancellationToken ct);

    /// <summary>Deletes a comment for good; its author or an administrator. Refusals: not-allowed, deleted.</summary>
    /// <param name="command">Which comment.</param>
    /// <param name="ct">Ends the wait, not the act.</param>
    [Alias("DeleteComment")]
    Task<Result<Done>> DeleteComment(DeleteComment command, CancellationToken ct);

    /// <summary>
    /// What is deleted, for whoever may bring it back: who deleted it, or an administrator. Refusals: not-found (also when it is not deleted),
    /// not-allowed; deleted for an answer of a deleted question.
    /// </summary>
    /// <param name="actor">Who looks.</param>
    /// <param name="post">Which post.</param>
    /// <param name="ct">Ends the wait.</param>
    [Alias("ViewDeletion")]
    Task<Result<DeletionView>> ViewDeletion(Actor actor, PostRef post, CancellationToken ct);

    /// <summary>
    /// Sets the actor's vote on a post; the same value again changes nothing. Refusals: own-post, closed; rate-limited when it would change
    /// something and the command says that it is beyond the allowance.
    /// </summary>
    /// <param name="command">The vote.</param>
    /// <param name="ct">Ends the wait, not the act.</param>
    [Alias("Vote")]
    Task<Result<VoteReceipt>> Vote(CastVote command, CancellationToken ct);

    /// <summary>Accepts an answer, another one, or none. Only the author of the question. Refusals: not-allowed, not-found, closed.</summary>
    /// <param name="command">Which answer.</param>
    /// <param name="ct">Ends the wait, not the act.</param>
    [Alias("Accept")]
    Task<Result<AcceptanceReceipt>> Accept(AcceptAnswer command, CancellationToken ct);

    /// <summary>Edits a post; its author or an administrator. A text equal to the present one changes nothing. Refusals: stale, not-allowed, invalid.</summary>
    /// <param name="command">The new texts.</param>
    /// <param name="ct">Ends the wait, not the act.</param>
    [Alias("Edit")]
    Task<Result<EditReceipt>> Edit(EditPost command, CancellationToken ct);

    /// <summary>Deletes a post; its author or an administrator. Refusals: not-allowed, has-answers.</summary>
    /// <param name="command">Which post.</param>
    /// <param name="ct">Ends the wait, not the act.</param>
    [Alias("Delete")]
    Task<Result<Done>> Delete(DeletePost command, CancellationToken ct);

    /// <summary>
    /// Brings a deleted post back; who deleted it, or an administrator. On a post that is there it changes nothing, for its author or an
    /// administrator. Refusals: not-allowed.
    /// </summary>
    /// <param name="command">Which post.</param>
    /// <param name="ct">Ends the wait, not the act.</param>
    [Alias("Undelete")]
    Task<Result<Done>> Undelete(UndeletePost command, CancellationToken ct);

    /// <summary>The page of the question: the first 30 answers (accepted first, then by quality) and the first 30 comments of each post.</summary>
    /// <param name="query">Who looks.</param>
    /// <param name="ct">Ends the wait.</param>
    [Alias("View")]
    Task<Result<QuestionView>> View(ViewQuestion query, CancellationToken ct);

    /// <summary>The same page as a visitor sees it, or nothing when it is the one that the asker keeps. Refusals: not-found, deleted.</summary>
    /// <param name="query">What the asker keeps.</param>
    /// <param name="ct">Ends the wait.</param>
    [Alias("Look")]
    Task<Result<QuestionLook>> Look(LookAtQuestion query, CancellationToken ct);

    /// <summary>
    /// The scores of some posts, with all in them that the log holds when it is asked, in the order that was asked for, 0 for a post that is not
    /// there or deleted. At most 500; those beyond are left out. Refusals: not-found, deleted.
    /// </summary>
    /// <param name="posts">Which posts.</param>
    /// <param name="ct">Ends the wait.</param>
    [Alias("Scores")]
    Task<Result<PostScores>> Scores(ImmutableArray<PostRef> posts, CancellationToken ct);

    /// <summary>Further answers. Refusals: not-found, deleted, invalid-cursor.</summary>
    /// <param name="query">Who looks.</param>
    /// <param name="page">Which part.</param>
    /// <param name="ct">Ends the wait.</param>
    [Alias("Answers")]
    Task<Result<Page<AnswerView>>> Answers(ViewQuestion query, PageRequest page, CancellationToken ct);

    /// <summary>One answer, with the first 30 of its comments. Refusals: not-found, deleted.</summary>
    /// <param name="query">Who looks.</param>
    /// <param name="answer">Which.</param>
    /// <param name="ct">Ends the wait.</param>
    [Alias("ViewAnswer")]
    Task<Result<AnswerView>> ViewAnswer(ViewQuestion query, AnswerId answer, CancellationToken ct);

    /// <summary>One comment of a post. Refusals: not-found, deleted.</summary>
    /// <param name="post">Under which post.</param>
    /// <param name="comment">Which.</param>
    /// <param name="ct">Ends the wait.</param>
    [Alias("ViewComment")]
    Task<Result<CommentView>> ViewComment(PostRef post, CommentId comment, CancellationToken ct);

    /// <summary>When a member last took part in the question: asked it, or answered it. Refusals: not-found, deleted.</summary>
    /// <param name="member">Who.</param>
    /// <param name="ct">Ends the wait.</param>
    [Alias("PartTaken")]
    Task<Result<PartTaken>> PartTaken(MemberId member, CancellationToken ct);

    /// <summary>Comments of a post, oldest first. Refusals: not-found, deleted, invalid-cursor.</summary>
    /// <param name="post">Which post.</param>
    /// <param name="page">Which part.</param>
    /// <param name="ct">Ends the wait.</param>
    [Alias("Comments")]
    Task<Result<Page<CommentView>>> Comments(PostRef post, PageRequest page, CancellationToken ct);

    /// <summary>The revisions of a post, oldest first, read from the log. Refusals: not-found, deleted, invalid-cursor.</summary>
    /// <param name="post">Which post.</param>
    /// <param name="page">Which part.</param>
    /// <param name="ct">Ends the wait.</param>
    [Alias("Revisions")]
    Task<Result<Page<RevisionView>>> Revisions(PostRef post, PageRequest page, CancellationToken ct);

    /// <summary>
    /// Records a part of the history of an imported question through the same decisions, with the times of then. A part that was recorded
    /// changes nothing. At most 400 acts.
    /// </summary>
    /// <param name="command">The part.</param>
    /// <param name="ct">Ends the wait, not the act.</param>
    [Alias("Import")]
    Task<Result<ImportReceipt>> Import(ImportHistory command, CancellationToken ct);
}
