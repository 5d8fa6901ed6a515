using Orleans.Runtime.Messaging;
using Skiller.Contracts;

namespace Skiller.Silo.Import;

/// <summary>
/// Repeats what the world kept from happening, so that a database that is away for a while or a node that goes does not end an import: each act
/// has a command id or is harmless to repeat.
/// </summary>
internal static class Patiently
{
    private const int Attempts = 8;
    private static readonly TimeSpan _pause = TimeSpan.FromSeconds(1);

    /// <summary>The outcome of the first attempt that had one.</summary>
    public static async Task<T> Try<T>(Func<Task<T>> act, CancellationToken ct, TimeProvider? clock = null)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await act();
            }
            catch (Exception fault) when (attempt < Attempts && IsOfTheWorld(fault, ct))
            {
                await Task.Delay(_pause * attempt, clock ?? TimeProvider.System, ct);
            }
        }
    }

    // A silo that is full, goes, or was just lost is said in these ways.
    private static bool IsOfTheWorld(Exception fault, CancellationToken ct) => fault is UnavailableException or OutcomeUnknownException or TimeoutException
        or OrleansMessageRejectionException or SiloUnavailableException or ConnectionFailedException or ClientNotAvailableException
        || (fault is OperationCanceledException && !ct.IsCancellationRequested);
}
