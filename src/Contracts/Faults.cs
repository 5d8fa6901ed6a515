namespace Skiller.Contracts;

/// <summary>The act was certainly not applied: the log, or what leads to it, is away or overloaded. HTTP 503 <c>unavailable</c>.</summary>
[GenerateSerializer, Alias("skiller.unavailable")]
public sealed class UnavailableException : Exception
{
    /// <summary>Creates the fault.</summary>
    /// <param name="message">For the operator's log; never shown to a member.</param>
    /// <param name="retryAfter">When it is worth trying again.</param>
    public UnavailableException(string message, TimeSpan retryAfter)
        : base(message) => RetryAfter = retryAfter;

    /// <summary>When it is worth trying again.</summary>
    [Id(0)]
    public TimeSpan RetryAfter { get; init; }

    /// <summary>Whether an operator keeps the log closed, so that it takes longer than a fault does.</summary>
    [Id(1)]
    public bool IsReadOnly { get; init; }
}

/// <summary>
/// The act was perhaps applied: the connection broke between sending and hearing. Repeating it with the same command id is safe and tells.
/// HTTP 503 <c>outcome-unknown</c>.
/// </summary>
[GenerateSerializer, Alias("skiller.outcome-unknown")]
public sealed class OutcomeUnknownException : Exception
{
    /// <summary>Creates the fault.</summary>
    /// <param name="message">For the operator's log; never shown to a member.</param>
    public OutcomeUnknownException(string message)
        : base(message)
    {
    }
}
