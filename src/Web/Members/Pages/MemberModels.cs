namespace Skiller.Web.Members.Pages;

/// <summary>A page of the directory, or of a skill's leaderboard.</summary>
/// <param name="Members">Its rows.</param>
/// <param name="Next">The cursor of what follows, null at the end.</param>
/// <param name="Skill">The skill whose leaderboard it is, null for all members.</param>
/// <param name="IsFirst">Whether it begins the list.</param>
public sealed record MemberListModel(IReadOnlyList<MemberListItemJson> Members, string? Next, string? Skill, bool IsFirst);

/// <summary>A member's page.</summary>
/// <param name="Member">Profile and standing.</param>
/// <param name="InvitedBy">Who invited them, null when nobody did or nobody knows.</param>
/// <param name="Ledger">The newest entries of the ledger.</param>
/// <param name="HasMore">Whether the ledger goes on.</param>
/// <param name="Questions">What they asked last.</param>
public sealed record ProfileModel(
    MemberJson Member,
    AuthorJson? InvitedBy,
    IReadOnlyList<LedgerEntryJson> Ledger,
    bool HasMore,
    IReadOnlyList<Questions.QuestionSummaryJson> Questions);

/// <summary>A page of a member's ledger.</summary>
/// <param name="Member">Whose.</param>
/// <param name="Skill">Only entries in this skill, null: all.</param>
/// <param name="Ledger">Its entries.</param>
/// <param name="Next">The cursor of what follows, null at the end.</param>
/// <param name="IsFirst">Whether it begins the list.</param>
public sealed record LedgerModel(MemberJson Member, string? Skill, IReadOnlyList<LedgerEntryJson> Ledger, string? Next, bool IsFirst);
