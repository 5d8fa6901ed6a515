using System.Diagnostics;
using Skiller.Tests.Given;

namespace Skiller.Tests.Faults.Harness;

/// <summary>A file system of its own in memory, which can be full: only root may make one.</summary>
internal sealed class SmallDisk : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Filling => Path.Combine(_folder.Path, "filling");

    /// <summary>Where it is.</summary>
    public string Folder => _folder.Path;

    /// <summary>Makes one; null: there can be none here.</summary>
    public static async Task<SmallDisk?> Make(int megabytes)
    {
        var disk = new SmallDisk();
        if (Environment.UserName == "root" && await Run("mount", "-t", "tmpfs", "-o", $"size={megabytes}m,mode=0755", "tmpfs", disk._folder.Path) == 0)
        {
            return disk;
        }

        disk._folder.Dispose();
        return null;
    }

    /// <summary>Takes all the space that there is left.</summary>
    public async Task Fill()
    {
        await using var file = new FileStream(Filling, FileMode.Append);
        var some = new byte[64 * 1024];
        while (true)
        {
            try
            {
                await file.WriteAsync(some);
                await file.FlushAsync();
            }
            catch (IOException)
            {
                return;
            }
        }
    }

    /// <summary>Gives back what <see cref="Fill"/> has taken.</summary>
    public void Free() => File.Delete(Filling);

    public async ValueTask DisposeAsync()
    {
        await Run("umount", "--lazy", _folder.Path);
        _folder.Dispose();
    }

    private static async Task<int> Run(string program, params string[] words)
    {
        using var process = Process.Start(new ProcessStartInfo(program, words) { UseShellExecute = false, RedirectStandardError = true })!;
        await process.WaitForExitAsync();
        return process.ExitCode;
    }
}
