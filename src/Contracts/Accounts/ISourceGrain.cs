namespace Skiller.Contracts.Accounts;

/// <summary>Counts what comes from one network address in the last hour, in memory only. Key <c>n:</c> and a hash of the address.</summary>
[Alias("skiller.source"), GrainInterfaceType("skiller.source")]
public interface ISourceGrain : IGrainWithStringKey
{
    /// <summary>Takes one from the address's allowance. Refusals: rate-limited.</summary>
    /// <param name="act">What is tried.</param>
    /// <param name="ct">Ends the wait.</param>
    [Alias("Take")]
    Task<Result<Done>> Take(SourceAct act, CancellationToken ct);

    /// <summary>Gives back what <see cref="Take"/> took: a sign-in that succeeded, a sign-up that was refused or of a simulated member.</summary>
    /// <param name="act">What was taken.</param>
    /// <param name="ct">Ends the wait.</param>
    [Alias("GiveBack")]
    Task GiveBack(SourceAct act, CancellationToken ct);
}

/// <summary>What is limited by address (<see cref="Limits"/>).</summary>
public enum SourceAct
{
    /// <summary>Joining.</summary>
    SignUp = 0,
    /// <summary>Signing in; only failures stay counted.</summary>
    SignIn = 1,
    /// <summary>Asking for an invitation.</summary>
    InvitationRequest = 2,
}
