using Skiller.Contracts.Accounts;
using Skiller.Web.Members;
using Skiller.Web.Site.Forms;

namespace Skiller.Web.Administration.Pages;

/// <summary>Members as an administrator looks for them, and those who are suspended.</summary>
/// <param name="Query">What was looked for, empty: nothing, so that the suspended are shown.</param>
/// <param name="Found">Who was found.</param>
/// <param name="Suspended">Who is suspended now.</param>
/// <param name="Next">The path of the next part, null: there is none.</param>
/// <param name="First">The path of the first part, null: this is it.</param>
public sealed record MembersModel(
    string Query, IReadOnlyList<AuthorJson> Found, IReadOnlyList<SuspendedLine> Suspended, string? Next, string? First);

/// <summary>Somebody who is suspended.</summary>
/// <param name="Member">Who.</param>
/// <param name="Suspension">Until when and why.</param>
/// <param name="Since">When it was decided.</param>
/// <param name="By">By whom, null when nobody knows.</param>
public sealed record SuspendedLine(AuthorJson Member, Suspension Suspension, DateTimeOffset Since, AuthorJson? By);

/// <summary>A member whom an administrator may suspend.</summary>
/// <param name="Member">Who.</param>
/// <param name="Status">Their account, null: an imported member has none.</param>
/// <param name="IsMe">Whether it is the administrator themself.</param>
/// <param name="Form">Until when and why.</param>
/// <param name="Notice">The key of what was just done, null: nothing.</param>
public sealed record SuspensionModel(AuthorJson Member, AccountStatus? Status, bool IsMe, FormState Form, string? Notice);
