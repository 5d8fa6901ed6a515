using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;
using Skiller.Silo.Configuration;
using Skiller.Silo.Hosting;
using Xunit;

namespace Skiller.Tests.Unit.Operations;

/// <summary>Programs read what a command prints (docs/operations.md): what it logs meanwhile is not among it.</summary>
public sealed class NodeLoggingTests
{
    [Theory]
    [InlineData(LogLevel.Information, false, LogLevel.None)]
    [InlineData(LogLevel.Information, true, LogLevel.None)]
    [InlineData(LogLevel.Warning, false, LogLevel.Trace)]
    [InlineData(LogLevel.Warning, true, LogLevel.Trace)]
    public void The_log_of_a_node_is_on_the_output_and_that_of_a_command_beside_it(LogLevel level, bool asJson, LogLevel fromHereToErrors)
    {
        using var services = new ServiceCollection().AddLogging(logging => logging.AddNodeLogging(level, asJson ? LogFormat.Json : LogFormat.Text)).BuildServiceProvider();
        Assert.Equal(fromHereToErrors, services.GetRequiredService<IOptions<ConsoleLoggerOptions>>().Value.LogToStandardErrorThreshold);
    }
}
