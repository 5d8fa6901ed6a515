namespace Skiller.Grains.Accounts;

/// <summary>A link to the member's recognition that is good.</summary>
/// <param name="Id">By which it is revoked.</param>
/// <param name="TokenHash">By which it is found.</param>
/// <param name="At">When it was made.</param>
internal sealed record Share(string Id, string TokenHash, DateTimeOffset At);
