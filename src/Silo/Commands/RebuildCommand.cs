using System.Collections.Immutable;
using System.CommandLine;
using Skiller.Silo.Configuration;

namespace Skiller.Silo.Commands;

/// <summary><c>skiller rebuild</c>.</summary>
internal static class RebuildCommand
{
    public static Command Create()
    {
        var what = new Option<string>("--what") { Description = "standings (with ledgers), lists, search, inbox, feeds, pulse, or all.", DefaultValueFactory = static _ => "all" };
        what.AcceptOnlyFromAmong("standings", "lists", "search", "inbox", "feeds", "pulse", "all");
        var json = JsonOption.AtTheEnd();
        var command = new Command("rebuild", "Drops what is derived from the log and folds it again; the log itself is not touched.") { what, json };
        command.SetAction(CommandLine.WithSettings((settings, parsed, ct) => Run(settings, parsed.GetRequiredValue(what), parsed.GetValue(json), ct)));
        return command;
    }

    private static async Task<ExitCode> Run(Settings settings, string what, bool asJson, CancellationToken ct)
    {
        if (await MissingDatabase.Said(settings))
        {
            return ExitCode.Failed;
        }

        await using var node = await NodeConnection.Open(settings, ct);
        await using (var services = StorageOfCommand.Open(settings))
        {
            await services.Audit("rebuilt", what, ct);
        }

        return await IOperationScreen.Around(asJson, screen =>
            node.Run("rebuild", ImmutableDictionary<string, string>.Empty.Add("what", what), screen, ct));
    }
}
