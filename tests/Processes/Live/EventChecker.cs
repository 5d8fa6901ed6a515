using System.Globalization;
using System.Text.Json;

namespace Skiller.Tests.Processes.Live;

/// <summary>Compares what each client heard with what it was to hear: every event of its topics exactly once and in order.</summary>
internal static class EventChecker
{
    /// <param name="due">What is due by the log.</param>
    /// <param name="heard">What one client heard.</param>
    /// <param name="upTo">Up to which position it must have heard all.</param>
    public static IEnumerable<string> Differences(DueEvents due, HeardByOne heard, long upTo)
    {
        var expected = due.For(heard.Topics, heard.Member, heard.After).ToDictionary(static happened => happened.Position);
        var seen = new HashSet<long>();
        var last = heard.After;
        foreach (var came in heard.Events)
        {
            if (came.Kind.Length > 0)
            {
                foreach (var wrong in Wrong(due, expected, seen, last, came))
                {
                    yield return $"{heard.Name}: {wrong}";
                }
            }

            last = Math.Max(last, came.Id);
        }

        foreach (var lost in expected.Values.Where(happened => happened.Position <= Math.Max(upTo, last) && !seen.Contains(happened.Position)))
        {
            yield return last < upTo && lost.Position > last
                ? $"{heard.Name}: {lost.Kind} {lost.Position} has not come yet, {last} was the last"
                : $"{heard.Name}: {lost.Kind} {lost.Position} is lost";
        }

        if (last < upTo)
        {
            yield return $"{heard.Name}: was told of {last} as the last position, {upTo} is the last";
        }
    }

    private static IEnumerable<string> Wrong(DueEvents due, Dictionary<long, DueEvent> expected, HashSet<long> seen, long last, Heard came)
    {
        if (!expected.TryGetValue(came.Id, out var happened))
        {
            yield return $"{came.Kind} {came.Id} is none of its events";
            yield break;
        }

        if (!seen.Add(came.Id))
        {
            yield return $"{came.Kind} {came.Id} came twice";
        }
        else if (came.Id <= last)
        {
            yield return $"{came.Kind} {came.Id} came after {last}";
        }

        if (came.Kind != happened.Kind)
        {
            yield return $"{came.Kind} {came.Id} was to be {happened.Kind}";
        }

        var data = JsonDocument.Parse(came.Data).RootElement;
        foreach (var (name, value) in happened.Says)
        {
            var said = data.TryGetProperty(name, out var found) ? found.ToString() : "";
            if (said != value)
            {
                yield return $"{came.Kind} {came.Id} says {name} '{said}', and not '{value}'";
            }
        }

        if (happened.Post is { } post && data.TryGetProperty("score", out var score) && !due.HadScore(post, came.Id, score.GetInt64()))
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"{came.Kind} {came.Id} says the score {score.GetInt64()}, which there never was since");
        }
    }
}
