using Skiller.Simulator.Growing;
using Skiller.Simulator.Journal;
using Skiller.Simulator.Load;
using Skiller.Simulator.Plan;

namespace Skiller.Tests.Simulator;

/// <summary>The folder of a growth as it would be if a target had acknowledged every act, with names for ids.</summary>
internal static class GrownFolder
{
    /// <summary>Writes one, and what a load knows of it.</summary>
    public static async Task<KnownSite> Write(string path, Scenario scenario)
    {
        var folder = new RunFolder(path);
        folder.Begin(new RunFacts(scenario, new Uri("http://127.0.0.1:9"), "password", DateTimeOffset.UnixEpoch, StartedEmpty: true, "code"));
        var planner = new Planner(scenario);
        var requests = new ActRequests(scenario, planner.People, "password", "code");
        await using (var journal = JournalWriter.Open(folder.Journal))
        {
            var lines = planner.Acts().Where(static act => act.IsWrite && act is not (Act.Draft or Act.Mistake)).Select((act, number) =>
                requests.Of(act, Place(act.Needs)).Line with { Outcome = Outcome.Acknowledged, Began = number, Ended = number, Id = act.Name, Question = act is Act.Ask ? act.Name : Place(act.Needs)?.Question });
            await Task.WhenAll(lines.Select(journal.Append));
        }

        return KnownSite.Read(folder);
    }

    private static Known? Place(string? name) => name is null ? null
        : name.IndexOf('a', StringComparison.Ordinal) is > 0 and var at ? new Known(name, name[..at], name)
        : new Known(name, name, null);
}
