using System.Globalization;
using Skiller.Contracts;
using Skiller.Contracts.Members;
using Skiller.Contracts.Questions;
using Skiller.Silo.Operations;

namespace Skiller.Silo.Verify;

/// <summary>Holds what grains say against the log.</summary>
internal sealed class GrainChecks(IGrainFactory grains, IOperationReport report)
{
    private const int AtOnce = 16;

    public async Task Run(LogReplay replay, Comparison comparison, CancellationToken ct)
    {
        var options = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = ct };
        var done = 0L;
        await Parallel.ForEachAsync(replay.Questions, options, async (question, stop) =>
        {
            try
            {
                await Question(question, comparison, stop);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                comparison.Check("question grain", Text(question.Id), question.Shown(), fault.Message);
            }

            report.Progress("asking questions", Interlocked.Increment(ref done), null);
        });
        await Parallel.ForEachAsync(replay.Standings, options, async (member, stop) =>
        {
            var found = await Total(member, stop);
            comparison.Check("standing grain", Text(member), Text(replay.TotalOf(member)), found);
        });
    }

    private async Task<string> Total(long member, CancellationToken ct)
    {
        try
        {
            return Text((await grains.Standing(new MemberId(member)).View(ct)).Total);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            return fault.Message;
        }
    }

    private async Task Question(ReplayedQuestion question, Comparison comparison, CancellationToken ct)
    {
        var grain = grains.Question(new QuestionId(question.Id));
        var look = new ViewQuestion(null, Count: false);
        var result = await grain.View(look, ct);
        if (question.Hidden)
        {
            comparison.Check("question grain", Text(question.Id), "deleted", result.Refusal?.Code.Code());
            return;
        }

        if (result.Value is not { } view)
        {
            comparison.Check("question grain", Text(question.Id), question.Shown(), result.Refusal?.Code.Code());
            return;
        }

        comparison.Check(
            "question grain",
            Text(question.Id),
            question.Shown(),
            string.Create(
                CultureInfo.InvariantCulture,
                $"score {view.Score}, answers {view.AnswerCount}, accepted {view.Accepted?.Value ?? 0}, closed {view.Status == QuestionStatus.Closed}, version {view.Version}"));
        var scores = await Scores(grain, look, view, ct);
        foreach (var (answer, score) in question.AnswerScores())
        {
            comparison.Check("answer grain", Text(answer), Text(score), scores.TryGetValue(answer, out var found) ? Text(found) : null);
        }
    }

    private static async Task<Dictionary<long, int>> Scores(IQuestionGrain grain, ViewQuestion look, QuestionView view, CancellationToken ct)
    {
        var scores = view.Answers.ToDictionary(static answer => answer.Id.Value, static answer => answer.Score);
        for (var next = view.AnswersNext; next is not null;)
        {
            var page = (await grain.Answers(look, new PageRequest(next, Limits.PageMax), ct)).Value;
            foreach (var answer in page?.Items ?? [])
            {
                scores[answer.Id.Value] = answer.Score;
            }

            next = page?.Next;
        }

        return scores;
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
