using System.Buffers.Text;
using System.Security.Cryptography;
using Skiller.Web.Api;
using Skiller.Web.Problems;

namespace Skiller.Web.Site.Forms;

/// <summary>Acts as a form asks, and hears what stands against it instead of failing.</summary>
internal static class FormCall
{
    private const int KeyBytes = 16;

    /// <summary>A key for a form that is shown, by which it is recognised when it is sent twice.</summary>
    public static string NewKey() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(KeyBytes));

    /// <summary>Acts; what is refused comes back as a problem, to be shown with the form, and costs no allowance.</summary>
    public static async Task<Problem?> Try(this ApiCall call, Func<Task> act)
    {
        try
        {
            await act();
            return null;
        }
        catch (RequestRefusedException refused)
        {
            if (call.HasToken && refused.Problem.Code != ProblemMapping.OutcomeUnknown.Code)
            {
                await call.GiveBack();
            }

            call.Wait = refused.Problem.RetryAfter;
            return refused.Problem;
        }
    }
}
