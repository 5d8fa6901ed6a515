namespace Skiller.Storage.Keys;

/// <summary>A file that holds a secret, such as a mounted one: read anew whenever it is needed, so that a new secret needs no restart.</summary>
internal static class SecretFile
{
    // Others who may read it, and a group that may do more than read: a mounted secret of Kubernetes is its group's to read.
    private const UnixFileMode TooOpen =
        UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute;

    /// <summary>Its lines.</summary>
    /// <exception cref="InvalidDataException">It cannot be read, or others than its owner and group may read it (F38); nothing of its content is told.</exception>
    public static string[] Lines(string path)
    {
        try
        {
            if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & TooOpen) != UnixFileMode.None)
            {
                throw new InvalidDataException($"{path} holds a secret that others than its owner may read or change: chmod 600 {path}");
            }

            return File.ReadAllLines(path);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new InvalidDataException($"{path} cannot be read: {fault.Message}", fault);
        }
    }

    /// <summary>The secret of a file that holds one: its first line.</summary>
    /// <exception cref="InvalidDataException">As <see cref="Lines"/>; or it is empty.</exception>
    public static string Secret(string path) => Lines(path) is [var first, ..] && first.Trim() is { Length: > 0 } secret
        ? secret
        : throw new InvalidDataException($"{path} is empty.");
}
