using System.Text.Json;
using Skiller.Tests.Faults.Harness;
using Skiller.Tests.Given;
using Skiller.Tests.Processes;
using Skiller.Tests.Processes.Crash;
using Xunit;

namespace Skiller.Tests.Faults;

/// <summary>A backup is made while everybody goes on, and restored as if everything after it were lost.</summary>
[Collection(nameof(RunningCluster))]
public sealed class BackupFaultTests(RunningCluster running)
{
    private static readonly TimeSpan _before = TimeSpan.FromSeconds(FaultScale.Of(4, 15));

    [Fact(Explicit = true)]
    public async Task F36_F37_what_was_acknowledged_before_a_backup_is_in_it()
    {
        using var folder = new TemporaryFolder();
        var backup = Path.Combine(folder.Path, "backup");
        long head = 0, position = 0;
        await running.Suffer("F36, F37", "`backup` under load, restored into a new database", FaultAim.NoErrors, async (moment, ct) =>
        {
            var usual = await Rate(Task.Delay(_before, ct));
            head = await running.Cluster.Ask("select max(position) from activity", ct);
            var making = running.Cluster.Command(["backup", backup, "--json"], ct);
            var meanwhile = await Rate(making);
            var (exitCode, output) = await making;
            Assert.True(exitCode == 0, output);
            position = JsonSerializer.Deserialize<JsonElement>(output).GetProperty("point").GetProperty("position").GetInt64();
            moment.Note($"{usual:0} acts/s before and {meanwhile:0} meanwhile");

            await using var node = new Node(Path.Combine(folder.Path, "data"), await running.Cluster.Server.CreateDatabase());
            var restored = await node.Command(["restore", backup], ct);
            Assert.True(restored.ExitCode == 0, restored.Output);
            Assert.Contains("Verified.", restored.Output, StringComparison.Ordinal);
            var kept = await PostgresLog.Read(node.Environment["Skiller__Database"], ct);
            var log = await running.Cluster.ReadLog(ct);
            Assert.True(position >= head, $"The log had reached {head} when the backup began, and it goes up to {position}.");
            Assert.Equal(log.Where(line => line.Position <= position).Select(Row), kept.Select(Row));
            moment.Note($"restored and verified up to {position}, exactly; the {log.Count(line => line.Position > position)} facts since then are those that a loss of the database would have cost");
        });
    }

    private static (long, string, long, string, string) Row(LogLine line) => (line.Position, line.Stream, line.Version, line.Kind, line.Payload);

    // Acts a second until something is done.
    private async Task<double> Rate(Task act)
    {
        var (begun, before) = (TimeProvider.System.GetTimestamp(), running.History.Acknowledged);
        await act;
        return (running.History.Acknowledged - before) / TimeProvider.System.GetElapsedTime(begun).TotalSeconds;
    }
}
