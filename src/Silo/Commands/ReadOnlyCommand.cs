using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Skiller.Grains.Activity;
using Skiller.Silo.Configuration;
using Skiller.Storage.Schema;

namespace Skiller.Silo.Commands;

/// <summary>
/// <c>skiller read-only on|off|status</c>: closes the log to acts on all nodes, and opens it again. Through the database alone, whose append looks
/// at it, so that it needs no node and misses none.
/// </summary>
internal static class ReadOnlyCommand
{
    private const int LongestReason = 500;

    public static Command Create()
    {
        var reason = new Option<string>("--reason") { Description = "Why, for other operators: status and /health/details show it; members see only that it is so.", DefaultValueFactory = static _ => "" };
        var json = JsonOption.Of();
        var on = new Command("on", "Nothing is recorded any more once it returns, on any node; what is under way ends in order.") { reason, json };
        on.SetAction(CommandLine.WithSettings((settings, parsed, ct) => On(settings, parsed.GetRequiredValue(reason), parsed.GetValue(json), ct)));
        var off = new Command("off", "Acts are recorded again, without a restart.") { json };
        off.SetAction(CommandLine.WithSettings((settings, parsed, ct) => Off(settings, parsed.GetValue(json), ct)));
        var status = new Command("status", "Whether it is so, since when and why.") { json };
        status.SetAction(CommandLine.WithSettings((settings, parsed, ct) => Status(settings, parsed.GetValue(json), ct)));
        return new Command("read-only", "Lets everybody read and nobody write, on all nodes and until it is ended.") { on, off, status };
    }

    /// <summary>Closes the log, and says so.</summary>
    public static async Task<ExitCode> On(Settings settings, string reason, bool asJson, CancellationToken ct)
    {
        if (reason.Length > LongestReason || reason.Any(char.IsControl))
        {
            await Console.Error.WriteLineAsync($"A reason is one line of at most {LongestReason} characters.");
            return ExitCode.Usage;
        }

        return await With(settings, asJson, async (services, mode) =>
        {
            var position = await mode.Begin(reason, ct);
            await services.Audit("read-only-on", reason, ct);
            return position;
        }, ct);
    }

    /// <summary>Opens the log, and says so.</summary>
    public static Task<ExitCode> Off(Settings settings, bool asJson, CancellationToken ct) => With(
        settings,
        asJson,
        async (services, mode) =>
        {
            await mode.End(ct);
            await services.Audit("read-only-off", "", ct);
            return null;
        },
        ct);

    private static Task<ExitCode> Status(Settings settings, bool asJson, CancellationToken ct) =>
        With(settings, asJson, static (_, _) => Task.FromResult<long?>(null), ct);

    private static async Task<ExitCode> With(Settings settings, bool asJson, Func<IServiceProvider, IReadOnlyMode, Task<long?>> act, CancellationToken ct)
    {
        if (await MissingDatabase.Said(settings))
        {
            return ExitCode.Failed;
        }

        await using var services = StorageOfCommand.Open(settings);
        if (await services.GetRequiredService<SchemaUpgrade>().Pending(ct) is { Count: > 0 } pending)
        {
            await Console.Error.WriteLineAsync($"The schema lacks {pending.Count} scripts, up to {pending[^1]}: skiller migrate applies them.");
            return ExitCode.Failed;
        }

        var mode = services.GetRequiredService<IReadOnlyMode>();
        var position = await act(services, mode);
        var state = await mode.Read(ct);
        var report = new ReadOnlyReport(state is not null, state?.Since, state?.Reason, position);
        Console.WriteLine(asJson ? JsonSerializer.Serialize(report, ReadOnlyJson.Default.ReadOnlyReport) : report.ToText());
        return ExitCode.Done;
    }
}

/// <summary>What <c>skiller read-only</c> tells.</summary>
/// <param name="IsReadOnly">Whether the log is closed.</param>
/// <param name="Since">Since when; null: it is open.</param>
/// <param name="Reason">Why; null: it is open.</param>
/// <param name="Position">When it was closed by this call: the last position, beyond which nothing comes.</param>
internal sealed record ReadOnlyReport(bool IsReadOnly, DateTimeOffset? Since, string? Reason, long? Position)
{
    public string ToText() => !IsReadOnly
        ? "Acts are recorded."
        : string.Create(
            CultureInfo.InvariantCulture,
            $"Read-only since {Since:u}{(Reason is { Length: > 0 } ? $" ({Reason})" : "")}{(Position is { } last ? $": nothing is recorded beyond position {last}" : "")}. Back: skiller read-only off");
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(ReadOnlyReport))]
internal sealed partial class ReadOnlyJson : JsonSerializerContext;
