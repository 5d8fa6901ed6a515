using System.CommandLine;
using System.Globalization;
using Skiller.Silo.Configuration;
using Skiller.Storage.Keys;

namespace Skiller.Silo.Commands;

/// <summary>
/// <c>skiller keys</c>: the key that seals secrets in the database, and the keys of forms. All of it can be done while nodes serve (F39).
/// </summary>
internal static class KeysCommand
{
    public static Command Create() => new("keys", "The key that seals secrets in the database, and the keys of forms.")
    {
        Make(), SealAll(), Renew(), Show(),
    };

    private static Command Make()
    {
        var file = new Argument<string>("FILE") { Description = $"What {SettingNames.KeyFile} names on every node." };
        var command = new Command("make", "Writes a new key into a file, before those that are in it, for its owner only.") { file };
        command.SetAction(async (parsed, _) =>
        {
            try
            {
                Console.WriteLine($"Key {KeyFile.AddKey(Path.GetFullPath(parsed.GetValue(file)!))} is the first of the file now. Put the file on every node, then: skiller keys seal");
                return (int)ExitCode.Done;
            }
            catch (Exception fault) when (fault is InvalidDataException or IOException or UnauthorizedAccessException)
            {
                await Console.Error.WriteLineAsync($"Failed: {fault.Message}");
                return (int)ExitCode.Failed;
            }
        });
        return command;
    }

    private static Command SealAll()
    {
        var command = new Command("seal", "Seals every secret of the database with the first key of the file. Every node must have that key already.");
        command.SetAction(CommandLine.WithSettings((settings, _, ct) => StorageOfCommand.Use(settings, async services =>
        {
            if (settings.KeyFile is null)
            {
                await Console.Error.WriteLineAsync($"{SettingNames.KeyFile} is not set.");
                return ExitCode.Usage;
            }

            var count = await services.GetRequiredService<SealedSecrets>().SealAll(ct);
            await services.Audit("secrets-sealed", $"with the key {services.GetRequiredService<SecretBox>().Key!.Name}", ct);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{count} sealed anew with the key {services.GetRequiredService<SecretBox>().Key!.Name}; no other key of the file is needed for this database any more."));
            return ExitCode.Done;
        })));
        return command;
    }

    private static Command Renew()
    {
        var command = new Command("renew", "Makes a new key of forms, which fronts take ten minutes later; forms that are open stay good.");
        command.SetAction(CommandLine.WithSettings((settings, _, ct) => StorageOfCommand.Use(settings, async services =>
        {
            await services.GetRequiredService<FormKeyRows>().Renew(TimeSpan.Zero, ct);
            await services.Audit("form-keys-renewed", "", ct);
            Console.WriteLine("Renewed.");
            return ExitCode.Done;
        })));
        return command;
    }

    private static Command Show()
    {
        var command = new Command("show", "Which secrets there are, which key seals each, and how old the keys of forms are. No secret is shown.");
        command.SetAction(CommandLine.WithSettings((settings, _, ct) => StorageOfCommand.Use(settings, async services =>
        {
            foreach (var secret in await services.GetRequiredService<SealedSecrets>().List(ct))
            {
                Console.WriteLine($"{secret.Purpose,-50}{(secret.Key is { } key ? $"sealed with {key}" : "not sealed")}");
            }

            foreach (var form in await services.GetRequiredService<FormKeyRows>().Read(ct))
            {
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{"form key " + form.Id,-50}made at {form.MadeAt:u}"));
            }

            return ExitCode.Done;
        })));
        return command;
    }
}
