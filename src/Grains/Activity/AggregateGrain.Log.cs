using Microsoft.Extensions.Logging;

namespace Skiller.Grains.Activity;

internal abstract partial class AggregateGrain<TState>
{
    [LoggerMessage(1001, LogLevel.Debug, "Append to {Stream} lost the race at version {Version}; deciding again")]
    private partial void LogLostRace(string stream, long version);

    [LoggerMessage(1002, LogLevel.Warning, "Nobody knows whether the append to {Stream} after version {Version} was made; reading the stream again")]
    private partial void LogUnknownOutcome(string stream, long version);

    [LoggerMessage(1005, LogLevel.Information, "{Stream} stood at version {Version} when the log had {Head}: somebody else has written to it; reading on")]
    private partial void LogStale(string stream, long version, long head);

    [LoggerMessage(1003, LogLevel.Warning, "What the log holds of {Stream} cannot be folded; the activation goes away")]
    private partial void LogLost(Exception fault, string stream);

    [LoggerMessage(1004, LogLevel.Warning, "The log cannot be read for {Stream}: what is confirmed is shown, and nothing is decided until it can")]
    private partial void LogAway(Exception fault, string stream);
}
