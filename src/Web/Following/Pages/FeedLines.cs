using Skiller.Web.Site;

namespace Skiller.Web.Following.Pages;

/// <summary>What happened on a card in a line a kind, however often it did.</summary>
internal static class FeedLines
{
    private const int MostNames = 3;

    public static IEnumerable<string> Of(Words t, IReadOnlyList<FeedActJson> acts)
    {
        foreach (var kind in acts.GroupBy(static act => act.Kind))
        {
            var names = string.Join(", ", kind.Select(act => act.By?.Name ?? t["author.unknown"]).Distinct().Take(MostNames));
            yield return kind.Key switch
            {
                "asked" => t["feed.asked", names],
                "answered" => $"{t.Count("feed.answers", kind.Count())} ({names})",
                _ => t["feed.accepted"],
            };
        }
    }
}
