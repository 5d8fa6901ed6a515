using System.Diagnostics;
using Skiller.Contracts;
using Skiller.Grains.Activity;
using Skiller.Storage;
using Skiller.Tests.Given;
using Skiller.Tests.Storage.Activity;
using Skiller.Tests.Storage.Snapshots;
using Xunit;
using static Skiller.Tests.Storage.Activity.Appends;

namespace Skiller.Tests.Storage.Outages;

/// <summary>A disk that is full and then is not (F05, D4). The small disk is a tmpfs, which only root can mount.</summary>
public sealed class SqliteDiskFullTests : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private bool _isMounted;

    private string Ballast => Path.Combine(_folder.Path, "ballast");

    public async ValueTask InitializeAsync()
    {
        _isMounted = await Run("mount", "-t", "tmpfs", "-o", "size=6m", "tmpfs", _folder.Path);
        Assert.SkipUnless(_isMounted, "A small tmpfs cannot be mounted here: root only.");
    }

    public async ValueTask DisposeAsync()
    {
        if (_isMounted)
        {
            await Run("umount", "-l", _folder.Path);
        }

        _folder.Dispose();
    }

    [Fact]
    public async Task Appends_are_refused_while_the_disk_is_full_reads_go_on_and_it_works_again_by_itself_F05()
    {
        await using var storage = new OpenedStorage(new StorageOptions(null, _folder.Path), TimeProvider.System);
        await storage.Schema.Apply(CancellationToken.None);
        await storage.Append(To("q:1", 0, Fact("first")));

        var version = await FillUp(storage);
        Assert.Equal(version, (await storage.Stream("q:1")).Count);
        await Assert.ThrowsAsync<UnavailableException>(() => storage.Append(To("q:1", version, Large())));
        var writing = storage.Get<IWritableLog>();
        Assert.False(await writing.IsWritable(CancellationToken.None));

        File.Delete(Ballast);
        while (!await writing.IsWritable(CancellationToken.None))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), TestContext.Current.CancellationToken);
        }

        Assert.IsType<AppendOutcome.Committed>(await Eventually(storage, version));
        Assert.Equal(version + 1, (await storage.Stream("q:1")).Count);
        Assert.Equal(version + 1, await storage.Log.Head(CancellationToken.None));
    }

    [Fact]
    public async Task Snapshots_work_again_when_space_is_back_D4()
    {
        var options = new StorageOptions(null, _folder.Path);
        await using var storage = new OpenedStorage(options, TimeProvider.System);
        await storage.Schema.Apply(CancellationToken.None);
        await using var silo = await SnapshotSilo.Start(options);
        Assert.True(await silo.WriteFirst("q:0", 0));

        await FillUp(storage);
        var failed = 0;
        for (var key = 1; key < 2_000 && failed < 3; key++)
        {
            failed += await Throws(() => silo.WriteFirst($"q:{key}", key)) ? 1 : 0;
        }

        Assert.Equal(3, failed);
        File.Delete(Ballast);

        for (var key = 10_000; key < 10_012; key++)
        {
            Assert.True(await silo.WriteFirst($"q:{key}", key));
        }
    }

    private static NewActivity Large() => Fact(new string('x', 20_000));

    // Fills the disk but for a little, then the log takes what is left.
    private async Task<long> FillUp(OpenedStorage storage)
    {
        await File.WriteAllBytesAsync(Ballast, new byte[3_000_000]);
        var version = (await storage.Stream("q:1")).Count;
        while (true)
        {
            try
            {
                await storage.Append(To("q:1", version, Large()));
                version++;
            }
            catch (UnavailableException)
            {
                return version;
            }
        }
    }

    private static async Task<AppendOutcome> Eventually(OpenedStorage storage, long version)
    {
        while (true)
        {
            try
            {
                return await storage.Append(To("q:1", version, Large()));
            }
            catch (UnavailableException) when (!TestContext.Current.CancellationToken.IsCancellationRequested)
            {
                // The writer makes a pause after a fault.
                await Task.Delay(TimeSpan.FromMilliseconds(50));
            }
        }
    }

    private static async Task<bool> Throws(Func<Task> act)
    {
        try
        {
            await act();
            return false;
        }
        catch (Microsoft.Data.Sqlite.SqliteException)
        {
            return true;
        }
    }

    private static async Task<bool> Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, UseShellExecute = false })!;
        await process.WaitForExitAsync();
        return process.ExitCode == 0;
    }
}
