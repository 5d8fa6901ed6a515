using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Skiller.Contracts.Members;

namespace Skiller.Web.Identity;

/// <summary>
/// What a reader carries from the first step of a sign-in to the second: that they have shown the password of an account, for five minutes.
/// Sealed with the key of forms; the password itself goes nowhere.
/// </summary>
internal sealed class SecondStep(IDataProtectionProvider protection)
{
    private static readonly TimeSpan _lifetime = TimeSpan.FromMinutes(5);
    private readonly ITimeLimitedDataProtector _seal = protection.CreateProtector("second step of a sign-in").ToTimeLimitedDataProtector();

    public string Seal(MemberId member) => _seal.Protect(member.Value.ToString(CultureInfo.InvariantCulture), _lifetime);

    /// <summary>Who has shown their password, null when the seal is none of ours or too old.</summary>
    public MemberId? Open(string? sealedText)
    {
        try
        {
            return sealedText is { Length: > 0 } ? new MemberId(long.Parse(_seal.Unprotect(sealedText), CultureInfo.InvariantCulture)) : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
