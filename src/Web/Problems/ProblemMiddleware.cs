using Microsoft.Extensions.Logging;
using Skiller.Web.Site;

namespace Skiller.Web.Problems;

/// <summary>The outermost step: whatever ends without an answer ends with a problem document.</summary>
internal sealed partial class ProblemMiddleware(RequestDelegate next, TimeProvider clock, ILogger<ProblemMiddleware> logger)
{
    private readonly LogBudget _budget = new(clock);

    public async Task InvokeAsync(HttpContext http)
    {
        Problem problem;
        try
        {
            await next(http);
            if (http.Response.HasStarted || http.Response.StatusCode < 400 || http.Response.ContentLength > 0 || http.Response.ContentType is not null)
            {
                return;
            }

            problem = ProblemMapping.OfStatus(http.Response.StatusCode);
        }
        catch (RequestRefusedException refused)
        {
            problem = refused.Problem;
        }
        catch (BadHttpRequestException bad)
        {
            problem = bad.StatusCode == 400 ? ProblemMapping.Malformed : ProblemMapping.OfStatus(bad.StatusCode);
        }
        catch (Exception gone) when (http.RequestAborted.IsCancellationRequested && gone is OperationCanceledException or IOException)
        {
            return;
        }
        catch (Exception fault) when (Faults.IsFault(fault))
        {
            problem = Faults.OfRead(fault);
        }
        catch (Exception unexpected) when (!http.Response.HasStarted)
        {
            var incident = RequestTrace.IdOf(http);
            LogUnexpected(unexpected, incident, http.Request.Method, http.GetEndpoint()?.DisplayName);
            problem = ProblemMapping.Unexpected(incident);
        }

        if (http.Response.HasStarted)
        {
            http.Abort();
            return;
        }

        var allow = http.Response.Headers.Allow;
        http.Response.Clear();
        SecurityHeaders.Set(http);
        http.Response.Headers.Allow = allow;
        ProblemMetrics.Answered(problem);
        if (problem is { Status: StatusCodes.Status503ServiceUnavailable } && _budget.Take())
        {
            LogFault(http.Request.Method, http.GetEndpoint()?.DisplayName, problem.Code, RequestTrace.IdOf(http));
        }

        await (ErrorPages.Concerns(http.Request) ? ErrorPages.Write(http, problem) : ProblemDocument.Write(http, problem));
    }
}
