using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging.Console;
using Skiller.Silo.Configuration;

namespace Skiller.Silo.Hosting;

/// <summary>
/// What a node writes to its log: our own news, others' warnings; never what members wrote.
/// A log without news goes along with a command, whose result alone is on the standard output: it is on the standard error.
/// </summary>
internal static class NodeLogging
{
    public static void AddNodeLogging(this ILoggingBuilder logging, LogLevel ours, LogFormat format)
    {
        var others = ours > LogLevel.Warning ? ours : LogLevel.Warning;
        logging.ClearProviders();
        logging.SetMinimumLevel(others);
        logging.AddFilter("Skiller", ours);
        // Workstation collection is what a node on a small machine wants; the silo's note about it is no warning.
        logging.AddFilter("Orleans.Runtime.Silo", LogLevel.Error);
        // Its first look takes the machine's uptime for a stall; stalls show in the thread pool's metrics.
        logging.AddFilter("Orleans.Runtime.Watchdog", LogLevel.Error);
        // Each attempt to place a grain while a silo is dying, with a stack trace; what comes of them is told by who called.
        logging.AddFilter("Polly", LogLevel.Critical);
        // Kestrel says at this level only which addresses it listens on.
        logging.AddFilter("Microsoft.Hosting.Lifetime", others);
        if (ours > LogLevel.Information)
        {
            logging.Services.Configure<ConsoleLoggerOptions>(static options => options.LogToStandardErrorThreshold = LogLevel.Trace);
        }

        if (format is LogFormat.Json)
        {
            logging.Services.TryAddSingleton(TimeProvider.System);
            logging.AddConsole(static options => options.FormatterName = JsonLogLines.FormatterName);
            logging.AddConsoleFormatter<JsonLogLines, ConsoleFormatterOptions>();
            return;
        }

        logging.AddSimpleConsole(static options =>
        {
            options.SingleLine = true;
            options.UseUtcTimestamp = true;
            options.TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fffZ ";
            options.ColorBehavior = LoggerColorBehavior.Disabled;
        });
    }
}
