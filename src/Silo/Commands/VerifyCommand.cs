using System.Collections.Immutable;
using System.CommandLine;
using Skiller.Silo.Configuration;

namespace Skiller.Silo.Commands;

/// <summary><c>skiller verify</c>.</summary>
internal static class VerifyCommand
{
    public static Command Create()
    {
        var command = new Command("verify", "Recomputes everything from the log and compares it with what grains and rows say; 1 when something differs.");
        command.SetAction(CommandLine.WithSettings(static (settings, _, ct) => Run(settings, ct)));
        return command;
    }

    private static async Task<ExitCode> Run(Settings settings, CancellationToken ct)
    {
        if (await MissingDatabase.Said(settings))
        {
            return ExitCode.Failed;
        }

        await using var node = await NodeConnection.Open(settings, ct);
        return await IOperationScreen.Around(screen => node.Run("verify", ImmutableDictionary<string, string>.Empty, screen, ct));
    }
}
