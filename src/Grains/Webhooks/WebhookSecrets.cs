using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Skiller.Contracts;
using Skiller.Contracts.Members;
using Skiller.Grains.Activity;

namespace Skiller.Grains.Webhooks;

/// <summary>Derives what webhooks sign with from the secret of the nodes and the fact that asked for it, so that it is kept nowhere.</summary>
internal sealed class WebhookSecrets(ISecrets secrets)
{
    private byte[]? _secret;

    /// <summary>The secret of a mark, 256 bits, always the same.</summary>
    public async Task<byte[]> Of(MemberId? owner, int number, SecretMark mark, CancellationToken ct) =>
        Derive(_secret ??= await secrets.Get("webhooks", ct), owner, number, mark);

    /// <summary>Those that sign now, the newest first.</summary>
    public async Task<IReadOnlyList<byte[]>> Signing(MemberId? owner, Webhook webhook, DateTimeOffset now, CancellationToken ct)
    {
        var newest = await Of(owner, webhook.Number, webhook.Secret, ct);
        return webhook.Previous is { } previous && now < webhook.Secret.At + Limits.WebhookSecretOverlap
            ? [newest, await Of(owner, webhook.Number, previous, ct)]
            : [newest];
    }

    public static byte[] Derive(byte[] secret, MemberId? owner, int number, SecretMark mark)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"webhook|{owner?.Value ?? 0}|{number}|{mark.Version}|{mark.At.UtcTicks}");
        return HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes(text));
    }
}
