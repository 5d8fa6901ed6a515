using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Skiller.Silo.Configuration;
using Skiller.Storage.Backup;

namespace Skiller.Silo.Commands;

/// <summary><c>skiller release</c>: lets a restored database send again.</summary>
internal static class ReleaseCommand
{
    public static Command Create()
    {
        var drop = new Option<bool>("--drop-waiting") { Description = "Gives up first what waits to be sent: the original has sent it since." };
        var json = JsonOption.Of();
        var command = new Command("release", "Lets mails and webhooks of a restored database go again.") { drop, json };
        command.SetAction(CommandLine.WithSettings((settings, parsed, ct) => Run(settings, parsed.GetValue(drop), parsed.GetValue(json), ct)));
        return command;
    }

    private static async Task<ExitCode> Run(Settings settings, bool dropWaiting, bool asJson, CancellationToken ct)
    {
        if (await MissingDatabase.Said(settings))
        {
            return ExitCode.Failed;
        }

        await using var services = StorageOfCommand.Open(settings);
        var seal = services.GetRequiredService<Seal>();
        switch (await seal.Read(ct))
        {
            case null:
                Tell(new ReleaseReport(WasSealed: false, Dropped: null), asJson);
                return ExitCode.Done;
            case { VerifiedAt: null }:
                await Console.Error.WriteLineAsync("It is not verified yet: skiller verify.");
                return ExitCode.Failed;
            default:
                var dropped = await seal.Release(dropWaiting, ct);
                await services.Audit("released", dropWaiting ? string.Create(CultureInfo.InvariantCulture, $"{dropped} that waited were given up") : "", ct);
                Tell(new ReleaseReport(WasSealed: true, dropWaiting ? dropped : null), asJson);
                return ExitCode.Done;
        }
    }

    private static void Tell(ReleaseReport report, bool asJson) =>
        Console.WriteLine(asJson ? JsonSerializer.Serialize(report, ReleaseJson.Default.ReleaseReport) : report.ToText());
}

/// <summary>What <c>skiller release</c> tells.</summary>
/// <param name="WasSealed">Whether it had been restored or moved, and sent nothing until now.</param>
/// <param name="Dropped">How many that waited were given up; null: none was to be.</param>
internal sealed record ReleaseReport(bool WasSealed, long? Dropped)
{
    public string ToText() => !WasSealed
        ? "It is not sealed."
        : string.Create(CultureInfo.InvariantCulture, $"Released{(Dropped is { } dropped ? $"; {dropped} that waited were given up" : "")}.");
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(ReleaseReport))]
internal sealed partial class ReleaseJson : JsonSerializerContext;
