using Skiller.Grains.Activity;

namespace Skiller.Grains.Sharing;

/// <summary>Derives tokens with the secret that all nodes share.</summary>
internal sealed class ShareTokens(ISecrets secrets)
{
    private byte[]? _secret;

    /// <summary>The token of a link, always the same.</summary>
    public async Task<ShareToken> Of(string share, CancellationToken ct) =>
        ShareToken.Derive(_secret ??= await secrets.Get("profile-shares", ct), share);
}
