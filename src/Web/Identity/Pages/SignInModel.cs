using System.Collections.Immutable;
using Skiller.Web.Site.Forms;

namespace Skiller.Web.Identity.Pages;

/// <summary>Signing in.</summary>
/// <param name="Form">The form.</param>
/// <param name="Back">Where to go afterwards.</param>
/// <param name="Notice">The key of a sentence that says why one is here, null for none.</param>
/// <param name="Resumed">What was being sent when the session had ended, null for nothing.</param>
public sealed record SignInModel(FormState Form, string Back, string? Notice, Resumed? Resumed);

/// <summary>A form that waits until its sender has signed in again.</summary>
/// <param name="Action">Where it goes.</param>
/// <param name="Fields">What stands in it.</param>
public sealed record Resumed(string Action, ImmutableArray<KeyValuePair<string, string>> Fields)
{
    /// <summary>What the names of its fields begin with while it travels inside another form.</summary>
    public const string Prefix = "resumed.";
}

/// <summary>The second step of signing in.</summary>
/// <param name="Form">The form.</param>
/// <param name="Back">Where to go afterwards.</param>
/// <param name="Step">That the password was shown.</param>
/// <param name="Resumed">What was being sent when the session had ended, null for nothing.</param>
public sealed record CodeModel(FormState Form, string Back, string Step, Resumed? Resumed);
