using Skiller.Contracts;
using Skiller.Contracts.Site;
using Skiller.Web.Members;
using Skiller.Web.Site;
using Skiller.Web.Site.Forms;

namespace Skiller.Web.Administration.Pages;

/// <summary>The texts that administrators may write.</summary>
/// <param name="Texts">Each in each language.</param>
public sealed record SiteTextsModel(IReadOnlyList<SiteTextLine> Texts);

/// <summary>A text in a language.</summary>
/// <param name="Name">Its name in addresses.</param>
/// <param name="Locale">The language.</param>
/// <param name="IsWritten">Whether an administrator has written it; else it ships with Skiller.</param>
public sealed record SiteTextLine(string Name, Locale Locale, bool IsWritten);

/// <summary>A text that is being written.</summary>
/// <param name="Name">Its name in addresses.</param>
/// <param name="Text">Which.</param>
/// <param name="Locale">In which language.</param>
/// <param name="Form">Its words.</param>
/// <param name="Preview">What they look like; null: it is no Markdown.</param>
/// <param name="IsWritten">Whether an administrator has written it; else it ships with Skiller.</param>
/// <param name="Changes">Who wrote it when, the newest first.</param>
/// <param name="Names">Who that was.</param>
/// <param name="Notice">The key of what was just done, null: nothing.</param>
public sealed record SiteTextModel(
    string Name,
    SiteText Text,
    Locale Locale,
    FormState Form,
    IReadOnlyList<ReadingSection>? Preview,
    bool IsWritten,
    IReadOnlyList<SiteTextChange> Changes,
    IReadOnlyDictionary<string, AuthorJson> Names,
    string? Notice);
