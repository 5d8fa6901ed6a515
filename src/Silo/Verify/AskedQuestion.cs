using System.Collections.Immutable;
using System.Globalization;
using Skiller.Contracts;
using Skiller.Contracts.Members;
using Skiller.Contracts.Questions;
using Skiller.Silo.Operations;

namespace Skiller.Silo.Verify;

/// <summary>Holds what one question's grain says against the log.</summary>
internal sealed class AskedQuestion(IGrainFactory grains, ReplayedQuestion question, Comparison comparison)
{
    private readonly IQuestionGrain _grain = grains.Question(new QuestionId(question.Id));
    private readonly string _subject = GrainKeys.Of(new QuestionId(question.Id));

    public async Task Run(CancellationToken ct)
    {
        await Itself(ct);
        if (!question.Hidden)
        {
            foreach (var voter in question.Voters)
            {
                await Votes(voter, ct);
            }
        }

        await _grain.Sleep();
    }

    private async Task Itself(CancellationToken ct)
    {
        var look = new ViewQuestion(null, Count: false);
        var result = await _grain.View(look, ct);
        if (question.Hidden || result.Value is not { } view)
        {
            Check("question grain", question.Id, question.Hidden ? "deleted" : question.Shown(), result.Refusal?.Code.Code() ?? "a page");
            return;
        }

        Check("question grain", question.Id, question.Shown(), ReplayedQuestion.Shown(
            view.Title,
            view.Skills,
            view.AnswerCount,
            view.Accepted,
            view.Status == QuestionStatus.Closed,
            ReplayedPost.Shown(view.Score, view.Version, view.Body, await Comments(PostRef.Question, view.Comments, view.CommentsNext, ct))));
        var found = new Dictionary<AnswerId, string>();
        foreach (var answer in await Answers(look, view, ct))
        {
            var comments = await Comments(new PostRef(answer.Id), answer.Comments, answer.CommentsNext, ct);
            found[answer.Id] = ReplayedPost.Shown(answer.Score, answer.Version, answer.Body, comments);
        }

        foreach (var (answer, shown) in question.ShownAnswers())
        {
            Check("answer grain", answer.Value, shown, found.Remove(answer, out var told) ? told : null);
        }

        foreach (var (answer, told) in found)
        {
            Check("answer grain", answer.Value, null, told);
        }
    }

    private async Task Votes(MemberId voter, CancellationToken ct)
    {
        var look = new ViewQuestion(voter, Count: false);
        if ((await _grain.View(look, ct)).Value is not { } view)
        {
            return;
        }

        var answers = await Answers(look, view, ct);
        comparison.Check(
            "vote grain",
            string.Create(CultureInfo.InvariantCulture, $"{question.Id}/{voter.Value}"),
            _subject,
            question.VotesOf(voter),
            ReplayedQuestion.Shown(answers.Select(static answer => (answer.Id.Value, answer.MyVote ?? 0)).Prepend((0, view.MyVote ?? 0))));
    }

    private async Task<ImmutableArray<AnswerView>> Answers(ViewQuestion look, QuestionView view, CancellationToken ct) =>
        view.Answers.AddRange(await Rest(view.AnswersNext, page => _grain.Answers(look, page, ct)));

    private async Task<ImmutableArray<CommentView>> Comments(PostRef post, ImmutableArray<CommentView> first, string? next, CancellationToken ct) =>
        first.AddRange(await Rest(next, page => _grain.Comments(post, page, ct)));

    private static async Task<List<T>> Rest<T>(string? next, Func<PageRequest, Task<Result<Page<T>>>> read)
    {
        var rest = new List<T>();
        while (next is not null)
        {
            var page = (await read(new PageRequest(next, Limits.PageMax))).Value;
            rest.AddRange(page?.Items ?? []);
            next = page?.Next;
        }

        return rest;
    }

    private void Check(string kind, long key, string? expected, string? found) =>
        comparison.Check(kind, key.ToString(CultureInfo.InvariantCulture), _subject, expected, found);
}
