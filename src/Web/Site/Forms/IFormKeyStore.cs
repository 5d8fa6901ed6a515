namespace Skiller.Web.Site.Forms;

/// <summary>Where the keys are under which forms are proved, the same for every front of a site.</summary>
public interface IFormKeyStore
{
    /// <summary>All keys, one at least.</summary>
    Task<IReadOnlyList<FormKey>> Read(CancellationToken ct);

    /// <summary>Makes a new one, unless there is one that is younger than <paramref name="unlessYounger"/>.</summary>
    /// <returns>Whether one was made.</returns>
    Task<bool> Renew(TimeSpan unlessYounger, CancellationToken ct);
}

/// <summary>A key under which forms are proved.</summary>
/// <param name="Id">What proofs name it by.</param>
/// <param name="MadeAt">When.</param>
/// <param name="Secret">32 bytes.</param>
public sealed record FormKey(Guid Id, DateTimeOffset MadeAt, byte[] Secret);
