using Microsoft.Extensions.Logging;

namespace Skiller.Web.Problems;

internal sealed partial class ProblemMiddleware
{
    [LoggerMessage(7001, LogLevel.Error, "Incident {Incident}: {Method} {Endpoint} ended with an unexpected exception")]
    private partial void LogUnexpected(Exception exception, string incident, string method, string? endpoint);
}
