using System.Collections.Immutable;
using Skiller.Contracts;
using Skiller.Contracts.Accounts;

namespace Skiller.Web.Problems;

/// <summary>A refusal or a fault on its way to the client, not yet in words.</summary>
internal sealed record Problem(string Code, int Status)
{
    public ImmutableArray<FieldError> Errors { get; init; } = [];

    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Of whoever is suspended: until when and why.</summary>
    public Suspension? Suspension { get; init; }

    /// <summary>Whether an operator keeps the site read-only, so that it takes longer than a fault does.</summary>
    public bool IsReadOnly { get; init; }

    /// <summary>Names the operator's log entry of an unexpected fault.</summary>
    public string? Incident { get; init; }
}

/// <summary>Ends a request with a problem document. For what the edge itself refuses; a grain's refusal becomes one here too.</summary>
internal sealed class RequestRefusedException(Problem problem) : Exception(problem.Code)
{
    public RequestRefusedException(Refusal refusal)
        : this(ProblemMapping.Of(refusal))
    {
    }

    public RequestRefusedException(RefusalCode code)
        : this(Refusal.Of(code))
    {
    }

    public Problem Problem { get; } = problem;
}
