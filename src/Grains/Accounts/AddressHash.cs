using System.Security.Cryptography;
using System.Text;
using Skiller.Grains.Activity;

namespace Skiller.Grains.Accounts;

/// <summary>The keyed hash that stands for an address in keys and streams, so that no personal data is there.</summary>
internal sealed class AddressHash(ISecrets secrets)
{
    private byte[]? _secret;

    /// <summary>64 hexadecimal digits, the same for all spellings of the address and on all nodes.</summary>
    public async Task<string> Of(EmailAddress address, CancellationToken ct)
    {
        var secret = _secret ??= await secrets.Get("addresses", ct);
        return Convert.ToHexStringLower(HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes(address.Key)));
    }

    /// <summary>The stream that claims the address.</summary>
    public async Task<string> ClaimOf(EmailAddress address, CancellationToken ct) => $"u:{await Of(address, ct)}";
}
