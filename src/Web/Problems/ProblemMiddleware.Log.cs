using Microsoft.Extensions.Logging;

namespace Skiller.Web.Problems;

internal sealed partial class ProblemMiddleware
{
    [LoggerMessage(7001, LogLevel.Error, "Incident {Incident}: {Method} {Endpoint} ended with an unexpected exception")]
    private partial void LogUnexpected(Exception exception, string incident, string method, string? endpoint);

    [LoggerMessage(7002, LogLevel.Warning, "{Method} {Endpoint} was answered with {Code} ({Trace})")]
    private partial void LogFault(string method, string? endpoint, string code, string trace);
}
