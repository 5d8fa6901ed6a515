using System.Collections.Immutable;
using Skiller.Grains.Activity;
using Skiller.Grains.Mail;

namespace Skiller.Storage.Status;

/// <summary>How the log and what follows it are, as the database alone tells it.</summary>
/// <param name="Head">The highest position.</param>
/// <param name="Streams">How many streams there are, by the prefix of their names.</param>
/// <param name="Partitions">How far the stream provider is.</param>
/// <param name="Letters">How many facts consumers stand before.</param>
/// <param name="ConsumersBehind">Consumers that stand before at least one.</param>
/// <param name="DeadLetters">The oldest of these facts, at most 50.</param>
/// <param name="Nodes">The silos that membership knows; empty where there is no membership in the database.</param>
internal sealed record LogStatus(
    long Head,
    ImmutableDictionary<string, long> Streams,
    ImmutableArray<PartitionStatus> Partitions,
    long Letters,
    long ConsumersBehind,
    ImmutableArray<DeadLetter> DeadLetters,
    ImmutableArray<NodeStatus> Nodes)
{
    /// <summary>The mails that are to be sent, and those that could not be.</summary>
    public OutboxStatus Mail { get; init; } = new(0, null, 0, []);
}

/// <summary>How far the stream provider is in one partition.</summary>
/// <param name="Partition">Which.</param>
/// <param name="Checkpoint">The position behind the effects of which there is nothing left to do.</param>
/// <param name="Waiting">What is beyond it: perhaps delivered, and not yet known to be folded.</param>
internal sealed record PartitionStatus(int Partition, long Checkpoint, long Waiting);

/// <summary>A silo as membership knows it.</summary>
internal sealed record NodeStatus(string Address, string State, DateTimeOffset AliveAt);

/// <summary>Reads how the log is.</summary>
internal interface IStatusReader
{
    /// <exception cref="Contracts.UnavailableException">The database is away.</exception>
    Task<LogStatus> Read(CancellationToken ct);
}

/// <summary>The queries of both drivers.</summary>
internal static class StatusQueries
{
    private static readonly SqlText _sql = SqlText.Load("Status.status.sql");

    public static string Head => _sql["head"];

    public static string Streams => _sql["streams"];

    public static string Letters => _sql["letters"];

    public static string OpenLetters => _sql["open-letters"];

    public static string Nodes => _sql["nodes"];

    public static string Partitions { get; } = Numbered("partitions");

    public static string Waiting { get; } = Numbered("waiting");

    private static string Numbered(string query) => _sql[query].Replace(
        "{partitions}", string.Join(", ", Enumerable.Range(0, ActivityRouting.Partitions).Select(static number => $"({number})")), StringComparison.Ordinal);
}
