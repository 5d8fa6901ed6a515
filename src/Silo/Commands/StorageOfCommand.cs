using Skiller.Silo.Configuration;
using Skiller.Silo.Hosting;
using Skiller.Storage;

namespace Skiller.Silo.Commands;

/// <summary>The storage of a command that works on the database itself, without a node.</summary>
internal static class StorageOfCommand
{
    /// <summary>Composes it; whoever asks disposes of it.</summary>
    public static ServiceProvider Open(Settings settings) => new ServiceCollection()
        .AddLogging(static logging => logging.AddNodeLogging(LogLevel.Warning, LogFormat.Text))
        .AddSkillerStorage(settings.Storage)
        .BuildServiceProvider();

    /// <summary>Does something with it where there is a database; where there is none, says so.</summary>
    public static async Task<ExitCode> Use(Settings settings, Func<IServiceProvider, Task<ExitCode>> act)
    {
        if (await MissingDatabase.Said(settings))
        {
            return ExitCode.Failed;
        }

        await using var services = Open(settings);
        return await act(services);
    }
}
