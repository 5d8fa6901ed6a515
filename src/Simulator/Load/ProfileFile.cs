using Skiller.Simulator.Journal;
using Skiller.Simulator.Plan;

namespace Skiller.Simulator.Load;

/// <summary>Reads profiles of loads, and refuses those that cannot be.</summary>
internal static class ProfileFile
{
    private const string Folder = "Profiles";

    /// <summary>The names of the profiles that ship inside the program.</summary>
    public static IReadOnlyList<string> Shipped { get; } = ShippedFile.Names(Folder);

    /// <summary>Reads one that ships, by its name, or a file.</summary>
    /// <exception cref="UsageException">It cannot be read, or says something that cannot be.</exception>
    public static LoadProfile Read(string name) => Parse(ShippedFile.Text(Folder, "profile", name), name);

    /// <summary>Reads a profile; <paramref name="source"/> is what errors call it.</summary>
    /// <exception cref="UsageException">It cannot be read, or says something that cannot be.</exception>
    public static LoadProfile Parse(string text, string source)
    {
        var profile = JsonInput.Parse<LoadProfile>(text, source);
        profile.Check(source);
        return profile;
    }
}
