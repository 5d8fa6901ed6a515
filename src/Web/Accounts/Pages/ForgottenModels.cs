using Skiller.Web.Site.Forms;

namespace Skiller.Web.Accounts.Pages;

/// <summary>Asking for a link to choose a new password.</summary>
/// <param name="Form">The form.</param>
/// <param name="IsSent">Whether it was asked for, whoever has the address.</param>
public sealed record ForgottenModel(FormState Form, bool IsSent);

/// <summary>Choosing a new password by a link.</summary>
/// <param name="Link">The link's last part.</param>
/// <param name="Form">The form.</param>
/// <param name="IsGood">Whether the link is good.</param>
public sealed record ResetModel(string Link, FormState Form, bool IsGood);

/// <summary>Proving an address by a link.</summary>
/// <param name="Link">The link's last part.</param>
/// <param name="IsDone">Whether it is proved; null: not asked yet.</param>
public sealed record ConfirmModel(string Link, bool? IsDone);
