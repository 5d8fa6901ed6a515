using Xunit;

namespace Skiller.Tests.Http.Sites;

/// <summary>Waits for a fact. What follows the log is there within a second; the bound is for a busy machine.</summary>
internal static class Eventually
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan _look = TimeSpan.FromMilliseconds(25);

    public static async Task Holds(Func<Task<bool>> fact, string what = "")
    {
        var start = TimeProvider.System.GetTimestamp();
        while (!await fact())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(start) < _patience, $"It did not come: {what}");
            await Task.Delay(_look);
        }
    }
}
