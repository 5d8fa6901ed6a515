using Skiller.Contracts;

namespace Skiller.Web.Problems;

/// <summary>What only the world can cause, told apart by whether the act was perhaps applied (D5, D6, D9).</summary>
internal static class Faults
{
    /// <summary>
    /// Whether the world caused it. Orleans reports a message that expired before its grain was placed (a silo had just died) as cancelled: unless
    /// the one who asked has gone, that is a fault too.
    /// </summary>
    public static bool IsFault(Exception exception, CancellationToken gone = default) =>
        exception is UnavailableException or OutcomeUnknownException or TimeoutException or OrleansException
        || (exception is OperationCanceledException && !gone.IsCancellationRequested);

    public static Problem OfRead(Exception fault) =>
        ProblemMapping.Unavailable(fault is UnavailableException { RetryAfter: var wait } && wait > TimeSpan.Zero ? wait : null) with
        {
            IsReadOnly = fault is UnavailableException { IsReadOnly: true },
        };

    /// <summary>Only a fault that the grain itself declares, or a gateway that turned the call away, is certainly without effect.</summary>
    public static bool IsCertainlyNotApplied(Exception fault) => fault is UnavailableException or GatewayTooBusyException or LimitExceededException;
}
