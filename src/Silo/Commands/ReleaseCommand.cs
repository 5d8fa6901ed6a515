using System.CommandLine;
using System.Globalization;
using Skiller.Silo.Configuration;
using Skiller.Storage.Backup;

namespace Skiller.Silo.Commands;

/// <summary><c>skiller release</c>: lets a restored database send again.</summary>
internal static class ReleaseCommand
{
    public static Command Create()
    {
        var drop = new Option<bool>("--drop-waiting") { Description = "Gives up first what waits to be sent: the original has sent it since." };
        var command = new Command("release", "Lets mails and webhooks of a restored database go again.") { drop };
        command.SetAction(CommandLine.WithSettings((settings, parsed, ct) => Run(settings, parsed.GetValue(drop), ct)));
        return command;
    }

    private static async Task<ExitCode> Run(Settings settings, bool dropWaiting, CancellationToken ct)
    {
        if (await MissingDatabase.Said(settings))
        {
            return ExitCode.Failed;
        }

        await using var services = StorageOfCommand.Open(settings);
        var seal = services.GetRequiredService<Seal>();
        switch (await seal.Read(ct))
        {
            case null:
                Console.WriteLine("It is not sealed.");
                return ExitCode.Done;
            case { VerifiedAt: null }:
                await Console.Error.WriteLineAsync("It is not verified yet: skiller verify.");
                return ExitCode.Failed;
            default:
                var dropped = await seal.Release(dropWaiting, ct);
                await services.Audit("released", dropWaiting ? string.Create(CultureInfo.InvariantCulture, $"{dropped} that waited were given up") : "", ct);
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Released{(dropWaiting ? $"; {dropped} that waited were given up" : "")}."));
                return ExitCode.Done;
        }
    }
}
