using Skiller.Contracts;

namespace Skiller.Silo.Import;

/// <summary>Repeats what the world kept from happening: each act of an import has a command id, so a repetition is harmless.</summary>
internal static class Patiently
{
    private const int Attempts = 8;
    private static readonly TimeSpan _pause = TimeSpan.FromSeconds(1);

    public static async Task<T> Try<T>(Func<Task<T>> act, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await act();
            }
            catch (Exception fault) when (attempt < Attempts && fault is (UnavailableException or OutcomeUnknownException or TimeoutException))
            {
                await Task.Delay(_pause * attempt, TimeProvider.System, ct);
            }
        }
    }
}
