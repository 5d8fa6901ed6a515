using Skiller.Web.Site.Forms;

namespace Skiller.Web.Members.Pages;

/// <summary>Joining with an invitation.</summary>
/// <param name="Code">The invitation's code.</param>
/// <param name="Key">Recognises a form that is sent twice.</param>
/// <param name="Form">The form.</param>
/// <param name="Obstacle">The code of the problem why this invitation lets nobody in, null when it does.</param>
public sealed record JoinModel(string Code, string Key, FormState Form, string? Obstacle)
{
    /// <summary>Who invites, null for the first administrator and when it cannot be said now.</summary>
    public MemberJson? Inviter { get; init; }
}
