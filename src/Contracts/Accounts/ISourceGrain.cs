namespace Skiller.Contracts.Accounts;

/// <summary>
/// Counts what came from network addresses in the last hour, in memory only. Key <c>n:</c> and the beginning of a hash of the address, so
/// that a grain has a share of all addresses and their number is bounded: of more than it can remember it forgets the one that was heard of
/// longest ago.
/// </summary>
[Alias("skiller.source"), GrainInterfaceType("skiller.source")]
public interface ISourceGrain : IGrainWithStringKey
{
    /// <summary>Takes one from the address's allowance. Refusals: rate-limited.</summary>
    /// <param name="source">The address.</param>
    /// <param name="act">What is tried.</param>
    /// <param name="ct">Ends the wait.</param>
    [Alias("Take")]
    Task<Result<Done>> Take(string source, SourceAct act, CancellationToken ct);

    /// <summary>Says whether there is one left, and takes none. Refusals: rate-limited.</summary>
    /// <param name="source">The address.</param>
    /// <param name="act">What is tried.</param>
    /// <param name="ct">Ends the wait.</param>
    [Alias("Look")]
    Task<Result<Done>> Look(string source, SourceAct act, CancellationToken ct);

    /// <summary>Gives back what <see cref="Take"/> took: a sign-up that cost nothing, a request that was not recorded.</summary>
    /// <param name="source">The address.</param>
    /// <param name="act">What was taken.</param>
    /// <param name="ct">Ends the wait.</param>
    [Alias("GiveBack")]
    Task GiveBack(string source, SourceAct act, CancellationToken ct);
}

/// <summary>What is limited by address (<see cref="Limits"/>).</summary>
public enum SourceAct
{
    /// <summary>Joining.</summary>
    SignUp = 0,
    /// <summary>A sign-in that failed.</summary>
    SignIn = 1,
    /// <summary>Asking for an invitation.</summary>
    InvitationRequest = 2,
    /// <summary>Asking for a link to choose a new password.</summary>
    PasswordReset = 3,
}
