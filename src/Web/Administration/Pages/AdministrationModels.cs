using Skiller.Contracts.Invitations;
using Skiller.Contracts.Mail;
using Skiller.Web.Site.Forms;

namespace Skiller.Web.Administration.Pages;

/// <summary>The parts of the administration.</summary>
public enum AdministrationPart
{
    Overview,
    Requests,
    Members,
    Texts,
    Pulse,
    Mail,
    Webhooks,
}

/// <summary>What there is to administer.</summary>
public sealed record OverviewModel
{
    /// <summary>The one value.</summary>
    public static OverviewModel It { get; } = new();
}

/// <summary>The requests for an invitation that wait.</summary>
/// <param name="Requests">The oldest first.</param>
/// <param name="Next">The path of the next part, null: there is none.</param>
/// <param name="Form">The form.</param>
/// <param name="Chosen">Which are marked.</param>
/// <param name="Decided">How many were just decided, null: none.</param>
public sealed record RequestsModel(
    IReadOnlyList<RequestListItem> Requests, string? Next, FormState Form, IReadOnlySet<string> Chosen, int? Decided);

/// <summary>How mails are.</summary>
/// <param name="Mail">What the site says.</param>
/// <param name="Test">What came of a test, null: there was none.</param>
public sealed record MailModel(MailView Mail, MailTestReceipt? Test);
