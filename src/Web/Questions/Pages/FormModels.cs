using Skiller.Contracts.Members;
using Skiller.Web.Following.Pages;
using Skiller.Web.Search.Pages;
using Skiller.Web.Site.Forms;

namespace Skiller.Web.Questions.Pages;

/// <summary>Asking.</summary>
/// <param name="Form">The form.</param>
/// <param name="Preview">What the text will look like, empty while there is none.</param>
/// <param name="Proposals">Skills to choose from.</param>
/// <param name="Similar">Questions like it.</param>
/// <param name="Draft">When the draft that the form was filled from was kept, null: it was not.</param>
public sealed record AskModel(FormState Form, string? Preview, ProposalsModel Proposals, SimilarModel Similar, DateTimeOffset? Draft = null);

/// <summary>Skills to choose from.</summary>
/// <param name="Skills">Those that are proposed.</param>
/// <param name="Text">The word that is being typed, null for none.</param>
public sealed record ProposalsModel(IReadOnlyList<Skills.SkillSummaryJson> Skills, string? Text);

/// <summary>A question's page.</summary>
/// <param name="Question">The question and its answers.</param>
/// <param name="Standings">What stands behind the authors in its skills, by member.</param>
/// <param name="Forms">What is being written on it.</param>
/// <param name="Problem">The code of what was refused and has no form of its own, null for nothing.</param>
/// <param name="StreamVersion">How much of the question's stream the page shows.</param>
/// <param name="Follow">What the reader has chosen about it, null: a visitor.</param>
public sealed record QuestionModel(
    QuestionJson Question, ILookup<string, MemberSkillStanding> Standings, PageForms Forms, string? Problem, long StreamVersion, FollowModel? Follow = null)
{
    /// <summary>How many follow it, for a visitor; null: a member, who is told with their own choice, or not known now.</summary>
    public long? Followers { get; init; }
}

/// <summary>What is being written on a question's page.</summary>
/// <param name="Answer">The form for an answer.</param>
/// <param name="Preview">What the answer will look like, null unless it was asked for.</param>
/// <param name="Comment">The comment that was refused, null for none.</param>
/// <param name="Draft">When the draft that the answer was filled from was kept, null: it was not.</param>
public sealed record PageForms(FormState Answer, string? Preview = null, CommentForm? Comment = null, DateTimeOffset? Draft = null)
{
    /// <summary>Nothing.</summary>
    public static PageForms None { get; } = new(FormState.Empty);
}

/// <summary>A comment that is written.</summary>
/// <param name="Answer">The answer that it is for, null: the question.</param>
/// <param name="Form">The form.</param>
public sealed record CommentForm(string? Answer, FormState Form);

/// <summary>Editing a post.</summary>
/// <param name="Question">The question.</param>
/// <param name="Answer">The answer, null: the question itself.</param>
/// <param name="Title">The question's title.</param>
/// <param name="Form">The form.</param>
/// <param name="Preview">What the text will look like, null unless it was asked for.</param>
/// <param name="Draft">When the draft that the form was filled from was kept, null: it was not.</param>
/// <param name="IsOutdated">Whether that draft began from an earlier version than there is now.</param>
public sealed record EditModel(
    string Question, string? Answer, string Title, FormState Form, string? Preview, DateTimeOffset? Draft = null, bool IsOutdated = false);

/// <summary>The score of a post and the reader's own vote.</summary>
/// <param name="Id">The post's id on the page.</param>
/// <param name="Action">Where a vote goes.</param>
/// <param name="Score">Votes up less votes down.</param>
/// <param name="Mine">The reader's vote, null for a visitor.</param>
/// <param name="CanVote">Whether the reader may vote.</param>
public sealed record VoteModel(string Id, string Action, int Score, int? Mine, bool CanVote);
