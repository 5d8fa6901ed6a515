using Skiller.Simulator.Journal;

namespace Skiller.Simulator.Plan;

/// <summary>Files that ship inside the program, each by its name, beside those that people have.</summary>
internal static class ShippedFile
{
    /// <summary>The names of what ships in a folder of the program, such as <c>Scenarios</c>.</summary>
    public static IReadOnlyList<string> Names(string folder) =>
        [.. typeof(ShippedFile).Assembly.GetManifestResourceNames().Where(name => name.StartsWith(folder + "/", StringComparison.Ordinal)).Select(name => name[(folder.Length + 1)..]).Order(StringComparer.Ordinal)];

    /// <summary>Reads one that ships, by its name, or somebody's file.</summary>
    /// <param name="folder">The folder of the program.</param>
    /// <param name="what">What it is in words, such as <c>scenario</c>.</param>
    /// <param name="name">Its name, or a path.</param>
    /// <exception cref="UsageException">There is nothing of that name, or it cannot be read.</exception>
    public static string Text(string folder, string what, string name)
    {
        var names = Names(folder);
        if (!names.Contains(name))
        {
            return File.Exists(name)
                ? JsonInput.Text(name)
                : throw new UsageException($"There is no file {name}, and no {what} of that name. Did you mean '{Spelling.Nearest(name, names)}'? There are: {string.Join(", ", names)}.");
        }

        using var reader = new StreamReader(typeof(ShippedFile).Assembly.GetManifestResourceStream($"{folder}/{name}")!);
        return reader.ReadToEnd();
    }
}
