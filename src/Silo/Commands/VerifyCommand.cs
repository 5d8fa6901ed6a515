using System.Collections.Immutable;
using System.CommandLine;
using Skiller.Silo.Configuration;

namespace Skiller.Silo.Commands;

/// <summary><c>skiller verify</c>.</summary>
internal static class VerifyCommand
{
    public static Command Create()
    {
        var json = JsonOption.AtTheEnd();
        var command = new Command("verify", "Recomputes everything from the log and compares it with what grains and rows say; 1 when something differs.") { json };
        command.SetAction(CommandLine.WithSettings((settings, parsed, ct) => Run(settings, parsed.GetValue(json), ct)));
        return command;
    }

    private static async Task<ExitCode> Run(Settings settings, bool asJson, CancellationToken ct)
    {
        if (await MissingDatabase.Said(settings))
        {
            return ExitCode.Failed;
        }

        await using var node = await NodeConnection.Open(settings, ct);
        return await IOperationScreen.Around(asJson, screen => node.Run("verify", ImmutableDictionary<string, string>.Empty, screen, ct));
    }
}
