using Skiller.Contracts.Members;
using Skiller.Web.Members;

namespace Skiller.Web.Site;

/// <summary>Who looks at a page; a visitor has neither.</summary>
internal sealed class SiteViewer
{
    public Actor? Actor { get; set; }

    /// <summary>As the head of the page names them; null also while that cannot be looked up.</summary>
    public AuthorJson? Card { get; set; }

    /// <summary>How many notifications they have not read; null also where nobody asked, and while that cannot be looked up.</summary>
    public int? Unread { get; set; }

    public bool IsMember => Actor is not null;

    /// <summary>Whether they may change what somebody wrote.</summary>
    public bool MayEdit(AuthorJson? author) => Is(author) || Actor is { IsAdministrator: true };

    public bool Is(AuthorJson? author) => author is not null && Actor is { } actor && author.Id == actor.Member.ToString();
}
