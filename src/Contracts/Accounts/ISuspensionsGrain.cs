using Skiller.Contracts.Members;

namespace Skiller.Contracts.Accounts;

/// <summary>Says who is suspended now. A stateless worker; read from the log, so right at once.</summary>
[Alias("skiller.suspensions"), GrainInterfaceType("skiller.suspensions")]
public interface ISuspensionsGrain : IGrainWithStringKey
{
    /// <summary>Who is suspended now, those whose suspension ends first at the beginning; administrators only. Refusals: not-allowed, invalid-cursor.</summary>
    /// <param name="query">Which part.</param>
    /// <param name="ct">Ends the wait.</param>
    [Alias("List")]
    Task<Result<Page<SuspendedMember>>> List(SuspensionQuery query, CancellationToken ct);
}

/// <summary>A time in which a member may read and not act. It ends by itself.</summary>
/// <param name="Until">When it ends.</param>
/// <param name="Reason">Why, in the words of whoever suspended them; null after a redaction.</param>
[GenerateSerializer, Immutable, Alias("skiller.suspension")]
public sealed record Suspension([property: Id(0)] DateTimeOffset Until, [property: Id(1)] string? Reason);

/// <summary>Suspends a member, or changes until when and why they are.</summary>
/// <param name="Actor">The administrator.</param>
/// <param name="Until">When it ends: in the future, at most <see cref="Limits.SuspensionMax"/> away.</param>
/// <param name="Reason">Why; the member reads it.</param>
[GenerateSerializer, Immutable, Alias("skiller.suspend-member")]
public sealed record SuspendMember([property: Id(0)] Actor Actor, [property: Id(1)] DateTimeOffset Until, [property: Id(2)] string? Reason);

/// <summary>What an administrator sees of somebody's account.</summary>
/// <param name="Role">What they may do beyond what everybody may.</param>
/// <param name="Suspension">The suspension that lasts, null: none.</param>
[GenerateSerializer, Immutable, Alias("skiller.account-status")]
public sealed record AccountStatus([property: Id(0)] Role Role, [property: Id(1)] Suspension? Suspension);

/// <summary>Asks who is suspended.</summary>
/// <param name="Actor">Who asks.</param>
/// <param name="Page">Which part.</param>
[GenerateSerializer, Immutable, Alias("skiller.suspension-query")]
public sealed record SuspensionQuery([property: Id(0)] Actor Actor, [property: Id(1)] PageRequest Page);

/// <summary>Somebody who is suspended.</summary>
/// <param name="Member">Who.</param>
/// <param name="Suspension">Until when and why.</param>
/// <param name="Since">When an administrator decided it.</param>
/// <param name="By">Which administrator.</param>
[GenerateSerializer, Immutable, Alias("skiller.suspended-member")]
public sealed record SuspendedMember(
    [property: Id(0)] MemberId Member,
    [property: Id(1)] Suspension Suspension,
    [property: Id(2)] DateTimeOffset Since,
    [property: Id(3)] MemberId? By);
