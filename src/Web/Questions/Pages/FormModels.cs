using Skiller.Web.Site.Forms;

namespace Skiller.Web.Questions.Pages;

/// <summary>Asking.</summary>
/// <param name="Form">The form.</param>
/// <param name="Key">Recognises a form that is sent twice.</param>
/// <param name="Preview">What the text will look like, null unless it was asked for.</param>
public sealed record AskModel(FormState Form, string Key, string? Preview);

/// <summary>A question's page.</summary>
/// <param name="Question">The question and its answers.</param>
/// <param name="Forms">What is being written on it.</param>
/// <param name="Key">Recognises an answer that is sent twice.</param>
/// <param name="Problem">The code of what was refused and has no form of its own, null for nothing.</param>
public sealed record QuestionModel(QuestionJson Question, PageForms Forms, string Key, string? Problem);

/// <summary>What is being written on a question's page.</summary>
/// <param name="Answer">The form for an answer.</param>
/// <param name="Preview">What the answer will look like, null unless it was asked for.</param>
/// <param name="Comment">The comment that was refused, null for none.</param>
public sealed record PageForms(FormState Answer, string? Preview = null, CommentForm? Comment = null)
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
public sealed record EditModel(string Question, string? Answer, string Title, FormState Form, string? Preview);
