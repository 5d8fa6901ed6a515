namespace Skiller.Grains.Activity;

/// <summary>
/// Whether an operator keeps the log closed. Every append looks at it in its own transaction, so nothing is recorded anywhere once
/// <see cref="Begin"/> has returned, whatever the nodes know of it. What follows from the log goes on: projections, mails, webhooks.
/// </summary>
internal interface IReadOnlyMode
{
    /// <summary>Since when and why, null: it is open.</summary>
    /// <exception cref="Contracts.UnavailableException">The database is away.</exception>
    Task<ReadOnlyState?> Read(CancellationToken ct);

    /// <summary>Closes the log, after the append that is under way; closed already, it keeps its time and takes the reason.</summary>
    /// <param name="reason">Why, for operators; may be empty.</param>
    /// <param name="ct">Gives it up.</param>
    /// <returns>The last position, beyond which nothing comes.</returns>
    Task<long> Begin(string reason, CancellationToken ct);

    /// <summary>Opens the log; returns whether it was closed.</summary>
    Task<bool> End(CancellationToken ct);
}

/// <summary>A log that is kept closed.</summary>
/// <param name="Since">Since when.</param>
/// <param name="Reason">Why, in an operator's words; may be empty.</param>
internal sealed record ReadOnlyState(DateTimeOffset Since, string Reason);
