using System.Globalization;

namespace Skiller.Tests.Processes.Live;

/// <summary>An item of <c>GET /notifications</c>.</summary>
/// <param name="Bundle">The kind, the question, the answer and the day.</param>
/// <param name="Position">The newest act's.</param>
/// <param name="Count">How many acts.</param>
/// <param name="People">By how many members.</param>
internal sealed record ShownNotice(string Bundle, long Position, int Count, int People);

/// <summary>Compares a member's notifications as they are listed with what they are due by the log: each exactly once.</summary>
internal static class NoticeChecker
{
    public static IEnumerable<string> Differences(string handle, IEnumerable<DueNotice> due, IReadOnlyCollection<ShownNotice> shown)
    {
        var expected = due.GroupBy(static notice => notice.Bundle).ToDictionary(
            static bundle => bundle.Key,
            static bundle => new ShownNotice(bundle.Key, bundle.Max(static notice => notice.Position), bundle.Count(), bundle.Select(static notice => notice.Actor).Distinct().Count()));
        foreach (var twice in shown.GroupBy(static item => item.Bundle).Where(static bundle => bundle.Count() > 1))
        {
            yield return $"{handle}: {twice.Key} is listed {twice.Count()} times";
        }

        foreach (var item in shown)
        {
            if (!expected.TryGetValue(item.Bundle, out var known))
            {
                yield return $"{handle}: {item.Bundle} is listed and not due";
            }
            else if (known != item)
            {
                yield return $"{handle}: {item.Bundle} is listed as {Text(item)}, due is {Text(known)}";
            }
        }

        foreach (var missing in expected.Keys.Except(shown.Select(static item => item.Bundle)))
        {
            yield return $"{handle}: {missing} is due and not listed";
        }
    }

    private static string Text(ShownNotice item) =>
        string.Create(CultureInfo.InvariantCulture, $"{item.Count} by {item.People}, the newest at {item.Position}");
}
