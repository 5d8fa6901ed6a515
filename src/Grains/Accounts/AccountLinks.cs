using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Skiller.Contracts.Members;
using Skiller.Grains.Activity;

namespace Skiller.Grains.Accounts;

/// <summary>What somebody may do who followed a link in a mail.</summary>
internal enum LinkPurpose
{
    /// <summary>Prove that the address of an account, or the one it is to have, is theirs.</summary>
    ConfirmAddress,
    /// <summary>Choose a new password.</summary>
    ResetPassword,
    /// <summary>Choose what is told by mail.</summary>
    ChooseLetters,
}

/// <summary>
/// Makes the secret parts of links in mails. As with invitations' codes, a secret is derived from the nodes' secret and the fact that asked
/// for it, so that a mail can be made again although the secret is kept nowhere. The time of the fact is in it too: a log that was set back
/// to a backup counts its versions anew, and old links must open nothing there.
/// </summary>
internal sealed class AccountLinks(ISecrets secrets)
{
    private const int Bytes = 24;
    private byte[]? _secret;

    /// <summary>192 bits as 32 characters that need no escaping.</summary>
    public async Task<string> Of(LinkPurpose purpose, MemberId member, long version, DateTimeOffset at, CancellationToken ct) =>
        Derive(_secret ??= await secrets.Get("account-links", ct), purpose, member, version, at);

    public static string Derive(byte[] secret, LinkPurpose purpose, MemberId member, long version, DateTimeOffset at)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{purpose}|{member.Value}|{version}|{at.UtcTicks}");
        return DerivedSecret.Of(secret, text, Bytes);
    }

    /// <summary>Whether two are the same, in a time that does not tell how much of them is.</summary>
    public static bool AreSame(string given, string due) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), Encoding.UTF8.GetBytes(due));
}
