using Microsoft.Extensions.Logging;

namespace Skiller.Web.Api;

internal sealed partial class ApiCall
{
    [LoggerMessage(7010, LogLevel.Warning, "A {Method} is asked again after a {Fault}")]
    private partial void LogRepeated(string fault, string method);

    [LoggerMessage(7011, LogLevel.Warning, "One {Act} was not given back to an allowance after a {Fault}")]
    private partial void LogNotGivenBack(string fault, string act);
}
