using System.Collections.Immutable;
using Skiller.Simulator.Chance;
using Skiller.Simulator.Shapes;
using Skiller.Simulator.Words;

namespace Skiller.Simulator.People;

/// <summary>Draws skills by Zipf's law over the list of skills.</summary>
internal static class SkillChoice
{
    private static readonly Crowd _skills = Ranked();

    public static KnownSkill One(RandomStream chance) => Vocabulary.Skills[_skills.Draw(chance, _skills.Count) ?? 0];

    /// <summary>Slugs of one to five different skills, as many as questions have.</summary>
    public static ImmutableArray<string> Some(RandomStream chance)
    {
        var wanted = Counted(chance, WorkloadShape.SkillsPerQuestion) + 1;
        var chosen = ImmutableArray.CreateBuilder<string>(wanted);
        while (chosen.Count < wanted)
        {
            if (One(chance).Slug is var slug && !chosen.Contains(slug))
            {
                chosen.Add(slug);
            }
        }

        return chosen.ToImmutable();
    }

    /// <summary>The place of the share that a draw falls into; what is left over falls into the last.</summary>
    public static int Counted(RandomStream chance, ImmutableArray<double> shares)
    {
        var left = chance.Share();
        for (var place = 0; place < shares.Length - 1; place++)
        {
            left -= shares[place];
            if (left < 0)
            {
                return place;
            }
        }

        return shares.Length - 1;
    }

    private static Crowd Ranked()
    {
        var crowd = new Crowd();
        for (var rank = 1; rank <= Vocabulary.Skills.Length; rank++)
        {
            crowd.Add(1 / Math.Pow(rank, WorkloadShape.SkillExponent));
        }

        return crowd;
    }
}
