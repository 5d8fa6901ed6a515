using Skiller.Web.Following.Pages;
using Skiller.Web.Site.Forms;

namespace Skiller.Web.Members.Pages;

/// <summary>A member in a list.</summary>
/// <param name="Member">Who.</param>
/// <param name="Rank">Their place in it, null where it has none.</param>
public sealed record MemberRow(MemberListItemJson Member, long? Rank);

/// <summary>A page of the directory.</summary>
/// <param name="Members">Its rows.</param>
/// <param name="Next">The cursor of what follows, null at the end.</param>
/// <param name="IsFirst">Whether it begins the list.</param>
/// <param name="Name">How names begin, null: any.</param>
/// <param name="Skill">Only who stands for this skill, null: all.</param>
/// <param name="Skills">Skills to narrow it by, the most used first.</param>
public sealed record MemberListModel(
    IReadOnlyList<MemberRow> Members, string? Next, bool IsFirst, string? Name, string? Skill, IReadOnlyList<string> Skills);

/// <summary>A member's page.</summary>
/// <param name="Member">Profile and standing.</param>
/// <param name="InvitedBy">Who invited them, null when nobody did or nobody knows.</param>
/// <param name="Ledger">The newest entries of the ledger.</param>
/// <param name="HasMore">Whether the ledger goes on.</param>
/// <param name="Questions">What they asked last.</param>
/// <param name="Chart">Their reputation over time.</param>
/// <param name="Best">The answers that gave most.</param>
/// <param name="Year">What each skill gave in the last year, by its slug.</param>
/// <param name="Said">What peers say, as far as the reader may see it.</param>
/// <param name="Form">The endorsement that was refused.</param>
/// <param name="Follow">What the reader has chosen about them, null: a visitor or they themself.</param>
public sealed record ProfileModel(
    MemberJson Member,
    AuthorJson? InvitedBy,
    IReadOnlyList<LedgerEntryJson> Ledger,
    bool HasMore,
    IReadOnlyList<Questions.QuestionSummaryJson> Questions,
    ReputationChart Chart,
    IReadOnlyList<BestAnswer> Best,
    IReadOnlyDictionary<string, long> Year,
    IReadOnlyList<EndorsementJson> Said,
    FormState Form,
    FollowModel? Follow);

/// <summary>An answer that peers valued.</summary>
/// <param name="Answer">The answer.</param>
/// <param name="Title">The question's title.</param>
/// <param name="Language">The question's language.</param>
/// <param name="Points">What it gave.</param>
public sealed record BestAnswer(string Answer, string Title, string Language, long Points);

/// <summary>A page of a member's ledger.</summary>
/// <param name="Member">Whose.</param>
/// <param name="Skill">Only entries in this skill, null: all.</param>
/// <param name="Ledger">Its entries.</param>
/// <param name="Next">The cursor of what follows, null at the end.</param>
/// <param name="IsFirst">Whether it begins the list.</param>
public sealed record LedgerModel(MemberJson Member, string? Skill, IReadOnlyList<LedgerEntryJson> Ledger, string? Next, bool IsFirst);
