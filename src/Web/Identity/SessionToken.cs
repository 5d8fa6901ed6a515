using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Skiller.Contracts.Members;
using Skiller.Web.Api;

namespace Skiller.Web.Identity;

/// <summary>
/// An opaque token: <c>sk_</c>, the member's number, which says whose account to ask, and 256 random bits. Only its hash leaves the front.
/// </summary>
internal sealed record SessionToken(MemberId Member, string Hash)
{
    private const string Prefix = "sk_";
    private const int RandomBytes = 32;
    private const int RandomChars = 43;

    public static (string Text, SessionToken Token) New(MemberId member)
    {
        var text = $"{Prefix}{member}_{Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(RandomBytes))}";
        return (text, new SessionToken(member, HashOf(text)));
    }

    /// <summary>Reads an <c>Authorization</c> header; null for anything that cannot be one of our tokens.</summary>
    public static SessionToken? FromHeader(string header)
    {
        const string scheme = "Bearer ";
        return header.StartsWith(scheme, StringComparison.OrdinalIgnoreCase) ? Parse(header[scheme.Length..].Trim(' ')) : null;
    }

    public static SessionToken? Parse(string text)
    {
        var parts = text.Split('_', 3);
        return parts is ["sk", var member, { Length: RandomChars } secret] && PathIds.TryParse(member, out var id) && Base64Url.IsValid(secret)
            ? new SessionToken(new MemberId(id), HashOf(text))
            : null;
    }

    private static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(text)));
}
