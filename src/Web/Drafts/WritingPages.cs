using Microsoft.AspNetCore.Routing;
using Skiller.Contracts.Drafts;
using Skiller.Web.Api;
using Skiller.Web.Questions;
using Skiller.Web.Questions.Pages;
using Skiller.Web.Site;
using Skiller.Web.Site.Forms;
using Skiller.Web.Text;

namespace Skiller.Web.Drafts;

/// <summary>While somebody writes: the preview beside the text, and the draft that is kept.</summary>
internal static class WritingPages
{
    public static void MapWritingPages(this IEndpointRouteBuilder pages)
    {
        var members = pages.MapGroup("").WithMetadata(MembersPage.It);
        members.MapPost("/writing", Write);
        members.MapPost("/drafts/discard", Discard);
    }

    private static async Task<IResult> Write(ApiCall call, MarkdownRenderer renderer, PostShapes shapes)
    {
        var form = await FormBody.Read(call.Http);
        Draft? kept = null;
        var problem = await call.Try(async () => kept = await call.KeepDraft(form));

        // Posts have drafts; in other texts nobody is told, and no name is a link.
        var preview = form[DraftForms.Field] is { Length: > 0 } ? await FormPreview.Of(call, shapes, form) : FormPreview.Of(renderer, form);
        return Htmx.Part<WritingPart>(new WritingModel(preview, kept?.At, problem is not null));
    }

    private static async Task<IResult> Discard(ApiCall call)
    {
        var form = await FormBody.Read(call.Http);
        await call.DropDraft(form[DraftForms.Field]);
        return TypedResults.LocalRedirect(LocalPath.Of(form["back"]));
    }
}

/// <summary>What is being written.</summary>
/// <param name="Preview">What the text will look like; empty while there is none.</param>
/// <param name="KeptAt">When its draft was kept, null: there is none.</param>
/// <param name="IsNotKept">Whether it could not be kept.</param>
public sealed record WritingModel(string? Preview, DateTimeOffset? KeptAt = null, bool IsNotKept = false);
