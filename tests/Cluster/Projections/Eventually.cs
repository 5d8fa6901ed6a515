using Xunit;

namespace Skiller.Tests.Cluster.Projections;

/// <summary>Waits for a fact, and fails with what was there instead.</summary>
internal static class Eventually
{
    private static readonly TimeSpan _limit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan _between = TimeSpan.FromMilliseconds(20);

    public static async Task Equal<T>(T expected, Func<Task<T>> look)
    {
        var begun = TimeProvider.System.GetTimestamp();
        var found = await look();
        while (!EqualityComparer<T>.Default.Equals(expected, found) && TimeProvider.System.GetElapsedTime(begun) < _limit)
        {
            await Task.Delay(_between);
            found = await look();
        }

        Assert.Equal(expected, found);
    }

    public static Task Equal<T>(T expected, Func<T> look) => Equal(expected, () => Task.FromResult(look()));
}
