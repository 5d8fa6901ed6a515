using System.CommandLine;
using System.Text.Json;
using Skiller.Grains.Activity;
using Skiller.Grains.Mail;
using Skiller.Silo.Configuration;
using Skiller.Silo.Hosting;
using Skiller.Silo.Nodes;
using Skiller.Silo.Operations;
using Skiller.Storage.Backup;
using Skiller.Storage.Nodes;
using Skiller.Storage.Schema;
using Skiller.Storage.Status;

namespace Skiller.Silo.Commands;

/// <summary><c>skiller status</c>: how things are, from the database alone, and from the node where one runs.</summary>
internal static class StatusCommand
{
    private static readonly TimeSpan NodePatience = TimeSpan.FromSeconds(3);

    public static Command Create()
    {
        var json = JsonOption.Of();
        var command = new Command("status", "Shows nodes, schema, the log's head, how far its readers are, dead letters and counts.") { json };
        command.SetAction(CommandLine.WithSettings((settings, parsed, ct) => Run(settings, parsed.GetValue(json), ct)));
        return command;
    }

    private static async Task<ExitCode> Run(Settings settings, bool asJson, CancellationToken ct)
    {
        if (await MissingDatabase.Said(settings))
        {
            return ExitCode.Failed;
        }

        await using var services = StorageOfCommand.Open(settings);
        var pending = await services.GetRequiredService<SchemaUpgrade>().Pending(ct);
        if (pending.Count > 0)
        {
            await Console.Error.WriteLineAsync($"The schema lacks {pending.Count} scripts, up to {pending[^1]}: skiller migrate applies them.");
            return ExitCode.Failed;
        }

        var log = await services.GetRequiredService<IStatusReader>().Read(ct);
        var rows = services.GetRequiredService<StatusRows>();
        var (nodes, now) = await services.GetRequiredService<NodeRows>().List(ct);
        var report = new StatusReport(
            settings.Storage.IsPostgres ? "PostgreSQL" : settings.Storage.SqliteFile,
            await Node(settings, ct),
            await services.GetRequiredService<Seal>().Read(ct),
            log with { Mail = await services.GetRequiredService<IOutbox>().Status(ct) })
        {
            Program = NodeBoard.Version,
            ReadOnly = await services.GetRequiredService<IReadOnlyMode>().Read(ct),
            Nodes = [.. nodes.Select(node => new NodeLine(
                node.Name, node.Version, node.Roles, node.Silo, node.PublicUrl, node.OperationsUrl, node.State, node.StartedAt, (now - node.SeenAt).TotalSeconds, node.ClockAhead.TotalSeconds))],
            Consumers = await rows.Consumers(ct),
            DatabaseStatus = await rows.Database(ct),
            Last = await services.GetRequiredService<UpkeepRows>().Last(ct),
            DiskFreeBytes = DiskSpace.FreeAt(settings.Data),
        };
        Console.WriteLine(asJson ? JsonSerializer.Serialize(report, StatusJson.Default.StatusReport) : report.ToText());
        return ExitCode.Done;
    }

    private static async Task<NodeHealth?> Node(Settings settings, CancellationToken ct)
    {
        if (!DataFolder.IsInUse(settings.Data) || DataFolder.CardOf(settings.Data) is not { } card)
        {
            return null;
        }

        using var http = new HttpClient { BaseAddress = card.OperationsUrl, Timeout = NodePatience };
        return new NodeHealth(card.Process, card.OperationsUrl, await Says(http, "/health/ready", ct), await Says(http, "/health/write", ct));
    }

    private static async Task<string> Says(HttpClient http, string path, CancellationToken ct)
    {
        try
        {
            using var response = await http.GetAsync(path, ct);
            return (await response.Content.ReadAsStringAsync(ct)).Trim();
        }
        catch (Exception fault) when (fault is HttpRequestException || (fault is OperationCanceledException && !ct.IsCancellationRequested))
        {
            return "no answer";
        }
    }
}
