using Skiller.Contracts.Pulse;
using Skiller.Web.Api;

namespace Skiller.Web.Pulse;

/// <summary>
/// The pulse of a range; days are those of UTC. <c>goalOn</c>: when the goal is met at the pace of the last 28 days. <c>whole</c> and what
/// points have beside members are null where they are not public.
/// </summary>
public sealed record PulseJson(
    string By,
    DateOnly From,
    DateOnly To,
    long Members,
    long Goal,
    DateOnly? GoalOn,
    bool IsComplete,
    FiguresJson? Whole,
    IReadOnlyList<PulsePointJson> Points);

/// <summary>A period: its first and last day, who joined in it and who was a member at its end.</summary>
public sealed record PulsePointJson(DateOnly From, DateOnly To, long Joined, long Members, FiguresJson? Figures);

/// <summary>What happened in a time. Waits are seconds from a question to its first answer, of the questions that have one.</summary>
public sealed record FiguresJson(
    long Sessions,
    long Visits,
    bool VisitsAreAtLeast,
    long Views,
    long Questions,
    long Answers,
    long Answered,
    double? AnsweredShare,
    double? FirstAnswerMedianSeconds,
    double? FirstAnswerP90Seconds,
    long InvitationsMade,
    long InvitationsUsed);

internal static class PulseShapes
{
    public static PulseJson Of(PulseReport report) => new(
        Kebab.Of(report.By),
        report.From,
        report.To,
        report.Members,
        report.Choice.Goal,
        report.GoalOn,
        report.IsComplete,
        report.Whole is { } whole ? Of(whole) : null,
        [.. report.Points.Select(static point => new PulsePointJson(point.From, point.To, point.Joined, point.Members, point.Figures is { } figures ? Of(figures) : null))]);

    public static double? Share(PulseFigures figures) =>
        figures.Questions == 0 ? null : Math.Round(figures.Answered / (double)figures.Questions, 4);

    private static FiguresJson Of(PulseFigures figures) => new(
        figures.Sessions,
        figures.Visits,
        figures.AreVisitsAtLeast,
        figures.Views,
        figures.Questions,
        figures.Answers,
        figures.Answered,
        Share(figures),
        figures.MedianWait?.TotalSeconds,
        figures.LongWait?.TotalSeconds,
        figures.InvitationsMade,
        figures.InvitationsUsed);
}
