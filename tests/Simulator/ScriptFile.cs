namespace Skiller.Tests.Simulator;

/// <summary>Scripts that stand for the one of a cluster.</summary>
internal static class ScriptFile
{
    /// <summary>Writes one of <c>sh</c> that may be executed.</summary>
    /// <param name="folder">Where.</param>
    /// <param name="body">What it does.</param>
    /// <returns>Its path.</returns>
    public static string Write(string folder, string body) => Whole(folder, $"#!/bin/sh\n{body}\n");

    /// <summary>The same with every line of it.</summary>
    public static string Whole(string folder, string text)
    {
        var path = Path.Combine(folder, "cluster");
        File.WriteAllText(path, text);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        return path;
    }
}
