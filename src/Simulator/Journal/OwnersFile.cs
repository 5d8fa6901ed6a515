namespace Skiller.Simulator.Journal;

/// <summary>Files that nobody but their owner may read, from the moment they are there.</summary>
internal static class OwnersFile
{
    /// <summary>Opens a file to read and write, unbuffered; when there is none yet, it is made for its owner alone.</summary>
    public static FileStream Open(string path, FileMode mode)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.ReadWrite, Share = FileShare.Read, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new FileStream(path, options);
    }
}
