using System.Collections.Immutable;
using Skiller.Simulator.Chance;
using Skiller.Simulator.Growing;
using Skiller.Simulator.Journal;
using Skiller.Simulator.People;
using Skiller.Simulator.Shapes;

namespace Skiller.Simulator.Load;

/// <summary>A post of a site that grew.</summary>
/// <param name="Place">Its ids.</param>
/// <param name="Name">Its name in the plan of the growth, or of the load that wrote it.</param>
/// <param name="Author">Whose it is, by index.</param>
internal sealed record KnownPost(Known Place, string Name, int Author);

/// <summary>A site that grew, as the journals in the folder of its growth have it: who joined, what is there, and who voted how. What nobody acknowledged is not there.</summary>
internal sealed class KnownSite
{
    private KnownSite(RunFacts facts, ImmutableArray<Person> people) => (Facts, People) = (facts, people);

    public RunFacts Facts { get; }

    /// <summary>Everybody whom the scenario has, by index.</summary>
    public ImmutableArray<Person> People { get; }

    /// <summary>Those who joined, in their order.</summary>
    public required ImmutableArray<Person> Members { get; init; }

    /// <summary>Questions, the oldest first.</summary>
    public required ImmutableArray<KnownPost> Questions { get; init; }

    public required ImmutableArray<KnownPost> Answers { get; init; }

    /// <summary>Skills that questions have.</summary>
    public required IReadOnlySet<string> Skills { get; init; }

    /// <summary>The last vote of a member (by index) on a post (by name).</summary>
    public required IReadOnlyDictionary<(int Voter, string Post), int> Votes { get; init; }

    /// <summary>How many comments a post (by name) has.</summary>
    public required IReadOnlyDictionary<string, int> Comments { get; init; }

    /// <summary>The question on which most have voted: the hottest one; null when there is none.</summary>
    public required KnownPost? Hottest { get; init; }

    /// <summary>Reads what the folder of a growth has, and what loads have added to it.</summary>
    /// <exception cref="UsageException">There is no run in it, or nobody has joined or asked yet.</exception>
    public static KnownSite Read(RunFolder folder)
    {
        var (facts, lines) = (folder.Read(), folder.Lines().OrderBy(static line => line.Began).ToList());
        var population = Population.Of(facts.Scenario);
        var people = population.ToDictionary(static person => person.Handle, StringComparer.Ordinal);
        var members = lines.Where(line => line is { Kind: "join", IsAcknowledged: true } && people.ContainsKey(line.By)).Select(line => people[line.By]).OrderBy(static person => person.Index).ToImmutableArray();
        var posts = lines.Where(line => line is { Kind: "ask" or "answer", IsAcknowledged: true, Id: not null } && people.ContainsKey(line.By))
            .Select(line => new KnownPost(line.Kind == "ask" ? new Known(line.Id!, line.Id, null) : new Known(line.Id!, line.Question, line.Id), line.Name, people[line.By].Index)).ToList();
        if (members.Length < 2 || posts.Count == 0)
        {
            throw new UsageException($"Nobody can act in {folder.Path}: the growth there has {members.Length} members and {posts.Count} posts.");
        }

        var names = posts.ToDictionary(static post => (post.Place.Question!, post.Place.Answer), static post => post.Name);
        var votes = new Dictionary<(int, string), int>();
        var comments = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var line in lines.Where(static line => line.Outcome is Outcome.Acknowledged or Outcome.Unknown))
        {
            if (names.GetValueOrDefault(line.Post) is { } post && people.TryGetValue(line.By, out var by))
            {
                if (line is { Kind: "vote", Value: { } value })
                {
                    votes[(by.Index, post)] = value;
                }
                else if (line.Kind == "comment")
                {
                    comments[post] = comments.GetValueOrDefault(post) + 1;
                }
            }
        }

        var questions = posts.Where(static post => post.Place.Answer is null).ToImmutableArray();
        var heat = votes.Keys.CountBy(static vote => vote.Item2).ToDictionary(StringComparer.Ordinal);
        return new KnownSite(facts, population)
        {
            Members = members,
            Questions = questions,
            Answers = [.. posts.Where(static post => post.Place.Answer is not null)],
            Skills = lines.Where(static line => line is { Kind: "ask", IsAcknowledged: true }).SelectMany(static line => line.Skills ?? []).ToHashSet(StringComparer.Ordinal),
            Votes = votes,
            Comments = comments,
            Hottest = questions.MaxBy(question => heat.GetValueOrDefault(question.Name)),
        };
    }

    /// <summary>A crowd of posts by how popular each is: as the growth that wrote it had it.</summary>
    public Crowd Popularity(IEnumerable<KnownPost> posts)
    {
        var crowd = new Crowd();
        foreach (var post in posts)
        {
            crowd.Add(RandomStream.Of(Facts.Scenario.Seed, "popularity", post.Name).LogNormal(1, WorkloadShape.PopularitySigma));
        }

        return crowd;
    }

    /// <summary>A crowd of the members by how much they do of something.</summary>
    public Crowd CrowdOf(Func<Activity, double> weight)
    {
        var crowd = new Crowd();
        foreach (var member in Members)
        {
            crowd.Add(weight(member.Weights));
        }

        return crowd;
    }
}
