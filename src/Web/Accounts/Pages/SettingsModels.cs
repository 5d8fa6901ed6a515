using System.Collections.Immutable;
using Skiller.Contracts.Accounts;
using Skiller.Web.Site.Forms;

namespace Skiller.Web.Accounts.Pages;

/// <summary>The parts of one's settings.</summary>
public enum SettingsPart
{
    Profile,
    Account,
    Security,
    Sessions,
    Sharing,
    Quiet,
    Notifications,
    Webhooks,
}

/// <summary>Profile, language and time zone.</summary>
/// <param name="Form">The form.</param>
/// <param name="IsSaved">Whether it was just saved.</param>
public sealed record ProfileSettingsModel(FormState Form, bool IsSaved);

/// <summary>Address and password.</summary>
/// <param name="Account">What there is.</param>
/// <param name="Email">The form of the address.</param>
/// <param name="Password">The form of the password.</param>
/// <param name="Notice">The key of what was just done, null: nothing.</param>
public sealed record AccountSettingsModel(AccountView Account, FormState Email, FormState Password, string? Notice);

/// <summary>The second factor.</summary>
/// <param name="RecoveryCodes">How many are left, null: there is no second factor.</param>
/// <param name="Offer">What is to be put into the authenticator, null: nothing.</param>
/// <param name="Shown">Recovery codes that were just made; shown this once.</param>
/// <param name="Form">The form.</param>
/// <param name="Notice">The key of what was just done, null: nothing.</param>
public sealed record SecurityModel(int? RecoveryCodes, SecondFactorOffer? Offer, ImmutableArray<string> Shown, FormState Form, string? Notice);

/// <summary>Where one is signed in.</summary>
/// <param name="Sessions">The newest first.</param>
/// <param name="IsEnded">Whether some were just ended.</param>
public sealed record SessionsModel(ImmutableArray<SessionView> Sessions, bool IsEnded);
