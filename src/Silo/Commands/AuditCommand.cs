using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Skiller.Grains.Audit;
using Skiller.Silo.Backup;

namespace Skiller.Silo.Commands;

/// <summary><c>skiller audit</c>: shows the trail of administrative acts, and whether somebody has tampered with it.</summary>
internal static class AuditCommand
{
    private const int PageSize = 1_000;

    public static Command Create()
    {
        var after = new Option<long>("--after") { Description = "Only entries beyond this number." };
        var check = new Option<bool>("--check") { Description = "Shows nothing and says whether each entry follows from those before it." };
        var against = new Option<string?>("--against") { Description = "With --check: the folder of a backup, whose manifest says how far the trail was then." };
        var json = JsonOption.Of("A JSON object a line; with --check, one.");
        var command = new Command("audit", "Shows who did what as an administrator or operator, oldest first.") { after, check, against, json };
        command.SetAction(CommandLine.WithSettings((settings, parsed, ct) => StorageOfCommand.Use(settings, services =>
            parsed.GetValue(check) || parsed.GetValue(against) is not null
                ? Check(services.GetRequiredService<IAuditTrail>(), parsed.GetValue(against), parsed.GetValue(json), ct)
                : Show(services.GetRequiredService<IAuditTrail>(), parsed.GetValue(after), parsed.GetValue(json), ct), ct)));
        return command;
    }

    private static async Task<ExitCode> Check(IAuditTrail trail, string? backup, bool asJson, CancellationToken ct)
    {
        var known = backup is null ? null : (await new BackupFolder(Path.GetFullPath(backup)).Manifest(ct)).Audit;
        var fault = await AuditCheck.Fault(trail, known, ct);
        if (fault is not null && !asJson)
        {
            await Console.Error.WriteLineAsync(fault);
            return ExitCode.Failed;
        }

        var head = await trail.Head(ct);
        if (asJson)
        {
            Console.WriteLine(JsonSerializer.Serialize(new AuditChecked(head.Number, head.Hash, fault), AuditJson.Default.AuditChecked));
            return fault is null ? ExitCode.Done : ExitCode.Failed;
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{head.Number} entries, each follows from those before it. The last: {head.Hash}"));
        return ExitCode.Done;
    }

    private static async Task<ExitCode> Show(IAuditTrail trail, long after, bool asJson, CancellationToken ct)
    {
        while (await trail.Read(after, PageSize, ct) is { Count: > 0 } page)
        {
            foreach (var (number, entry, _) in page)
            {
                Console.WriteLine(asJson
                    ? JsonSerializer.Serialize(new AuditLine(number, entry.At, entry.Action, entry.Actor, entry.Subject, entry.Detail, entry.Position), AuditJson.Default.AuditLine)
                    : string.Create(CultureInfo.InvariantCulture, $"{number,6} {entry.At:u} {Word(entry.Actor),-24} {entry.Action,-28} {Word(entry.Subject),-12} {entry.Detail}").TrimEnd());
            }

            after = page[^1].Number;
        }

        return ExitCode.Done;
    }

    private static string Word(string text) => text.Length == 0 ? "-" : text;
}

/// <summary>An entry as a line of JSON.</summary>
internal sealed record AuditLine(long Number, DateTimeOffset At, string Action, string Actor, string Subject, string Detail, long Position);

/// <summary>What <c>--check</c> tells.</summary>
/// <param name="Entries">How many there are.</param>
/// <param name="Hash">The hash of the last.</param>
/// <param name="Fault">What does not follow from those before it; null: all does.</param>
internal sealed record AuditChecked(long Entries, string Hash, string? Fault);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(AuditLine))]
[JsonSerializable(typeof(AuditChecked))]
internal sealed partial class AuditJson : JsonSerializerContext;
