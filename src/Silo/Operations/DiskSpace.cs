namespace Skiller.Silo.Operations;

/// <summary>How much room there is.</summary>
internal static class DiskSpace
{
    /// <summary>Bytes that are free where a folder is or will be; null: the system does not say.</summary>
    public static long? FreeAt(string folder) => Of(folder)?.AvailableFreeSpace;

    /// <summary>The same as a part of all: 0 to 1.</summary>
    public static double? ShareFreeAt(string folder) => Of(folder) is { TotalSize: > 0 } drive ? (double)drive.AvailableFreeSpace / drive.TotalSize : null;

    private static DriveInfo? Of(string folder)
    {
        try
        {
            // The longest mount point that the folder is below.
            var path = Path.GetFullPath(folder);
            return DriveInfo.GetDrives()
                .Where(drive => drive.IsReady && path.StartsWith(drive.RootDirectory.FullName, StringComparison.Ordinal))
                .MaxBy(static drive => drive.RootDirectory.FullName.Length);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
