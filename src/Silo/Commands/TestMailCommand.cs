using System.Collections.Immutable;
using System.CommandLine;
using Skiller.Silo.Configuration;

namespace Skiller.Silo.Commands;

/// <summary><c>skiller test-mail ADDRESS</c>.</summary>
internal static class TestMailCommand
{
    public static Command Create()
    {
        var address = new Argument<string>("address") { Description = "Where the mail goes." };
        var locale = new Option<string>("--locale") { Description = "Its language: fr or en.", DefaultValueFactory = static _ => "fr" };
        locale.AcceptOnlyFromAmong("fr", "en");
        var json = JsonOption.AtTheEnd();
        var command = new Command("test-mail", "Sends a mail at once with the node's settings and says what came of it.") { address, locale, json };
        command.SetAction(CommandLine.WithSettings((settings, parsed, ct) =>
            Run(settings, parsed.GetRequiredValue(address), parsed.GetRequiredValue(locale), parsed.GetValue(json), ct)));
        return command;
    }

    private static async Task<ExitCode> Run(Settings settings, string address, string locale, bool asJson, CancellationToken ct)
    {
        if (await MissingDatabase.Said(settings))
        {
            return ExitCode.Failed;
        }

        var arguments = ImmutableDictionary<string, string>.Empty.Add("address", address).Add("locale", locale);
        await using var node = await NodeConnection.Open(settings, ct);
        return await IOperationScreen.Around(asJson, screen => node.Run("test-mail", arguments, screen, ct));
    }
}
