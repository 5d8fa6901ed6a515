using System.Globalization;
using Skiller.Simulator.Chance;
using Skiller.Simulator.People;

namespace Skiller.Simulator.Plan;

/// <summary>When members say on their profile what they do: some soon after they joined, few of them again. Pure.</summary>
internal static class Introductions
{
    // Assumptions: none of the sources has them.
    private const double Share = 0.4;
    private const double AgainShare = 0.2;
    private const double FirstHours = 24;
    private const double AgainHours = 240;

    public static IEnumerable<Act> Of(Scenario scenario, Person person)
    {
        var chance = RandomStream.Of(scenario.Seed, "introduction", person.Index);
        var (at, happens) = (person.JoinsAt, chance.Happens(Share));
        for (var number = 1; happens; number++)
        {
            at += TimeSpan.FromHours(0.1 + chance.Exponential(number == 1 ? FirstHours : AgainHours));
            if (at >= scenario.Length)
            {
                yield break;
            }

            yield return new Act.Introduce(string.Create(CultureInfo.InvariantCulture, $"m{person.Index}i{number}"), at, person.Index, person.Locale);
            happens = chance.Happens(AgainShare);
        }
    }
}
