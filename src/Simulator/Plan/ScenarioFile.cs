using System.Text.Json;
using Skiller.Simulator.Journal;

namespace Skiller.Simulator.Plan;

/// <summary>Reads scenarios from files, and says of each mistake what it is and what would do.</summary>
internal static class ScenarioFile
{
    // By reflection: what a source generator makes of init-only properties forgets their defaults.
    private static readonly JsonSerializerOptions _format = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
    };

    private static readonly string[] _names = [.. typeof(Scenario).GetProperties().Where(static property => property.CanWrite).Select(static property => JsonNamingPolicy.CamelCase.ConvertName(property.Name))];

    /// <exception cref="UsageException">It cannot be read, or says something that cannot be.</exception>
    public static Scenario Read(string path)
    {
        string text;
        try
        {
            text = File.ReadAllText(path);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"The scenario {path} cannot be read: {fault.Message}");
        }

        return Parse(text, path);
    }

    /// <summary>Reads a scenario; <paramref name="source"/> is what errors call it.</summary>
    public static Scenario Parse(string text, string source)
    {
        try
        {
            using var document = JsonDocument.Parse(text, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            if (document.RootElement.ValueKind == JsonValueKind.Object)
            {
                foreach (var property in document.RootElement.EnumerateObject().Where(static property => property.Name != "$schema" && !_names.Contains(property.Name)))
                {
                    throw new UsageException($"{source}: nobody knows '{property.Name}'. Did you mean '{Spelling.Nearest(property.Name, _names)}'? There are: {string.Join(", ", _names)}.");
                }
            }

            var scenario = JsonSerializer.Deserialize<Scenario>(text, _format) ?? throw new UsageException($"{source} is empty.");
            Check(scenario, source);
            return scenario;
        }
        catch (JsonException fault)
        {
            throw new UsageException($"{source}: {(fault.Path is { Length: > 2 } path ? path[2..] : "the text")} is not what it should be, at line {fault.LineNumber + 1}: {fault.Message.Split(". Path")[0]}");
        }
    }

    /// <exception cref="UsageException">Something in it cannot be.</exception>
    public static void Check(Scenario scenario, string source)
    {
        Range("to", scenario.To, 2, 100_000);
        Range("days", scenario.Days, 1, 1_825);
        Range("secondsPerDay", scenario.SecondsPerDay, 0.001, 86_400);
        Range("questionsPerMemberDay", scenario.QuestionsPerMemberDay, 0, 1);
        Range("reads", scenario.Reads, 0, 1);
        Range("participation", scenario.Participation, 1, 4);
        Range("membersInvite", scenario.MembersInvite, 0, 1);
        Range("frenchShare", scenario.FrenchShare, 0, 1);
        Range("hotShare", scenario.HotShare, 0, 1);
        Range("listeners", scenario.Listeners, 0, 1_000);
        Range("the sum of launches' shares", scenario.Launches.Sum(static launch => launch.Share), 0, 1);
        foreach (var launch in scenario.Launches)
        {
            Range("a launch's day", launch.Day, 0, scenario.Days - 1);
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
