namespace Skiller.Grains.Accounts;

/// <summary><c>Skiller__AllowSimulation</c>: for load tests only (DESIGN.md part 6).</summary>
internal sealed record SimulationOptions
{
    /// <summary>Whether members whose address is of a reserved domain have no limits.</summary>
    public bool Allowed { get; init; }

    /// <summary>Whether mails to simulated members are sent as to others; the transport must be one that only keeps them.</summary>
    public bool CapturesMails { get; init; }

    /// <summary>Whether nothing is mailed to an address.</summary>
    public bool Silences(string? email) => !CapturesMails && Covers(email);

    /// <summary>Whether an account is one of a simulated member.</summary>
    public bool Covers(string? email) => Allowed && email is not null && EmailAddress.TryParse(email, out var address) && address.IsReserved;
}
