using System.Collections.Immutable;
using Skiller.Contracts;
using Skiller.Contracts.Members;
using Skiller.Contracts.Questions;
using Skiller.Grains.Activity;

namespace Skiller.Grains.Questions;

/// <summary>One question.</summary>
[GrainType("skiller.question")]
internal sealed class QuestionGrain(AggregateServices services, IViewCounter counter) : AggregateGrain<QuestionState>(services, QuestionSnapshot.Format), IQuestionGrain
{
    private static readonly TimeSpan _viewsAreKeptWithin = TimeSpan.FromSeconds(30);
    private ViewTally? _views;

    public Task<Result<PostReceipt>> Ask(AskQuestion command, CancellationToken ct) =>
        Handle(command.Command, Limits.IdempotencyWindow, (state, now) => AskingQuestion.Decide(state, command, now), ct);

    public Task<Result<PostReceipt>> Answer(PostAnswer command, CancellationToken ct) =>
        Handle(command.Command, Limits.IdempotencyWindow, (state, now) => AnsweringQuestion.Decide(state, command, now), ct);

    public Task<Result<PostReceipt>> Comment(PostComment command, CancellationToken ct) =>
        Handle(command.Command, Limits.IdempotencyWindow, (state, now) => CommentingOnPost.Decide(state, command, now), ct);

    public Task<Result<Done>> EditComment(EditComment command, CancellationToken ct) =>
        Handle(null, null, (state, now) => MendingComment.Decide(state, command, now), ct);

    public Task<Result<Done>> DeleteComment(DeleteComment command, CancellationToken ct) =>
        Handle(null, null, (state, now) => MendingComment.Decide(state, command, now), ct);

    public Task<Result<DeletionView>> ViewDeletion(Actor actor, PostRef post, CancellationToken ct) =>
        Task.FromResult(DeletingPost.View(State, post, actor));

    public Task<Result<VoteReceipt>> Vote(CastVote command, CancellationToken ct) =>
        Handle(null, null, (state, now) => VotingOnPost.Decide(state, command, now), ct);

    public Task<Result<AcceptanceReceipt>> Accept(AcceptAnswer command, CancellationToken ct) =>
        Handle(null, null, (state, now) => AcceptingAnswer.Decide(state, command, now), ct);

    public Task<Result<EditReceipt>> Edit(EditPost command, CancellationToken ct) =>
        Handle(null, null, (state, now) => EditingPost.Decide(state, command, now), ct);

    public Task<Result<Done>> Delete(DeletePost command, CancellationToken ct) =>
        Handle(null, null, (state, now) => DeletingPost.Decide(state, command, now), ct);

    public Task<Result<Done>> Undelete(UndeletePost command, CancellationToken ct) =>
        Handle(command.Command, Limits.IdempotencyWindow, (state, now) => DeletingPost.Decide(state, command, now), ct);

    public Task<Result<ImportReceipt>> Import(ImportHistory command, CancellationToken ct) =>
        Handle(command.Command, keep: null, (state, _) => ImportingHistory.Decide(state, command), ct);

    public Task<Result<QuestionView>> View(ViewQuestion query, CancellationToken ct)
    {
        var page = QuestionViews.Page(State, query.Viewer, Seen(query.Count ? 1 : 0), query.IsAlone);
        return Task.FromResult(page);
    }

    public Task<Result<QuestionLook>> Look(LookAtQuestion query, CancellationToken ct)
    {
        var stamp = new PageStamp(GrainContext.ActivationId, State.Version);
        var views = Seen(query.Visits);
        if (query.Kept == stamp)
        {
            return Task.FromResult<Result<QuestionLook>>(new QuestionLook(stamp, State.ViewsBefore + views, Page: null));
        }

        var (page, refusal) = QuestionViews.Page(State, viewer: null, views);
        return Task.FromResult<Result<QuestionLook>>(page is null ? refusal! : new QuestionLook(stamp, page.Views, page));
    }

    public async Task<Result<PostScores>> Scores(ImmutableArray<PostRef> posts, CancellationToken ct)
    {
        await Landed(ct);
        return QuestionViews.Scores(State, posts);
    }

    public Task<Result<Page<AnswerView>>> Answers(ViewQuestion query, PageRequest page, CancellationToken ct) =>
        Task.FromResult(QuestionViews.Answers(State, query.Viewer, page));

    public Task<Result<AnswerView>> ViewAnswer(ViewQuestion query, AnswerId answer, CancellationToken ct) =>
        Task.FromResult(QuestionViews.One(State, query.Viewer, answer));

    public Task<Result<CommentView>> ViewComment(PostRef post, CommentId comment, CancellationToken ct) =>
        Task.FromResult(QuestionViews.One(State, post, comment));

    public Task<Result<PartTaken>> PartTaken(MemberId member, CancellationToken ct) => Task.FromResult(TakingPart.Look(State, member));

    public Task<Result<Page<CommentView>>> Comments(PostRef post, PageRequest page, CancellationToken ct) =>
        Task.FromResult(QuestionViews.Comments(State, post, page));

    public Task<Result<Page<RevisionView>>> Revisions(PostRef post, PageRequest page, CancellationToken ct) =>
        PostHistory.Read(Log, State, post, page, ct);

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        await base.OnActivateAsync(cancellationToken);
        _views = new ViewTally(QuestionState.Initial(Stream).Id, counter);
        if (IsLoaded && State.Version > 0)
        {
            await _views.Load(cancellationToken);
        }
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        try
        {
            await (_views?.Flush(cancellationToken) ?? Task.CompletedTask);
        }
        finally
        {
            await base.OnDeactivateAsync(reason, cancellationToken);
        }
    }

    // A timer only while there is something to write down, so that questions at rest cost nothing.
    private long Seen(int visits)
    {
        if (_views is not { } views)
        {
            return 0;
        }

        if (visits > 0 && State.Question is { IsDeleted: false } && views.Count(visits))
        {
            this.RegisterGrainTimer(
                views.Flush, new GrainTimerCreationOptions(_viewsAreKeptWithin, Timeout.InfiniteTimeSpan) { Interleave = true, KeepAlive = false });
        }

        return views.Views;
    }
}
