using System.CommandLine;
using Skiller.Simulator.Journal;
using Skiller.Simulator.Load;
using Skiller.Simulator.Target;

namespace Skiller.Simulator.Commands;

/// <summary>What <c>load</c> can be told: a profile by name or file, and some of its values by themselves, which then count.</summary>
internal sealed class LoadOptions
{
    private const int MostWorkers = 64;

    private readonly Option<string> _target = new("--target") { Description = "The Skiller's public address.", Required = true };
    private readonly Option<string?> _profile = new("--profile") { Description = $"A profile: {string.Join(", ", ProfileFile.Shipped)}, or a JSON file; `skiller-sim schema profile` prints its schema." };
    private readonly Option<double?> _rate = new("--rate") { Description = "Page loads a second, instead of the profile's." };
    private readonly Option<double?> _seconds = new("--seconds") { Description = "How long it is measured, instead of the profile's." };
    private readonly Option<bool> _withoutHot = new("--without-hot") { Description = "Leaves the hot question out: the run that `compare` holds the one with it against." };
    private readonly Option<string?> _members = new("--members") { Description = "The folder of a growth on this target, whose members load and write; what they write is noted there." };
    private readonly Option<bool> _audit = new("--audit") { Description = "Audits the growth and all that was written since, at the end." };
    private readonly Option<string> _http = new("--http") { Description = "The version of HTTP: 1.1 or 2.", DefaultValueFactory = static _ => "1.1" };
    private readonly Option<int> _workers = new("--workers") { Description = "Processes that send it together, when one cannot: 1 to 64.", DefaultValueFactory = static _ => 1 };
    private readonly Option<string> _folder = new("--out") { Description = "The folder of the report.", Required = true };
    private readonly Option<string[]> _operations = new("--operations") { Description = "Operations addresses of nodes, whose processors and memory the report then shows." };

    private readonly WatchArguments _watch = new();

    public Command AddTo(Command command)
    {
        foreach (Option option in (Option[])[_target, _profile, _rate, _seconds, _withoutHot, _members, _audit, _http, _workers, _folder, _operations])
        {
            command.Add(option);
        }

        _watch.AddTo(command);
        return command;
    }

    /// <summary>The operations addresses that were named.</summary>
    public IReadOnlyList<Uri> Operations(ParseResult parsed) => [.. (parsed.GetValue(_operations) ?? []).Select(CommandLine.Address)];

    /// <summary>How many processes send a load.</summary>
    /// <exception cref="UsageException">So many cannot.</exception>
    public static int Workers(int workers) => workers is >= 1 and <= MostWorkers ? workers : throw new UsageException($"--workers is {workers}, and must be from 1 to {MostWorkers}.");

    /// <summary>What the command line asks for.</summary>
    /// <exception cref="UsageException">It cannot be.</exception>
    public LoadRequest Read(ParseResult parsed)
    {
        var profile = parsed.GetValue(_profile) is { } name ? ProfileFile.Read(name) : new LoadProfile();
        profile = profile with { Rate = parsed.GetValue(_rate) ?? profile.Rate, Seconds = parsed.GetValue(_seconds) ?? profile.Seconds };
        profile = parsed.GetValue(_withoutHot) ? profile.Cooled() : profile;
        profile.Check("The profile");
        var (workers, members) = (Workers(parsed.GetValue(_workers)), parsed.GetValue(_members));
        if (parsed.GetValue(_audit) && members is null)
        {
            throw new UsageException("--audit holds the target against the growth in --members: name its folder.");
        }

        return new LoadRequest(profile, CommandLine.Address(parsed.GetValue(_target)!), new RunFolder(parsed.GetValue(_folder)!))
        {
            Members = members is null ? null : new RunFolder(members),
            Protocol = TargetProtocol.Parse(parsed.GetValue(_http)!),
            Workers = workers,
            Watch = _watch.Read(parsed),
            Audits = parsed.GetValue(_audit),
        };
    }
}
