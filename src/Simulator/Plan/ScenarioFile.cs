using Skiller.Simulator.Journal;

namespace Skiller.Simulator.Plan;

/// <summary>Reads scenarios, and refuses those that cannot be.</summary>
internal static class ScenarioFile
{
    private const string Folder = "Scenarios";

    /// <summary>The names of the scenarios that ship inside the program.</summary>
    public static IReadOnlyList<string> Shipped { get; } = ShippedFile.Names(Folder);

    /// <summary>Reads one that ships, by its name, or a file.</summary>
    /// <exception cref="UsageException">It cannot be read, or says something that cannot be.</exception>
    public static Scenario Read(string name) => Parse(ShippedFile.Text(Folder, "scenario", name), name);

    /// <summary>Reads a scenario; <paramref name="source"/> is what errors call it.</summary>
    public static Scenario Parse(string text, string source)
    {
        var scenario = JsonInput.Parse<Scenario>(text, source);
        Check(scenario, source);
        return scenario;
    }

    /// <exception cref="UsageException">Something in it cannot be.</exception>
    public static void Check(Scenario scenario, string source)
    {
        Range("to", scenario.To, 2, 100_000);
        Range("days", scenario.Days, 1, 1_825);
        Range("secondsPerDay", scenario.SecondsPerDay, 0.001, 86_400);
        Range("questionsPerMemberDay", scenario.QuestionsPerMemberDay, 0, 1);
        Range("reads", scenario.Reads ?? 1, 0, 1);
        Range("participation", scenario.Participation, 1, 4);
        Range("membersInvite", scenario.MembersInvite, 0, 1);
        Range("frenchShare", scenario.FrenchShare, 0, 1);
        Range("hotShare", scenario.HotShare, 0, 1);
        Range("celebrityFollowers", scenario.CelebrityFollowers, 0, 1);
        Range("celebrityShare", scenario.CelebrityShare, 0, 1);
        Range("listeners", scenario.Listeners, 0, 1_000);
        Range("the sum of launches' shares", scenario.Launches.Sum(static launch => launch.Share), 0, 1);
        foreach (var launch in scenario.Launches)
        {
            Range("a launch's day", launch.Day, 0, scenario.Days - 1);
        }

        foreach (var fault in scenario.Faults)
        {
            FaultTimeline.Check(fault, scenario.Length, source);
        }

        void Range(string name, double value, double least, double most)
        {
            if (!(value >= least && value <= most))
            {
                throw new UsageException($"{source}: {name} is {value}, and must be from {least} to {most}.");
            }
        }
    }
}
