namespace Skiller.Storage.Nodes;

/// <summary>A node as it wrote itself down.</summary>
/// <param name="Name">The machine and the data folder: there is one node in each.</param>
/// <param name="Version">Of its program.</param>
/// <param name="Roles"><c>silo</c>, <c>web</c>, or <c>silo,web</c>.</param>
/// <param name="Silo">The silo's address and port; empty for a front.</param>
/// <param name="PublicUrl">Where it serves users; empty: nowhere.</param>
/// <param name="OperationsUrl">Where its operations are.</param>
/// <param name="Process">Its process id.</param>
/// <param name="State"><c>ready</c>, <c>read-only</c>, <c>not ready</c> or <c>draining</c>.</param>
internal sealed record NodeRow(
    string Name, string Version, string Roles, string Silo, string PublicUrl, string OperationsUrl, long Process, string State)
{
    /// <summary>When it began to serve, by the database's clock.</summary>
    public DateTimeOffset StartedAt { get; init; }

    /// <summary>When it was last heard of, by the database's clock; it writes every five seconds.</summary>
    public DateTimeOffset SeenAt { get; init; }

    /// <summary>How far its clock is ahead of the database's.</summary>
    public TimeSpan ClockAhead { get; init; }
}
