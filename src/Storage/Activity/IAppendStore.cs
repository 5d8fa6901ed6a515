using Skiller.Grains.Activity;

namespace Skiller.Storage.Activity;

/// <summary>Appends a batch in one transaction. A dialect's part of the group commit.</summary>
internal interface IAppendStore
{
    /// <summary>Appends each request whole or not at all; one that cannot be does not hinder the others.</summary>
    /// <param name="batch">Requests of which no two share a stream or a command's key.</param>
    /// <param name="now">Which commands have expired.</param>
    /// <returns>What became of each, in their order, and the highest position.</returns>
    /// <exception cref="Contracts.UnavailableException">Certainly nothing was appended.</exception>
    /// <exception cref="Contracts.OutcomeUnknownException">Perhaps all was appended.</exception>
    /// <remarks>Any other exception means that nothing was appended because of what the batch holds.</remarks>
    Task<AppendedBatch> Append(IReadOnlyList<AppendRequest> batch, DateTimeOffset now);

    /// <summary>Removes some commands whose time is over; returns how many.</summary>
    Task<int> PurgeCommands(DateTimeOffset now, int limit);
}

/// <summary>What became of a batch.</summary>
internal sealed record AppendedBatch(IReadOnlyList<AppendOutcome> Outcomes, long Head);
