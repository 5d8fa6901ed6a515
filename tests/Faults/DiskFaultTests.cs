using Skiller.Tests.Faults.Harness;
using Skiller.Tests.Given;
using Xunit;

namespace Skiller.Tests.Faults;

/// <summary>F05: the disk of the database, its log of changes with it, is full, and has space again later.</summary>
[Collection(nameof(OneAtATime))]
public sealed class DiskFaultTests
{
    private const int Seed = 20261204;
    private const int Megabytes = 400;
    private static readonly TimeSpan _full = TimeSpan.FromSeconds(FaultScale.Of(10, 20));

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact(Explicit = true)]
    public async Task F05_the_disk_of_PostgreSQL_is_full()
    {
        await using var disk = await SmallDisk.Make(Megabytes);
        Assert.SkipWhen(disk is null, "There is no file system of one's own here: only root mounts one.");
        var home = Directory.CreateDirectory(Path.Combine(disk.Folder, "server")).FullName;
        // Small parts of the log of changes, few of them kept, so that it needs new space soon.
        var server = await PostgresServer.StartIn(
            home, ["--wal-segsize=1"], FaultCluster.MostConnections, "min_wal_size=2MB", "max_wal_size=8MB", "wal_recycle=off", "wal_init_zero=on");
        await using var cluster = await FaultCluster.On(server, networks: false, Ct);
        var run = new FaultRun(cluster, Seed);
        var (row, differences) = await run.Suffer(new FaultRow("F05", $"the disk of PostgreSQL full for {_full.TotalSeconds:0} s", FaultAim.BackWithin(10)), async (moment, ct) =>
        {
            var restarts = cluster.All.Sum(static node => node.Restarts);
            var starts = 0;
            var pages = 0;
            var shown = 0;
            await disk.Fill();
            var begun = TimeProvider.System.GetTimestamp();
            while (TimeProvider.System.GetElapsedTime(begun) < _full)
            {
                // What is freed meanwhile is taken too, and a server that has given up is started, as systemd does.
                await disk.Fill();
                starts += await StartAgain(server) ? 1 : 0;
                pages++;
                shown += await Shows(cluster.Fronts[0], ct) ? 1 : 0;
                await Task.Delay(TimeSpan.FromMilliseconds(500), ct);
            }

            disk.Free();
            moment.Heals();
            await server.StartIfStopped();
            await cluster.BecomeReady(ct);
            moment.Note($"PostgreSQL ended and was started {starts} times; {shown} of {pages} looks at the list of questions were answered meanwhile; {cluster.All.Sum(static node => node.Restarts) - restarts} nodes had to be started again");
        }, Ct);
        TestContext.Current.TestOutputHelper?.WriteLine(row.ToString());
        Assert.True(differences.IsEmpty, string.Join('\n', differences.Take(20).Prepend(row.ToString())));
    }

    private static async Task<bool> StartAgain(PostgresServer server)
    {
        if (server.IsRunning)
        {
            return false;
        }

        try
        {
            await server.Start();
        }
        catch (InvalidOperationException)
        {
            // There is no space for it to recover in.
        }

        return true;
    }

    private static async Task<bool> Shows(Uri site, CancellationToken ct)
    {
        using var http = new HttpClient { BaseAddress = site, Timeout = TimeSpan.FromSeconds(6) };
        try
        {
            using var answer = await http.GetAsync(new Uri("/questions", UriKind.Relative), ct);
            return answer.IsSuccessStatusCode;
        }
        catch (Exception gone) when (gone is HttpRequestException or OperationCanceledException && !ct.IsCancellationRequested)
        {
            return false;
        }
    }
}
