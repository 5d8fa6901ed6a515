using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Skiller.Simulator.Chance;
using Skiller.Simulator.Plan;
using Skiller.Simulator.Shapes;
using Skiller.Simulator.Words;

namespace Skiller.Simulator.People;

/// <summary>Who joins, when, and invited by whom. Pure: the same scenario gives the same people.</summary>
internal static class Population
{
    /// <summary>Invitations that a member has (the public rule; administrators have no limit).</summary>
    public const int InvitationsEach = 5;

    private static readonly TimeSpan _settling = TimeSpan.FromHours(2);

    public static ImmutableArray<Person> Of(Scenario scenario)
    {
        var joining = Growth.JoinTimes(scenario);
        var people = ImmutableArray.CreateBuilder<Person>(joining.Length);

        // Who has invitations left, those who joined first in front.
        var (inviting, left, settled) = (new List<int>(), new int[joining.Length], 0);
        for (var index = 0; index < joining.Length; index++)
        {
            var chance = RandomStream.Of(scenario.Seed, "person", index);
            while (settled < index && people[settled].JoinsAt + _settling < joining[index])
            {
                if (settled > 0)
                {
                    left[settled] = InvitationsEach;
                    inviting.Add(settled);
                }

                settled++;
            }

            var (inviter, invitedAt) = Inviter(index, joining, people, inviting, left, scenario.MembersInvite, chance);
            people.Add(Make(scenario, index, joining[index], inviter, invitedAt, chance));
        }

        return people.MoveToImmutable();
    }

    private static (int? Inviter, TimeSpan At) Inviter(
        int index, ImmutableArray<TimeSpan> joining, ImmutableArray<Person>.Builder people, List<int> inviting, int[] left, double membersInvite, RandomStream chance)
    {
        var wait = TimeSpan.FromHours(Math.Max(0.1, chance.Exponential(12)));
        if (index == 0)
        {
            return (null, TimeSpan.Zero);
        }

        var inviter = 0;
        if (inviting.Count > 0 && chance.Happens(membersInvite))
        {
            var place = chance.Below(inviting.Count);
            inviter = inviting[place];
            if (--left[inviter] == 0)
            {
                inviting.RemoveAt(place);
            }
        }

        var (earliest, at) = (people[inviter].JoinsAt, joining[index] - wait);
        return (inviter, at > earliest ? at : earliest + ((joining[index] - earliest) / 2));
    }

    private static Person Make(Scenario scenario, int index, TimeSpan joinsAt, int? inviter, TimeSpan invitedAt, RandomStream chance)
    {
        var (first, family) = (chance.Of(Vocabulary.FirstNames), chance.Of(Vocabulary.FamilyNames));
        var handle = string.Create(CultureInfo.InvariantCulture, $"{Plain(first)}-{scenario.Tag}-{index}");
        var declared = Enumerable.Range(0, chance.Below(4)).Select(_ => SkillChoice.One(chance).Slug).Distinct(StringComparer.Ordinal).ToImmutableArray();
        var active = new Activity(
            Weight(chance, scenario.Participation * WorkloadShape.AskingShare),
            Weight(chance, scenario.Participation * WorkloadShape.AnsweringShare),
            Weight(chance, scenario.Participation * WorkloadShape.CommentingShare),
            Weight(chance, scenario.Participation * WorkloadShape.VotingShare),
            Weight(chance, 1));
        return new Person(
            index, handle, $"{first} {family}", $"{handle}@skiller-sim.example", chance.Happens(scenario.FrenchShare) ? "fr" : "en", declared, joinsAt, inviter, invitedAt, active);
    }

    private static double Weight(RandomStream chance, double share)
    {
        var (takesPart, weight) = (chance.Happens(share), chance.LogNormal(1, WorkloadShape.ActivitySigma));
        return takesPart ? weight : 0;
    }

    private static string Plain(string name) => new([.. name.Normalize(NormalizationForm.FormD).Where(char.IsAsciiLetter).Select(char.ToLowerInvariant)]);
}
