namespace Skiller.Tests.Given.Faults;

/// <summary>What a <see cref="FaultProxy"/> does to the bytes of one direction: Toxiproxy's toxics, which go together.</summary>
public sealed record Toxics
{
    /// <summary>Nothing: bytes go on as they come.</summary>
    public static Toxics None { get; } = new();

    /// <summary>How much later what came goes on. What comes behind it waits with it, not after it.</summary>
    public TimeSpan Latency { get; init; }

    /// <summary>How much less or more than <see cref="Latency"/> it may be.</summary>
    public TimeSpan Jitter { get; init; }

    /// <summary>Bandwidth in bytes a second; null: as much as there is.</summary>
    public long? BytesPerSecond { get; init; }

    /// <summary>How long the end of one side is kept from the other.</summary>
    public TimeSpan SlowClose { get; init; }

    /// <summary>Half-open: connections stay and are taken, nothing comes through. What came meanwhile goes on afterwards, as what is sent again does.</summary>
    public bool IsSilent { get; init; }

    /// <summary>Of what is silent: after how long connections are closed; null: never.</summary>
    public TimeSpan? ClosesSilent { get; init; }

    /// <summary>Slicer: of how many bytes at most each piece is that goes on; null: as they come.</summary>
    public int? SliceBytes { get; init; }

    /// <summary>How long the slicer waits after each piece.</summary>
    public TimeSpan SliceDelay { get; init; }

    /// <summary>Limit data: how many bytes go on since this was set; then the connection is reset, and what was to follow is gone. Null: all.</summary>
    public long? LimitBytes { get; init; }

    /// <summary>Reset peer: after how long a connection that has something to say is reset; null: never.</summary>
    public TimeSpan? ResetsAfter { get; init; }
}
