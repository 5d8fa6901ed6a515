using System.CommandLine;
using System.Text.Json;
using Skiller.Silo.Configuration;
using Skiller.Silo.Doctor;

namespace Skiller.Silo.Commands;

/// <summary><c>skiller doctor</c>: what is wrong, what it means, and what to do; changes nothing.</summary>
internal static class DoctorCommand
{
    public static Command Create()
    {
        var json = JsonOption.Of("A JSON array instead of text.");
        var sample = new Option<int>("--sample") { Description = "How many of the newest facts are held against their streams and ledgers; 0: none.", DefaultValueFactory = static _ => 500 };
        var command = new Command("doctor", "Says what is wrong with settings, schema, database, nodes, clocks, files and log; 1 when an error or a warning was found.") { json, sample };
        command.SetAction(CommandLine.WithSettings((settings, parsed, ct) => Run(settings, parsed.GetValue(json), parsed.GetValue(sample), ct)));
        return command;
    }

    private static async Task<ExitCode> Run(Settings settings, bool asJson, int sample, CancellationToken ct)
    {
        if (sample is < 0 or > 100_000)
        {
            await Console.Error.WriteLineAsync("A sample is 0 to 100,000 facts.");
            return ExitCode.Usage;
        }

        if (await MissingDatabase.Said(settings))
        {
            return ExitCode.Failed;
        }

        await using var services = StorageOfCommand.Open(settings);
        var found = await new Examination(services, settings, sample).Run(ct);
        if (asJson)
        {
            Console.WriteLine(JsonSerializer.Serialize(found, FindingsJson.Default.ImmutableArrayFinding));
        }
        else
        {
            Console.WriteLine(found.IsEmpty
                ? "Nothing is wrong."
                : string.Join('\n', found.Select(static one => $"{one.Severity} {one.Code}: {one.What}. Do: {one.Do}.")));
        }

        return found.Any(static one => one.Severity != "note") ? ExitCode.Failed : ExitCode.Done;
    }
}
