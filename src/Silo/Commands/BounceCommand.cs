using System.Collections.Immutable;
using System.CommandLine;
using System.Text;
using Skiller.Silo.Configuration;

namespace Skiller.Silo.Commands;

/// <summary><c>skiller bounce [ADDRESS]</c>.</summary>
internal static class BounceCommand
{
    /// <summary>Most of a report that is read; what failed stands at its beginning, the mail itself behind it.</summary>
    private const int ReportChars = 256 * 1024;

    public static Command Create()
    {
        var address = new Argument<string?>("address")
        {
            Description = "The address that nothing reaches; without one, a report of a mail server (RFC 3464) is read from standard input.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var json = JsonOption.AtTheEnd();
        var command = new Command("bounce", "Takes note that mail to an address comes back; a mail server can pipe its reports to it.") { address, json };
        command.SetAction(CommandLine.WithSettings((settings, parsed, ct) => Run(settings, parsed.GetValue(address), parsed.GetValue(json), ct)));
        return command;
    }

    private static async Task<ExitCode> Run(Settings settings, string? address, bool asJson, CancellationToken ct)
    {
        if (await MissingDatabase.Said(settings))
        {
            return ExitCode.Failed;
        }

        var (name, value) = address is null ? ("report", await Report(ct)) : ("address", address);
        await using var node = await NodeConnection.Open(settings, ct);
        return await IOperationScreen.Around(asJson, screen => node.Run("bounce", ImmutableDictionary<string, string>.Empty.Add(name, value), screen, ct));
    }

    private static async Task<string> Report(CancellationToken ct)
    {
        await using var input = Console.OpenStandardInput();
        using var reader = new StreamReader(input, Encoding.UTF8);
        var text = new char[ReportChars];
        return new string(text, 0, await reader.ReadBlockAsync(text.AsMemory(), ct));
    }
}
