using Skiller.Contracts;
using Skiller.Contracts.Questions;
using Skiller.Web.Api;
using Skiller.Web.Problems;

namespace Skiller.Web.Questions;

/// <summary>Edits a post, with or without the version that its editor saw.</summary>
internal static class Editing
{
    public static async Task<EditReceipt> Edit(this ApiCall call, QuestionId question, EditPost edit)
    {
        try
        {
            return await call.Write(repeatable: false, grains => grains.Question(question).Edit(edit, CancellationToken.None));
        }
        catch (RequestRefusedException refused) when (edit.Version == 0 && refused.Problem.Code == RefusalCode.Stale.Code())
        {
            // Nothing else stood against it.
            throw new RequestRefusedException(RefusalCode.IfMatchRequired);
        }
    }
}
