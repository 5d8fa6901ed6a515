using Skiller.Simulator.Chance;
using Skiller.Simulator.People;

namespace Skiller.Simulator.Plan;

/// <summary>The one member whom many follow, and what comes of it. Pure; nothing where the scenario has none.</summary>
internal static class Celebrity
{
    private const int Index = 1;

    // An assumption, as that followers come within a day of joining and hear of a question within hours.
    private const double FollowedQuestionShare = 0.5;

    /// <summary>That somebody follows the celebrity; null when they do not.</summary>
    public static Act.FollowMember? FollowedBy(Scenario scenario, Person person)
    {
        var at = person.JoinsAt + TimeSpan.FromHours(0.5 + RandomStream.Of(scenario.Seed, "fan-wait", person.Index).Exponential(6));
        return IsFan(scenario, person.Index) && at < scenario.Length ? new Act.FollowMember($"f{person.Index}", at, person.Index, Index) : null;
    }

    /// <summary>The celebrity, when the question is theirs and they are there; null when it is somebody else's.</summary>
    public static Person? Asks(Scenario scenario, Community community, string question, TimeSpan at) =>
        community.At(at) > Index && RandomStream.Of(scenario.Seed, "celebrity", question).Happens(scenario.CelebrityShare) ? community.People[Index] : null;

    /// <summary>Who of those who are there follows a question of the celebrity, and is told of each answer then.</summary>
    public static IEnumerable<Act> Following(Scenario scenario, Community community, string question, TimeSpan askedAt, Person asker)
    {
        foreach (var person in asker.Index == Index && scenario.CelebrityShare > 0 ? community.People.Take(community.At(askedAt)) : [])
        {
            var chance = RandomStream.Of(scenario.Seed, "fan", $"{question}-{person.Index}");
            if (IsFan(scenario, person.Index) && chance.Happens(FollowedQuestionShare))
            {
                yield return new Act.Follow($"{question}f{person.Index}", askedAt + TimeSpan.FromHours(0.02 + chance.Exponential(1)), person.Index, question);
            }
        }
    }

    private static bool IsFan(Scenario scenario, int index) => index > Index && RandomStream.Of(scenario.Seed, "fan", index).Happens(scenario.CelebrityFollowers);
}
