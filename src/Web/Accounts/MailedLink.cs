using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using Skiller.Contracts.Members;
using Skiller.Web.Api;

namespace Skiller.Web.Accounts;

/// <summary>The last part of a link in a mail: the member's number, which says whose account to ask, and what only the mail tells.</summary>
internal sealed record MailedLink(MemberId Member, string Token)
{
    private const int TokenChars = 32;

    public static bool TryParse(string? text, [NotNullWhen(true)] out MailedLink? link)
    {
        link = text?.Split('.', 2) is [var member, { Length: TokenChars } token] && PathIds.TryParse(member, out var id) && Base64Url.IsValid(token)
            ? new MailedLink(new MemberId(id), token)
            : null;
        return link is not null;
    }
}
