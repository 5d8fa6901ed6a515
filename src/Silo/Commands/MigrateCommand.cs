using System.CommandLine;
using System.Globalization;
using Skiller.Silo.Configuration;
using Skiller.Storage.Schema;

namespace Skiller.Silo.Commands;

/// <summary><c>skiller migrate</c>: brings the database to this program's schema. Safe while nodes run and when several start it.</summary>
internal static class MigrateCommand
{
    public static Command Create()
    {
        var command = new Command("migrate", "Brings the database to this program's schema and lists what was applied.");
        command.SetAction(CommandLine.WithSettings(static (settings, _, ct) => Run(settings, ct)));
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
}
