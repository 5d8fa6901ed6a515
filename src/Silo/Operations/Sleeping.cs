using Orleans.Core.Internal;

namespace Skiller.Silo.Operations;

/// <summary>
/// Lets a grain that an operation has looked at leave memory at once instead of with the others that nobody calls, so that an operation which
/// looks at all of them needs no memory for all of them.
/// </summary>
internal static class Sleeping
{
    /// <summary>Asks a grain to deactivate as soon as it has nothing to do; whoever calls it next wakes it.</summary>
    public static async Task Sleep(this IAddressable grain)
    {
        try
        {
            await grain.AsReference<IGrainManagementExtension>().DeactivateOnIdle();
        }
        catch (Exception fault) when (fault is TimeoutException or OrleansException)
        {
            // It stays until it is collected, which is no loss but memory.
        }
    }
}
