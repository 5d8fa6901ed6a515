using System.Collections.Immutable;
using Skiller.Contracts;
using Skiller.Contracts.Drafts;
using Skiller.Contracts.Questions;
using Skiller.Web.Api;
using Skiller.Web.Problems;
using Skiller.Web.Site.Forms;

namespace Skiller.Web.Drafts;

/// <summary>Keeps what stands in a form under the name in its field <c>draft</c>, and puts it back. Drafts only help: without them pages work.</summary>
internal static class DraftForms
{
    /// <summary>The form's field that names its draft.</summary>
    public const string Field = "draft";

    /// <summary>The draft of a question.</summary>
    public const string Ask = "ask";

    /// <summary>The form's field that names the version which an edit began from.</summary>
    public const string Version = "version";

    private static readonly string[] _written = ["title", "body", "skills", "summary"];

    /// <summary>The draft of an answer to a question.</summary>
    public static string AnswerTo(QuestionId question) => $"answer-{question}";

    /// <summary>The draft of an edit of a question or of an answer to it.</summary>
    public static string EditOf(QuestionId question, AnswerId? answer) => answer is { } edited ? $"edit-answer-{edited}" : $"edit-{question}";

    /// <summary>A draft of the reader's, null without one, for visitors, and while drafts cannot be read.</summary>
    public static async Task<Draft?> Draft(this ApiCall call, string name)
    {
        if (call.Actor is not { } actor)
        {
            return null;
        }

        try
        {
            return await call.Look((grains, ct) => grains.Drafts(actor.Member).Find(name, ct));
        }
        catch (RequestRefusedException)
        {
            return null;
        }
    }

    /// <summary>Keeps the form's draft, or throws it away when nothing is written; null: the form has none.</summary>
    public static async Task<Draft?> KeepDraft(this ApiCall call, FormBody form)
    {
        if (form[Field] is not { Length: > 0 } name)
        {
            return null;
        }

        var actor = await call.Member();
        var fields = form.Shown.Where(static field => _written.Contains(field.Key) && field.Value.Length > 0)
            .ToImmutableDictionary(static field => field.Key, static field => field.Value.ReplaceLineEndings("\n"));
        if (fields.IsEmpty)
        {
            await call.DropDraft(name);
            return null;
        }

        var kept = form[Version] is { Length: > 0 } version ? fields.SetItem(Version, version) : fields;
        return await call.Read((grains, _) => grains.Drafts(actor.Member).Keep(name, kept, CancellationToken.None));
    }

    /// <summary>Throws a draft away: it was sent, or its writer does not want it. One that cannot be now does no harm.</summary>
    public static async Task DropDraft(this ApiCall call, string? name)
    {
        if (name is not { Length: > 0 } || call.Actor is not { } actor)
        {
            return;
        }

        try
        {
            await call.Look(async (grains, _) =>
            {
                await grains.Drafts(actor.Member).Discard(name, CancellationToken.None);
                return Done.It;
            });
        }
        catch (RequestRefusedException)
        {
            // It stays, and is thrown away with the next one.
        }
    }

    /// <summary>The form with what the draft has.</summary>
    public static FormState With(this FormState form, Draft draft) => form with { Values = form.Values.SetItems(draft.Fields) };
}
