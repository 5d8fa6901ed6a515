using System.Collections.Immutable;
using Skiller.Simulator.Chance;
using Skiller.Simulator.People;

namespace Skiller.Simulator.Plan;

/// <summary>Everybody, by what they do, in the order in which they join.</summary>
internal sealed record Crowds(Crowd Asking, Crowd Answering, Crowd Commenting, Crowd Voting, Crowd Visiting);

/// <summary>Draws people who are there at a time, by how active they are.</summary>
internal sealed class Community
{
    private const int Attempts = 12;
    private const int EndorsedSkillsPerPeer = 20;

    // Nobody writes in their first minutes.
    private static readonly TimeSpan _arriving = TimeSpan.FromMinutes(15);

    private readonly ImmutableArray<TimeSpan> _joined;
    private readonly Crowds _crowds = new(new(), new(), new(), new(), new());
    private readonly HashSet<(int By, int Of, string Skill)> _endorsed = [];
    private readonly Dictionary<(int By, int Of), int> _endorsements = [];

    public Community(ImmutableArray<Person> people)
    {
        People = people;
        _joined = [.. people.Select(static person => person.JoinsAt)];
        foreach (var person in people)
        {
            _crowds.Asking.Add(person.Weights.Asking);
            _crowds.Answering.Add(person.Weights.Answering);
            _crowds.Commenting.Add(person.Weights.Commenting);
            _crowds.Voting.Add(person.Weights.Voting);
            _crowds.Visiting.Add(person.Weights.Visiting);
        }
    }

    public ImmutableArray<Person> People { get; }

    /// <summary>How many have joined and settled by a time.</summary>
    public int At(TimeSpan time)
    {
        var place = _joined.BinarySearch(time - _arriving);
        if (place < 0)
        {
            return ~place;
        }

        while (place < _joined.Length && _joined[place] == time - _arriving)
        {
            place++;
        }

        return place;
    }

    /// <summary>Somebody who is there, other than some; null when nobody was found.</summary>
    public Person? Draw(RandomStream chance, TimeSpan at, Func<Crowds, Crowd> crowd, HashSet<int> but)
    {
        var there = At(at);
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            if (crowd(_crowds).Draw(chance, there) is { } found && !but.Contains(found))
            {
                return People[found];
            }
        }

        return null;
    }

    /// <summary>Notes an endorsement; false when it was made before, or the one has endorsed the other for twenty skills (a rule of the target).</summary>
    public bool EndorsesFirst(int by, int of, string skill) =>
        by != of && _endorsed.Add((by, of, skill)) && (_endorsements[(by, of)] = _endorsements.GetValueOrDefault((by, of)) + 1) <= EndorsedSkillsPerPeer;
}
