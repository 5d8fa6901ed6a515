using System.CommandLine;

namespace Skiller.Silo.Commands;

/// <summary><c>--json</c>, the option of commands that programs read.</summary>
internal static class JsonOption
{
    /// <summary>Of a command that tells something.</summary>
    /// <param name="description">What it tells then, and in which form.</param>
    public static Option<bool> Of(string description = "One JSON object instead of text.") => new("--json") { Description = description };

    /// <summary>Of a command that shows how its work goes, and tells what came of it.</summary>
    public static Option<bool> AtTheEnd() => Of("One JSON object at the end instead of text.");
}
