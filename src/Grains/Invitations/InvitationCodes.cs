using Skiller.Grains.Activity;

namespace Skiller.Grains.Invitations;

/// <summary>Derives codes with the secret that all nodes share.</summary>
internal sealed class InvitationCodes(ISecrets secrets)
{
    private byte[]? _secret;

    /// <summary>The code of an invitation, always the same.</summary>
    public async Task<InvitationCode> Of(string invitation, CancellationToken ct) =>
        InvitationCode.Derive(_secret ??= await secrets.Get("invitation-codes", ct), invitation);
}
