namespace Skiller.Contracts.Members;

/// <summary>Who acts: looked up once a request in the account's grain and carried with the command, so no other grain asks again.</summary>
/// <param name="Member">The member.</param>
/// <param name="Role">What they may do beyond what everybody may.</param>
/// <param name="SuspendedUntil">While this is in the future they may read only; null: not suspended.</param>
/// <param name="Locale">The language that they have chosen for pages, null: none.</param>
/// <param name="TimeZone">Their time zone by its IANA name, null: UTC.</param>
/// <param name="SuspendedFor">Why they are suspended, null: they are not, or nobody knows any more.</param>
[GenerateSerializer, Immutable, Alias("skiller.actor")]
public sealed record Actor(
    [property: Id(0)] MemberId Member,
    [property: Id(1)] Role Role,
    [property: Id(2)] DateTimeOffset? SuspendedUntil,
    [property: Id(3)] Locale? Locale = null,
    [property: Id(4)] string? TimeZone = null,
    [property: Id(5)] string? SuspendedFor = null)
{
    /// <summary>Whether the actor runs the community.</summary>
    public bool IsAdministrator => Role == Role.Administrator;
}
