using System.Globalization;
using Skiller.Grains.Activity;

namespace Skiller.Silo.Verify;

/// <summary>What a derived row follows from: streams, targets or a skill, by its kind, key and value; several with a space between.</summary>
internal static class Subjects
{
    /// <summary>Whether any of them is among those that moved.</summary>
    public static bool HasMoved(string subjects, IReadOnlySet<string> moved) => subjects.Split(' ').Any(moved.Contains);

    public static string Of(string kind, string key, string value)
    {
        var first = key.Split('/')[0];
        return kind switch
        {
            "standing" or "standing-skill" or "ledger" or "ledger-skill" => $"{ActivityRouting.MemberNamespace}/m:{first}",
            "question" or "question-skill" => $"q:{first}",
            "answer" => $"q:{value}",
            "member" => $"m:{first} {ActivityRouting.MemberNamespace}/m:{first}",
            "member-skill" => $"m:{first}",
            "search-text" => $"{(first == "0" ? "q" : "m")}:{key.Split('/')[1]}",
            "search-name" => $"m:{key.Split('/')[1]}",
            "feed-act" or "feed-card" => $"q:{first}",
            "follower" or "follower-count" => ActivityRouting.FeedShardOf(first),
            "pulse-question" or "pulse-answer" => $"q:{first}",
            "pulse-day" => ReplayedPulse.SubjectOf(long.Parse(key, CultureInfo.InvariantCulture)),
            "skill" => $"s:{key}",
            "skill-pair" => $"s:{first}",
            "notification" => Told(first, value.Split('|')[1]),
            _ => "",
        };
    }

    // Who follows a question stands in other streams too, whose facts go to the same shard; who used an invitation in streams that nobody knows here.
    private static string Told(string member, string question) => question == "0"
        ? $"m:{member} k:{member} {string.Join(' ', Enumerable.Range(0, ActivityRouting.FollowerShards).Select(ActivityRouting.InboxShard))}"
        : $"q:{question} {ActivityRouting.InboxShardOf($"q:{question}")}";
}
