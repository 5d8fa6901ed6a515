using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Skiller.Grains.Activity;
using Skiller.Silo.Configuration;
using Skiller.Silo.DeadLetters;

namespace Skiller.Silo.Commands;

/// <summary><c>skiller dead-letters list|replay|drop</c>: facts that a consumer could not fold and stands before.</summary>
internal static class DeadLettersCommand
{
    private const int Most = 1_000;
    private const int LongestReason = 500;

    public static Command Create()
    {
        var json = JsonOption.Of("A JSON array instead of text.");
        var list = new Command("list", "What is open, oldest first: its id, since when, and why; exit code 1 when there is any.") { json };
        list.SetAction(CommandLine.WithSettings((settings, parsed, ct) => List(settings, parsed.GetValue(json), ct)));

        var result = JsonOption.AtTheEnd();
        var one = new Argument<string?>("id") { Description = "As list shows it; without it, all.", Arity = ArgumentArity.ZeroOrOne };
        var replay = new Command("replay", "Has the consumers try again; each fact is folded once. They also do so by themselves, every twenty seconds.") { one, result };
        replay.SetAction(CommandLine.WithSettings((settings, parsed, ct) => Act(settings, "replay", parsed.GetValue(one), "", parsed.GetValue(result), ct)));

        var id = new Argument<string>("id") { Description = "As list shows it." };
        var reason = new Option<string>("--reason") { Description = "Why, kept with it.", Required = true };
        var drop = new Command("drop", "Has the consumer pass over the fact for as long as it cannot fold it; verify names what differs because of it.") { id, reason, result };
        drop.SetAction(CommandLine.WithSettings((settings, parsed, ct) =>
            Act(settings, "drop", parsed.GetRequiredValue(id), parsed.GetRequiredValue(reason), parsed.GetValue(result), ct)));
        return new Command("dead-letters", "Facts that a consumer could not fold and stands before.") { list, replay, drop };
    }

    private static async Task<ExitCode> List(Settings settings, bool asJson, CancellationToken ct)
    {
        if (await MissingDatabase.Said(settings))
        {
            return ExitCode.Failed;
        }

        await using var services = StorageOfCommand.Open(settings);
        var letters = await services.GetRequiredService<IDeadLetters>().List(Most, ct);
        ImmutableArray<LetterLine> lines = [.. letters.Select(static letter =>
            new LetterLine(DeadLettersOperation.IdOf(letter), letter.Target, letter.Position, letter.At, letter.Attempts, letter.Reason))];
        if (asJson)
        {
            Console.WriteLine(JsonSerializer.Serialize(lines, LettersJson.Default.ImmutableArrayLetterLine));
        }
        else
        {
            Console.WriteLine(lines.IsEmpty ? "There is no dead letter." : string.Join('\n', lines.Select(static line =>
                string.Create(CultureInfo.InvariantCulture, $"{line.Id}  since {line.Since:u} after {line.Attempts} attempts: {line.Reason}"))));
        }

        return lines.IsEmpty ? ExitCode.Done : ExitCode.Failed;
    }

    private static async Task<ExitCode> Act(Settings settings, string act, string? id, string reason, bool asJson, CancellationToken ct)
    {
        if (reason.Length > LongestReason || reason.Any(char.IsControl))
        {
            await Console.Error.WriteLineAsync($"A reason is one line of at most {LongestReason} characters.");
            return ExitCode.Usage;
        }

        if (await MissingDatabase.Said(settings))
        {
            return ExitCode.Failed;
        }

        var arguments = ImmutableDictionary<string, string>.Empty.Add("act", act).Add("reason", reason);
        await using var node = await NodeConnection.Open(settings, ct);
        await using (var services = StorageOfCommand.Open(settings))
        {
            await services.Audit($"dead-letters-{act}", $"{id ?? "all"} {reason}".TrimEnd(), ct);
        }

        return await IOperationScreen.Around(asJson, screen => node.Run("dead-letters", id is null ? arguments : arguments.Add("letter", id), screen, ct));
    }
}

/// <summary>A dead letter as it is shown.</summary>
internal sealed record LetterLine(string Id, string Target, long Position, DateTimeOffset Since, int Attempts, string Reason);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(ImmutableArray<LetterLine>))]
internal sealed partial class LettersJson : JsonSerializerContext;
