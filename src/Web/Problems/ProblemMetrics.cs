using System.Diagnostics.Metrics;
using Skiller.Contracts.Operations;

namespace Skiller.Web.Problems;

/// <summary>How often this front refused what with which code, shown at <c>/metrics</c> (docs/metrics.md). Codes are those of docs/errors.md.</summary>
internal static class ProblemMetrics
{
    private static readonly Meter _meter = new(TelemetryNames.Meter);
    private static readonly Counter<long> _answered = _meter.CreateCounter<long>(
        "skiller.front.problems", "{answer}", "Answers that were refusals or faults, by their code.");

    /// <summary>Shows from the start on those faults that an operator is woken for.</summary>
    public static void Begin()
    {
        foreach (var problem in (Problem[])[ProblemMapping.Unavailable(), ProblemMapping.OutcomeUnknown, ProblemMapping.Unexpected("")])
        {
            _answered.Add(0, Tag(problem));
        }
    }

    public static void Answered(Problem problem) => _answered.Add(1, Tag(problem));

    private static KeyValuePair<string, object?> Tag(Problem problem) => new("code", problem.Code);
}
