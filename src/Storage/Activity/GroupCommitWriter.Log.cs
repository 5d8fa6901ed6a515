using Microsoft.Extensions.Logging;

namespace Skiller.Storage.Activity;

internal sealed partial class GroupCommitWriter
{
    [LoggerMessage(6000, LogLevel.Warning, "The log is away: nothing can be appended")]
    private static partial void LogAway(ILogger logger, Exception fault);

    [LoggerMessage(6001, LogLevel.Information, "The log is back: appends go on")]
    private static partial void LogBack(ILogger logger);

    [LoggerMessage(6002, LogLevel.Error, "The database refuses an append to {Stream}")]
    private static partial void LogRefused(ILogger logger, Exception fault, string stream);

    [LoggerMessage(6003, LogLevel.Warning, "Expired commands could not be removed")]
    private static partial void LogPurgeFailed(ILogger logger, Exception fault);
}
