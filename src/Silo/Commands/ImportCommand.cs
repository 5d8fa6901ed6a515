using System.Collections.Immutable;
using System.CommandLine;
using Skiller.Silo.Configuration;

namespace Skiller.Silo.Commands;

/// <summary><c>skiller import stackexchange FOLDER</c>.</summary>
internal static class ImportCommand
{
    public static Command Create()
    {
        var folder = new Argument<DirectoryInfo>("folder") { Description = "The folder with Posts.xml, Users.xml, Votes.xml, Comments.xml, PostHistory.xml." };
        var site = new Option<string>("--site") { Description = "The site's name, for ever: the same name again adds nothing. Default: the folder's name." };
        var locale = new Option<string>("--locale") { Description = "The site's language: en or fr.", DefaultValueFactory = static _ => "en" };
        locale.AcceptOnlyFromAmong("en", "fr");
        var json = JsonOption.AtTheEnd();
        var stackExchange = new Command("stackexchange", "Imports a Stack Exchange data dump; resumable, and a second run adds nothing.") { folder, site, locale, json };
        stackExchange.SetAction(CommandLine.WithSettings((settings, parsed, ct) =>
            Run(settings, parsed.GetRequiredValue(folder), parsed.GetValue(site), parsed.GetRequiredValue(locale), parsed.GetValue(json), ct)));
        return new Command("import", "Imports a community from elsewhere.") { stackExchange };
    }

    private static async Task<ExitCode> Run(Settings settings, DirectoryInfo folder, string? site, string locale, bool asJson, CancellationToken ct)
    {
        if (!folder.Exists)
        {
            await Console.Error.WriteLineAsync($"There is no folder {folder.FullName}.");
            return ExitCode.Usage;
        }

        var arguments = ImmutableDictionary<string, string>.Empty
            .Add("folder", folder.FullName)
            .Add("site", site ?? folder.Name)
            .Add("locale", locale);
        await using var node = await NodeConnection.Open(settings, ct);
        return await IOperationScreen.Around(asJson, screen => node.Run("import-stackexchange", arguments, screen, ct));
    }
}
