using Skiller.Contracts;

namespace Skiller.Grains.Accounts;

/// <summary>A session that was opened; when and with what is not known of those of before it was kept.</summary>
/// <param name="TokenHash">Of its token.</param>
/// <param name="ExpiresAt">When it ends however much it is used.</param>
/// <param name="OpenedAt">When somebody signed in.</param>
/// <param name="Device">Roughly what with.</param>
/// <param name="UsedAt">When it was noted to be in use after that, which is done once a day at most.</param>
internal sealed record Session(
    string TokenHash, DateTimeOffset ExpiresAt, DateTimeOffset? OpenedAt = null, string? Device = null, DateTimeOffset? UsedAt = null)
{
    private const int IdChars = 16;

    /// <summary>By which its owner ends it; opens nothing.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public string Id => TokenHash[..Math.Min(IdChars, TokenHash.Length)];

    /// <summary>When it was last known to be in use.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public DateTimeOffset? LastUse => UsedAt ?? OpenedAt;

    /// <summary>When it ends unless it is used before.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public DateTimeOffset EndsAt => LastUse + Limits.SessionIdleLifetime is { } idle && idle < ExpiresAt ? idle : ExpiresAt;

    public bool IsAlive(DateTimeOffset now) => now < EndsAt;
}
