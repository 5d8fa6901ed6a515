using System.Collections.Immutable;

namespace Skiller.Tests.Processes.Crash;

/// <summary>What the service says after the run, read through its public API, and what its log holds, read by SQL.</summary>
/// <param name="Registers">The value of each register.</param>
/// <param name="Tokens">How often each token occurs among the things of its kind: <c>kind/token</c>.</param>
/// <param name="Scores">The score of each post: <c>question</c> or <c>question/answer</c>.</param>
/// <param name="Revisions">The version numbers of each post.</param>
/// <param name="Ledgers">The ledger of each member by handle, oldest first.</param>
/// <param name="Reputations">The reputation shown of each member by handle.</param>
/// <param name="Log">The activity log in the order of positions.</param>
internal sealed record FinalState(
    ImmutableDictionary<string, string> Registers,
    ImmutableDictionary<string, int> Tokens,
    ImmutableDictionary<string, int> Scores,
    ImmutableDictionary<string, ImmutableArray<int>> Revisions,
    ImmutableDictionary<string, ImmutableArray<LedgerLine>> Ledgers,
    ImmutableDictionary<string, long> Reputations,
    ImmutableArray<LogLine> Log);

/// <summary>One entry of a public ledger.</summary>
internal sealed record LedgerLine(DateTimeOffset At, int Points, string Reason, string? Question, string? Answer, long Position);

/// <summary>One row of the activity log.</summary>
internal sealed record LogLine(long Position, string Stream, long Version, string Kind, string Payload, DateTimeOffset At)
{
    /// <summary>What of it somebody wrote; null where it was not read or there is none.</summary>
    public string? Personal { get; init; }

    /// <summary>Who acted; null where it was not read or nobody did.</summary>
    public long? Actor { get; init; }
}
