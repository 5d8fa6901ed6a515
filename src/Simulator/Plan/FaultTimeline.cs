using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Skiller.Simulator.Journal;

namespace Skiller.Simulator.Plan;

/// <summary>Reads what is to be done to a cluster, and when, and refuses what cannot be.</summary>
internal static partial class FaultTimeline
{
    private static readonly ImmutableArray<string> _commands = ["kill", "start", "pause", "resume", "add", "remove", "upgrade"];

    /// <summary>Reads what <c>--at</c> was told, in one word or in several: each time, and what is done then.</summary>
    /// <exception cref="UsageException">There is no time at the beginning.</exception>
    public static ImmutableArray<PlannedFault> Read(IEnumerable<string> texts)
    {
        var faults = new List<PlannedFault>();
        foreach (var word in texts.SelectMany(static text => text.Split(' ', StringSplitOptions.RemoveEmptyEntries)))
        {
            if (Time(word) is not null)
            {
                faults.Add(new PlannedFault(word, ""));
            }
            else if (faults.Count == 0)
            {
                throw new UsageException($"--at {word}: say when first, such as --at \"3d kill silo 2\".");
            }
            else
            {
                faults[^1] = faults[^1] with { Command = $"{faults[^1].Command} {word}".TrimStart() };
            }
        }

        return [.. faults];
    }

    /// <exception cref="UsageException">It cannot be carried out within a run of this length.</exception>
    public static void Check(PlannedFault fault, TimeSpan length, string source)
    {
        if (Time(fault.At) is not { } at)
        {
            throw new UsageException($"{source}: '{fault.At}' is no time of a fault: 3d, 12h or 1d6h would be one.");
        }

        if (at >= length)
        {
            throw new UsageException($"{source}: '{fault}' would come after the end, which is at {length.TotalDays.ToString(CultureInfo.InvariantCulture)}d.");
        }

        var words = fault.Command.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0 || !_commands.Contains(words[0]))
        {
            throw new UsageException(
                $"{source}: nobody knows how to '{fault.Command}' a cluster. Did you mean '{Spelling.Nearest(words.FirstOrDefault() ?? "", _commands)}'? There are: {string.Join(", ", _commands)}.");
        }

        if (!IsWhole(words))
        {
            throw new UsageException($"{source}: '{fault.Command}' does not say all, or says too much: kill silo 2, start 4, add web and upgrade TO would do.");
        }
    }

    /// <summary>A time since the beginning; null for a word that is none.</summary>
    public static TimeSpan? Time(string word)
    {
        var parts = TimePattern().Match(word);
        return parts.Success
            ? TimeSpan.FromDays(Number(parts, "days")) + TimeSpan.FromHours(Number(parts, "hours")) + TimeSpan.FromMinutes(Number(parts, "minutes"))
            : null;
    }

    private static double Number(Match parts, string name) =>
        parts.Groups[name] is { Success: true, ValueSpan: var text } ? double.Parse(text, CultureInfo.InvariantCulture) : 0;

    private static bool IsWhole(string[] words) => words switch
    {
        ["add", "silo" or "web"] => true,
        ["upgrade", _] => true,
        ["kill" or "start" or "pause" or "resume" or "remove", var node] => IsNumber(node),
        ["kill" or "start" or "pause" or "resume" or "remove", "silo" or "web", var node] => IsNumber(node),
        _ => false,
    };

    private static bool IsNumber(string word) => int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and < 10_000;

    [GeneratedRegex(
        @"\A(?=.)((?<days>[0-9]{1,6}(\.[0-9]{1,6})?)d)?((?<hours>[0-9]{1,6}(\.[0-9]{1,6})?)h)?((?<minutes>[0-9]{1,6}(\.[0-9]{1,6})?)m)?\z",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex TimePattern();
}
