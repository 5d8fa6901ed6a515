using System.Security.Cryptography;
using System.Text;
using Skiller.Contracts;
using Skiller.Grains.Activity;

namespace Skiller.Grains.Invitations;

/// <summary>
/// Which body a key was used with, where the body has a password in it: kept plainly, a fingerprint would be a fast hash of the password. So
/// it is keyed twice: at the front by the Idempotency-Key, which is kept nowhere, and here by a secret of the nodes.
/// </summary>
internal sealed class BodyFingerprint(ISecrets secrets)
{
    private byte[]? _secret;

    /// <summary>The command as it is kept.</summary>
    public async Task<CommandId> Kept(CommandId command, CancellationToken ct)
    {
        var secret = _secret ??= await secrets.Get("body-fingerprints", ct);
        var keyed = HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes($"{command.Key}\n{command.Fingerprint}"));
        return command with { Fingerprint = Convert.ToHexStringLower(keyed) };
    }
}
