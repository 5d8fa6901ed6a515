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

        foreach (var silo in Log.Nodes)
        {
            Line(text, "silo", string.Create(CultureInfo.InvariantCulture, $"{silo.Address} {silo.State}, heard of at {silo.AliveAt:u}"));
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

/// <summary>How a running node says it is.</summary>
internal sealed record NodeHealth(int Process, Uri OperationsUrl, string Ready, string Write);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(StatusReport))]
internal sealed partial class StatusJson : JsonSerializerContext;
