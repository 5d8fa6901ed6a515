using Skiller.Web.Site.Forms;

namespace Skiller.Web.Invitations.Pages;

/// <summary>Inviting.</summary>
/// <param name="Invitations">What one has made out, newest first.</param>
/// <param name="Left">How many more one may make, null: no limit.</param>
/// <param name="Made">The one that was just made; its link is shown this once.</param>
/// <param name="Form">The form.</param>
/// <param name="Key">Recognises a form that is sent twice.</param>
public sealed record InvitationsModel(IReadOnlyList<InvitationJson> Invitations, int? Left, InvitationCreated? Made, FormState Form, string Key);

/// <summary>Asking for an invitation.</summary>
/// <param name="Form">The form.</param>
/// <param name="Key">Recognises a form that is sent twice.</param>
/// <param name="IsSent">Whether it was sent.</param>
public sealed record RequestModel(FormState Form, string Key, bool IsSent);
