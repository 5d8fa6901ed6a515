using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Skiller.Silo.Configuration;
using Skiller.Storage.Schema;

namespace Skiller.Silo.Commands;

/// <summary><c>skiller migrate</c>: brings the database to this program's schema. Safe while nodes run and when several start it.</summary>
internal static class MigrateCommand
{
    public static Command Create()
    {
        var plan = new Option<bool>("--plan") { Description = "Only says what would be applied, whether it merely expands, and who would wait for it; 1 when there is something." };
        var json = JsonOption.Of("The plan as a JSON array.");
        var command = new Command("migrate", "Brings the database to this program's schema and lists what was applied.") { plan, json };
        command.SetAction(CommandLine.WithSettings((settings, parsed, ct) => parsed.GetValue(plan) || parsed.GetValue(json) ? Plan(settings, parsed.GetValue(json), ct) : Run(settings, ct)));
        return command;
    }

    private static async Task<ExitCode> Run(Settings settings, CancellationToken ct)
    {
        await using var services = StorageOfCommand.Open(settings);
        var schema = services.GetRequiredService<SchemaUpgrade>();
        var pending = await schema.Pending(ct);
        var applied = await schema.Apply(ct);
        foreach (var script in pending)
        {
            Console.WriteLine($"applied {script}");
        }

        if (applied > 0)
        {
            await services.Audit("migrated", string.Create(CultureInfo.InvariantCulture, $"{applied} scripts up to {pending[^1]}"), ct);
        }

        Console.WriteLine(applied == 0 ? "The schema is up to date." : $"{applied} applied.");
        return ExitCode.Done;
    }

    private static async Task<ExitCode> Plan(Settings settings, bool asJson, CancellationToken ct)
    {
        if (await MissingDatabase.Said(settings))
        {
            return ExitCode.Failed;
        }

        await using var services = StorageOfCommand.Open(settings);
        var scripts = await services.GetRequiredService<MigrationPlan>().Make(ct);
        if (asJson)
        {
            Console.WriteLine(JsonSerializer.Serialize(scripts, PlanJson.Default.ImmutableArrayPlannedScript));
        }
        else
        {
            Console.WriteLine(scripts.IsEmpty ? "The schema is up to date." : string.Join('\n', scripts.SelectMany(Lines)));
        }

        return scripts.IsEmpty ? ExitCode.Done : ExitCode.Failed;
    }

    private static IEnumerable<string> Lines(PlannedScript script) =>
    [
        $"would apply {script.Script}: {(script.IsExpanding ? "only adds, nodes of the version before go on beside it" : "takes away or changes, stop nodes of the version before first")}",
        .. script.Locks.Select(static held => string.Create(
            CultureInfo.InvariantCulture, $"  {held.By} {held.Table}{(held.Rows is { } rows ? $" (about {rows} rows)" : "")}: {held.Effect}")),
    ];
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(ImmutableArray<PlannedScript>))]
internal sealed partial class PlanJson : JsonSerializerContext;
