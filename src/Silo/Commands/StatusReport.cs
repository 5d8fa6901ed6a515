using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json.Serialization;
using Skiller.Grains.Activity;
using Skiller.Storage.Backup;
using Skiller.Storage.Status;

namespace Skiller.Silo.Commands;

/// <summary>What <c>skiller status</c> tells.</summary>
/// <param name="Database">Which.</param>
/// <param name="Node">The node of this data folder, null when none runs.</param>
/// <param name="Seal">What holds a restored database back, null when nothing does.</param>
/// <param name="Log">What the database says.</param>
internal sealed record StatusReport(string Database, NodeHealth? Node, SealState? Seal, LogStatus Log)
{
    /// <summary>Since when and why an operator keeps the log closed, null when nobody does.</summary>
    public ReadOnlyState? ReadOnly { get; init; }

    /// <summary>The version of the program that looks.</summary>
    public string Program { get; init; } = "";

    /// <summary>All nodes that are known, fronts too, with what each was last heard to say.</summary>
    public ImmutableArray<NodeLine> Nodes { get; init; } = [];

    /// <summary>How far each consumer of all facts of its kind is.</summary>
    public ImmutableArray<ConsumerStatus> Consumers { get; init; } = [];

    /// <summary>How large and how busy the database is.</summary>
    public DatabaseStatus? DatabaseStatus { get; init; }

    /// <summary>When the last backup and the last verification ended.</summary>
    public Upkeep? Last { get; init; }

    /// <summary>What is free where the data folder is; null: not known.</summary>
    public long? DiskFreeBytes { get; init; }

    private static readonly (string Prefix, string Name)[] Kinds =
        [("q", "questions"), ("m", "members"), ("s", "skills"), ("i", "invitations"), ("r", "invitation requests")];

    public string ToText()
    {
        var text = new StringBuilder();
        Line(text, "database", Database);
        Line(text, "schema", "up to date");
        Line(text, "node", Node is null ? "none runs on this data folder" : $"process {Node.Process}, {Node.OperationsUrl}, {Node.Ready}, {Node.Write}");
        if (Seal is { } seal)
        {
            Line(text, "sealed", string.Create(
                CultureInfo.InvariantCulture,
                $"restored at {seal.RestoredAt:u} up to {seal.Position}, {(seal.VerifiedAt is null ? "not verified yet: skiller verify" : "nothing is sent before skiller release")}"));
        }

        if (ReadOnly is { } closed)
        {
            Line(text, "read-only", string.Create(
                CultureInfo.InvariantCulture, $"since {closed.Since:u}{(closed.Reason.Length > 0 ? $" ({closed.Reason})" : "")}: no acts before skiller read-only off"));
        }

        foreach (var node in Nodes)
        {
            Line(text, "known node", string.Create(
                CultureInfo.InvariantCulture,
                $"{(node.Silo.Length > 0 ? node.Silo : node.PublicUrl)} {node.Roles} {node.Version} {node.State}, heard of {node.SeenSeconds:0} s ago, clock {node.ClockAheadSeconds:+0.000;-0.000} s, {node.Name}"));
        }

        foreach (var silo in Log.Nodes)
        {
            Line(text, "silo", string.Create(CultureInfo.InvariantCulture, $"{silo.Address} {silo.State}, heard of at {silo.AliveAt:u}"));
        }

        if (DatabaseStatus is { } busy)
        {
            Line(text, "size", string.Create(CultureInfo.InvariantCulture, $"{busy.Bytes / (1024 * 1024)} MiB{(DiskFreeBytes is { } free ? $"; {free / (1024 * 1024)} MiB free where the data folder is" : "")}"));
            if (busy.Connections is not null)
            {
                Line(text, "connections", string.Create(
                    CultureInfo.InvariantCulture,
                    $"{busy.Connections} of at most {busy.MostConnections}, {busy.WaitingForLocks} wait for locks, the oldest transaction is {busy.OldestTransactionSeconds} s old"));
            }
        }

        if (Last is { } last)
        {
            Line(text, "last backup", last.BackupAt is { } backup ? backup.ToString("u", CultureInfo.InvariantCulture) : "never");
            Line(text, "last verification", last.VerifiedAt is { } verified
                ? string.Create(CultureInfo.InvariantCulture, $"{verified:u}, {(last.Differences == 0 ? "no difference" : $"{last.Differences} differences")}")
                : "never");
        }

        Line(text, "head", Log.Head.ToString(CultureInfo.InvariantCulture));
        foreach (var (prefix, name) in Kinds)
        {
            Line(text, name, Log.Streams.GetValueOrDefault(prefix).ToString(CultureInfo.InvariantCulture));
        }

        foreach (var partition in Log.Partitions)
        {
            Line(text, $"partition {partition.Partition}", string.Create(CultureInfo.InvariantCulture, $"at {partition.Checkpoint}, {partition.Waiting} beyond"));
        }

        foreach (var consumer in Consumers.Where(static consumer => consumer.Behind > 0))
        {
            Line(text, "behind", string.Create(CultureInfo.InvariantCulture, $"{consumer.Name} at {consumer.Mark}, {consumer.Behind} facts"));
        }

        Line(text, "dead letters", string.Create(CultureInfo.InvariantCulture, $"{Log.Letters} of {Log.ConsumersBehind} consumers that are behind"));
        foreach (var letter in Log.DeadLetters)
        {
            Line(text, "dead letter", string.Create(
                CultureInfo.InvariantCulture, $"{letter.Target} stands before {letter.Position} since {letter.At:u} after {letter.Attempts} attempts: {letter.Reason}"));
        }

        Line(text, "mails waiting", string.Create(
            CultureInfo.InvariantCulture, $"{Log.Mail.Waiting}{(Log.Mail.OldestAt is { } oldest ? $", the oldest since {oldest:u}" : "")}"));
        Line(text, "dead mails", Log.Mail.Dead.ToString(CultureInfo.InvariantCulture));
        foreach (var mail in Log.Mail.Letters)
        {
            Line(text, "dead mail", string.Create(CultureInfo.InvariantCulture, $"{mail.Key} at {mail.At:u} after {mail.Attempts} attempts: {mail.Reason}"));
        }

        return text.ToString().TrimEnd();
    }

    private static void Line(StringBuilder text, string name, string value) => text.Append(name.PadRight(20)).AppendLine(value);
}

/// <summary>A node as it last wrote itself down.</summary>
internal sealed record NodeLine(
    string Name, string Version, string Roles, string Silo, string PublicUrl, string OperationsUrl, string State, DateTimeOffset StartedAt, double SeenSeconds, double ClockAheadSeconds);

/// <summary>How a running node says it is.</summary>
internal sealed record NodeHealth(int Process, Uri OperationsUrl, string Ready, string Write);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(StatusReport))]
internal sealed partial class StatusJson : JsonSerializerContext;
