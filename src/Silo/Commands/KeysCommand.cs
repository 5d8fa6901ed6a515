using System.CommandLine;
using System.Globalization;
using System.Text.Json;
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
        var json = JsonOption.Of();
        var command = new Command("make", "Writes a new key into a file, before those that are in it, for its owner only.") { file, json };
        command.SetAction(async (parsed, _) =>
        {
            try
            {
                var key = KeyFile.AddKey(Path.GetFullPath(parsed.GetValue(file)!));
                Console.WriteLine(parsed.GetValue(json)
                    ? JsonSerializer.Serialize(new KeyMade(key), KeysJson.Default.KeyMade)
                    : $"Key {key} is the first of the file now. Put the file on every node, then: skiller keys seal");
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
        var json = JsonOption.Of();
        var command = new Command("seal", "Seals every secret of the database with the first key of the file. Every node must have that key already.") { json };
        command.SetAction(CommandLine.WithSettings((settings, parsed, ct) => StorageOfCommand.Use(settings, async services =>
        {
            if (settings.KeyFile is null)
            {
                await Console.Error.WriteLineAsync($"{SettingNames.KeyFile} is not set.");
                return ExitCode.Usage;
            }

            var count = await services.GetRequiredService<SealedSecrets>().SealAll(ct);
            var key = services.GetRequiredService<SecretBox>().Key!.Name;
            await services.Audit("secrets-sealed", $"with the key {key}", ct);
            Console.WriteLine(parsed.GetValue(json) ? JsonSerializer.Serialize(new SecretsSealed(count, key), KeysJson.Default.SecretsSealed) : string.Create(
                CultureInfo.InvariantCulture,
                $"{count} sealed anew with the key {key}; no other key of the file is needed for this database any more."));
            return ExitCode.Done;
        }, ct)));
        return command;
    }

    private static Command Renew()
    {
        var json = JsonOption.Of();
        var command = new Command("renew", "Makes a new key of forms, which fronts take ten minutes later; forms that are open stay good.") { json };
        command.SetAction(CommandLine.WithSettings((settings, parsed, ct) => StorageOfCommand.Use(settings, async services =>
        {
            var rows = services.GetRequiredService<FormKeyRows>();
            await rows.Renew(TimeSpan.Zero, ct);
            await services.Audit("form-keys-renewed", "", ct);
            var newest = (await rows.Read(ct)).MaxBy(static key => key.MadeAt)!;
            Console.WriteLine(parsed.GetValue(json) ? JsonSerializer.Serialize(new FormKey(newest.Id, newest.MadeAt), KeysJson.Default.FormKey) : "Renewed.");
            return ExitCode.Done;
        }, ct)));
        return command;
    }

    private static Command Show()
    {
        var json = JsonOption.Of();
        var command = new Command("show", "Which secrets there are, which key seals each, and how old the keys of forms are. No secret is shown.") { json };
        command.SetAction(CommandLine.WithSettings((settings, parsed, ct) => StorageOfCommand.Use(settings, async services =>
        {
            var secrets = await services.GetRequiredService<SealedSecrets>().List(ct);
            var forms = await services.GetRequiredService<FormKeyRows>().Read(ct);
            if (parsed.GetValue(json))
            {
                Console.WriteLine(JsonSerializer.Serialize(
                    new KeysReport([.. secrets.Select(static one => new SecretReport(one.Purpose, one.Key))], [.. forms.Select(static one => new FormKey(one.Id, one.MadeAt))]),
                    KeysJson.Default.KeysReport));
                return ExitCode.Done;
            }

            foreach (var secret in secrets)
            {
                Console.WriteLine($"{secret.Purpose,-50}{(secret.Key is { } key ? $"sealed with {key}" : "not sealed")}");
            }

            foreach (var form in forms)
            {
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{"form key " + form.Id,-50}made at {form.MadeAt:u}"));
            }

            return ExitCode.Done;
        }, ct)));
        return command;
    }
}
