using System.Globalization;
using Skiller.Contracts;
using Skiller.Contracts.Members;
using Skiller.Silo.Operations;

namespace Skiller.Silo.Verify;

/// <summary>Holds what grains say against the log: questions with their answers, comments and votes, members, standings.</summary>
internal sealed class GrainChecks(IGrainFactory grains, IOperationReport report, Comparison comparison)
{
    private const int AtOnce = 16;

    public async Task Run(LogReplay replay, CancellationToken ct)
    {
        await Each("questions", replay.Questions, "question grain", static question => question.Id, Question, ct);
        await Each("members", replay.Members, "member grain", static member => member.Id, Member, ct);
        await Each("standings", replay.Standings, "standing grain", static standing => standing.Member.Value, Standing, ct);
    }

    private async Task Each<T>(string what, IEnumerable<T> all, string kind, Func<T, long> number, Func<T, CancellationToken, Task> check, CancellationToken ct)
    {
        var done = 0L;
        await Parallel.ForEachAsync(all, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = ct }, async (one, stop) =>
        {
            try
            {
                await check(one, stop);
            }
            catch (Exception fault) when (fault is not OperationCanceledException || !stop.IsCancellationRequested)
            {
                comparison.Failed(kind, Text(number(one)), fault.Message);
            }

            report.Progress($"asking {what}", Interlocked.Increment(ref done), null);
        });
        report.Progress($"asking {what}", done, done);
    }

    private async Task Question(ReplayedQuestion question, CancellationToken ct)
    {
        var asked = new AskedQuestion(grains, question, comparison);
        await asked.Run(ct);
    }

    private async Task Member(ReplayedMember member, CancellationToken ct)
    {
        var id = new MemberId(member.Id);
        var grain = grains.Member(id);
        var result = await grain.View(ct);
        comparison.Check(
            "member grain", Text(member.Id), GrainKeys.Of(id), member.Shown(), result.Value is { } profile ? ReplayedMember.Shown(profile) : result.Refusal?.Code.Code());
        await grain.Sleep();
    }

    private async Task Standing(ReplayedStanding standing, CancellationToken ct)
    {
        var view = await grains.Standing(standing.Member).View(ct);
        comparison.Check(
            "standing grain", Text(standing.Member.Value), standing.Target, standing.Shown(), ReplayedStanding.Shown(view.Total, view.Skills.Select(static s => (s.Skill, s.Points))));
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
