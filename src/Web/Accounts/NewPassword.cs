using Skiller.Contracts;
using Skiller.Web.Api;
using Skiller.Web.Identity;

namespace Skiller.Web.Accounts;

/// <summary>A password that somebody chooses: 8 to 256 characters, not one that everybody tries first (API.md).</summary>
internal static class NewPassword
{
    /// <summary>Reads it; what is wrong with it is a fault of its field.</summary>
    public static string Read(RequestFields fields, string field, string handle, string email)
    {
        var password = fields.RequiredText(field, Limits.PasswordMin, Limits.PasswordMax, TextKind.Secret);
        if (password.Length > 0 && CommonPasswords.Contains(password, handle, EmailAddress.LocalPart(email)))
        {
            fields.Fault(FieldError.Of(field, "common-password"));
        }

        return password;
    }
}
