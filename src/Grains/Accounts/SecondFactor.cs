using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using OtpNet;
using Skiller.Contracts;
using Skiller.Contracts.Accounts;
using Skiller.Contracts.Members;

namespace Skiller.Grains.Accounts;

/// <summary>
/// Codes of an authenticator (TOTP, RFC 6238: SHA-1, six digits, thirty seconds, one step to either side) and recovery codes. The
/// authenticator's secret is derived from the nodes' secret and a seed, and kept nowhere; of recovery codes keyed hashes are kept.
/// </summary>
internal static class SecondFactor
{
    private const int SecretBytes = 20;
    private const int RecoveryBytes = 10;
    private const int Digits = 6;
    private const int Half = 8;
    private static readonly VerificationWindow _oneStep = new(previous: 1, future: 1);

    /// <summary>
    /// What the authenticator is told, in base 32, and as an address that authenticators read from a picture. They list it under the site's
    /// name, in which no colon may stand: that parts the name from the handle (Key URI Format).
    /// </summary>
    public static SecondFactorOffer OfferOf(byte[] key, MemberId member, string seed, string handle, string site)
    {
        var secret = Base32Encoding.ToString(Secret(key, member, seed));
        var issuer = Uri.EscapeDataString(site.Replace(":", "", StringComparison.Ordinal));
        return new SecondFactorOffer(seed, secret, $"otpauth://totp/{issuer}:{Uri.EscapeDataString(handle)}?secret={secret}&issuer={issuer}");
    }

    /// <summary>Recovery codes: 80 random bits each, as four groups of four.</summary>
    public static ImmutableArray<string> NewRecoveryCodes() =>
        [.. Enumerable.Range(0, Limits.RecoveryCodes).Select(static _ => Shown(Base32Encoding.ToString(RandomNumberGenerator.GetBytes(RecoveryBytes)).ToLowerInvariant()))];

    /// <summary>What is kept of a recovery code: however it is typed, with hyphens, blanks or capitals.</summary>
    public static string HashOf(byte[] key, MemberId member, string code) =>
        Convert.ToHexStringLower(Keyed(key, string.Create(CultureInfo.InvariantCulture, $"recovery|{member.Value}|{Plain(code)}")));

    /// <summary>The step of time whose code this is, null when it is none of now.</summary>
    public static long? StepOf(byte[] key, MemberId member, string seed, string code, DateTimeOffset now)
    {
        var plain = Plain(code);
        return plain.Length == Digits && plain.All(char.IsAsciiDigit)
            && new Totp(Secret(key, member, seed)).VerifyTotp(now.UtcDateTime, plain, out var step, _oneStep)
            ? step
            : null;
    }

    /// <summary>Which code of a factor was given: one of the authenticator that is newer than the last, or a recovery code that is left.</summary>
    public static FactorMatch? Match(byte[] key, MemberId member, FactorState factor, string code, DateTimeOffset now)
    {
        if (StepOf(key, member, factor.Seed, code, now) is { } step)
        {
            return step > factor.Step ? new FactorMatch(step, null) : null;
        }

        var hash = HashOf(key, member, code);
        return factor.RecoveryHashes.Contains(hash) ? new FactorMatch(null, hash) : null;
    }

    private static byte[] Secret(byte[] key, MemberId member, string seed) =>
        Keyed(key, string.Create(CultureInfo.InvariantCulture, $"totp|{member.Value}|{seed}"))[..SecretBytes];

    private static byte[] Keyed(byte[] key, string text) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text));

    private static string Shown(string code) => $"{code[..4]}-{code[4..Half]}-{code[Half..12]}-{code[12..]}";

    private static string Plain(string code) => string.Concat(code.Where(char.IsAsciiLetterOrDigit)).ToLowerInvariant();
}

/// <summary>A code that is good.</summary>
/// <param name="Step">Of the authenticator: its time.</param>
/// <param name="RecoveryHash">Of a recovery code: its hash.</param>
internal sealed record FactorMatch(long? Step, string? RecoveryHash);
