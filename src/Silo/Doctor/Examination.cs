using System.Collections.Immutable;
using System.Globalization;
using Skiller.Grains.Activity;
using Skiller.Grains.Audit;
using Skiller.Grains.Mail;
using Skiller.Silo.Configuration;
using Skiller.Silo.Operations;
using Skiller.Storage.Backup;
using Skiller.Storage.Doctor;
using Skiller.Storage.Keys;
using Skiller.Storage.Nodes;
using Skiller.Storage.Postgres;
using Skiller.Storage.Schema;
using Skiller.Storage.Status;

namespace Skiller.Silo.Doctor;

/// <summary>Looks at everything that can be wrong with an installation, as RELIABILITY.md (D1–D15) and the promises to operators name it. Mends nothing.</summary>
internal sealed class Examination(IServiceProvider services, Settings settings, int sample)
{
    private const double LittleDisk = 0.15;
    private const double NearlyNoDisk = 0.05;
    private const double ManyConnections = 0.8;
    private const long FarBehind = 1_000;
    private static readonly TimeSpan _clockMayDiffer = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan _heardOf = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan _backupMayBe = TimeSpan.FromHours(26);
    private static readonly TimeSpan _mailMayWait = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan _transactionMayTake = TimeSpan.FromMinutes(5);
    private readonly ImmutableArray<Finding>.Builder _found = ImmutableArray.CreateBuilder<Finding>();

    public async Task<ImmutableArray<Finding>> Run(CancellationToken ct)
    {
        foreach (var name in SettingsReader.Unknown(Environment.GetEnvironmentVariables().Keys.Cast<string>()))
        {
            _found.Add(Finding.Warning("setting-unknown", $"{name} is no setting", "correct its name: it is ignored"));
        }

        Folder();
        if (services.GetService<PostgresChecks>() is { } checks && await checks.Run(ct) is { IsEmpty: false } wrong)
        {
            _found.AddRange(wrong.Select(static what => Finding.Error("postgres-setting", what, "set it as deploy/postgres/skiller.conf does: nodes do not start (D10)")));
            return _found.DrainToImmutable();
        }

        if (await services.GetRequiredService<SchemaUpgrade>().Pending(ct) is { Count: > 0 } pending)
        {
            _found.Add(Finding.Error("schema-behind", $"{pending.Count} migrations are missing, up to {pending[^1]}", "skiller migrate --plan, then skiller migrate"));
            return _found.DrainToImmutable();
        }

        await Neighbours(ct);
        await Database(ct);
        await Nodes(ct);
        await Backlog(ct);
        await Held(ct);
        await Kept(ct);
        _found.AddRange(await new LogSample(services.GetRequiredService<IActivityLog>(), sample).Run(ct));
        foreach (var what in await services.GetRequiredService<DoctorRows>().Ledgers(Math.Max(1, sample), ct))
        {
            _found.Add(Finding.Error("ledger-differs", what, "skiller verify names it exactly; skiller rebuild --what standings mends it"));
        }

        return _found.DrainToImmutable();
    }

    private void Folder()
    {
        if (!OperatingSystem.IsWindows() && Directory.Exists(settings.Data))
        {
            const UnixFileMode others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;
            foreach (var file in Directory.EnumerateFiles(settings.Data).Where(IsSecret).Order(StringComparer.Ordinal))
            {
                if ((File.GetUnixFileMode(file) & others) != UnixFileMode.None)
                {
                    _found.Add(Finding.Error("file-readable", $"{file} can be read by others", $"chmod 600 {file}: it holds secrets or what members wrote"));
                }
            }
        }

        if (DiskSpace.ShareFreeAt(settings.Data) is { } free && free < LittleDisk)
        {
            var what = string.Create(CultureInfo.InvariantCulture, $"{free:P0} of the disk of {settings.Data} is free");
            _found.Add(free < NearlyNoDisk
                ? Finding.Error("disk-low", what, "make room now: at none, nothing is recorded any more")
                : Finding.Warning("disk-low", what, "make room, or give it a larger disk"));
        }
    }

    // Locks and journals hold nothing.
    private static bool IsSecret(string file) => Path.GetExtension(file) is ".db" or ".json" or ".txt" or ".key" or ".pem" or ".db-wal";

    private async Task Neighbours(CancellationToken ct)
    {
        _found.AddRange((await services.GetRequiredService<LayoutCheck>().Run(ct)).Select(static what => Finding.Error("layout-foreign", what, "run the program that this database belongs to")));
        if (services.GetService<PostgresNeighbours>() is { } neighbours)
        {
            var silo = settings.Roles.HasFlag(NodeRoles.Silo) ? settings.SiloAddress : null;
            _found.AddRange((await neighbours.Run(settings.ClusterId, settings.ServiceId, silo, ct))
                .Select(static what => Finding.Error("service-mixed", what, "give all nodes of this database the same Skiller__ServiceId and Skiller__ClusterId (F38)")));
        }
    }

    private async Task Database(CancellationToken ct)
    {
        var rows = services.GetRequiredService<DoctorRows>();
        Add(await rows.SnapshotDuplicates(ct), static what => Finding.Error(
            "snapshot-duplicate", what, "stop all nodes, delete all but the newest row, and put the unique index back (D3): its grain cannot wake"));
        Add(await rows.SnapshotAliases(ct), static what => Finding.Error(
            "snapshot-alias", what, "stop all nodes and delete the row (D1): it is no key of ours, and would be another grain's"));
        Add(await rows.MissingIndices(ct), static what => Finding.Error(
            "index-missing", $"there is no unique index {what}", "create it, after removing what is there twice (D3)"));
        Add(await rows.Damage(ct), static what => Finding.Error("file-damaged", what, "stop the node, and restore the last backup"));
        var database = await services.GetRequiredService<StatusRows>().Database(ct);
        if (database is { Connections: { } open, MostConnections: { } most } && open > most * ManyConnections)
        {
            _found.Add(Finding.Warning("connections-many", $"{open} of {most} connections are open", "raise max_connections, or lower Maximum Pool Size of the nodes"));
        }

        if (database.OldestTransactionSeconds > _transactionMayTake.TotalSeconds)
        {
            _found.Add(Finding.Warning("transaction-old", $"a transaction has been open for {database.OldestTransactionSeconds} s", "find it in pg_stat_activity: dead rows are not cleaned while it is open"));
        }
    }

    private void Add(ImmutableArray<string> lines, Func<string, Finding> finding) => _found.AddRange(lines.Select(finding));

    private async Task Nodes(CancellationToken ct)
    {
        var rows = services.GetRequiredService<NodeRows>();
        var (nodes, now) = await rows.List(ct);
        var running = nodes.Where(node => now - node.SeenAt < _heardOf).ToList();
        foreach (var node in nodes.Where(node => now - node.SeenAt >= _heardOf))
        {
            _found.Add(Finding.Warning("node-silent", string.Create(CultureInfo.InvariantCulture, $"{node.Name} was last heard of {(now - node.SeenAt).TotalSeconds:0} s ago"), "start it again; if it is gone for good, its row goes after a day"));
        }

        if (running.Select(static node => node.Version).Distinct().ToList() is { Count: > 1 } versions)
        {
            _found.Add(Finding.Note("versions-mixed", $"nodes run {string.Join(" and ", versions)}", "finish the upgrade, or go back"));
        }

        foreach (var (name, ahead) in running.Select(static node => (node.Name, node.ClockAhead)).Append(("this machine", await rows.ClockAhead(ct))).Where(static one => one.Item2.Duration() > _clockMayDiffer))
        {
            _found.Add(Finding.Error("clock-off", string.Create(CultureInfo.InvariantCulture, $"the clock of {name} is {ahead.TotalSeconds:+0.0;-0.0} s off the database's"), "have its clock kept by NTP"));
        }
    }

    private async Task Backlog(CancellationToken ct)
    {
        var backlog = await services.GetRequiredService<StatusRows>().Backlog(ct);
        if (backlog.Letters > 0)
        {
            _found.Add(Finding.Error("dead-letters", $"consumers stand before {backlog.Letters} facts", "skiller dead-letters list; mend the cause, then replay"));
        }

        Add(await services.GetRequiredService<DoctorRows>().Dropped(ct), static what => Finding.Note("letter-dropped", $"{what} is passed over", "skiller verify names what differs because of it"));
        foreach (var consumer in (await services.GetRequiredService<StatusRows>().Consumers(ct)).Where(static consumer => consumer.Behind > FarBehind))
        {
            _found.Add(Finding.Warning("consumer-behind", $"{consumer.Name} is {consumer.Behind} facts behind", "look at it again in a minute; if it does not move, at the log of the silos"));
        }

        var mail = await services.GetRequiredService<IOutbox>().Status(ct);
        if (mail.OldestAt is { } oldest && TimeProvider.System.GetUtcNow() - oldest > _mailMayWait)
        {
            _found.Add(Finding.Warning("mails-late", $"{mail.Waiting} mails wait, the oldest since {oldest:u}", "skiller test-mail ADDRESS says what the server answers"));
        }

        if (mail.Dead > 0)
        {
            _found.Add(Finding.Note("mails-dead", $"{mail.Dead} mails could not be sent", "skiller status shows why"));
        }
    }

    private async Task Kept(CancellationToken ct)
    {
        if (await AuditCheck.Fault(services.GetRequiredService<IAuditTrail>(), null, ct) is { } tampered)
        {
            _found.Add(Finding.Error("audit-broken", tampered, "skiller audit, and the manifests of backups, say what was there (4.6)"));
        }

        if (settings.KeyFile is not null
            && (await services.GetRequiredService<SealedSecrets>().List(ct)).Where(static secret => secret.Key is null).ToList() is { Count: > 0 } plain)
        {
            _found.Add(Finding.Warning("secrets-plain", $"{plain.Count} secrets are in the database as they are", "skiller keys seal"));
        }
    }

    private async Task Held(CancellationToken ct)
    {
        if (await services.GetRequiredService<Seal>().Read(ct) is { } seal)
        {
            _found.Add(Finding.Warning("sealed", $"restored at {seal.RestoredAt:u}, sends nothing", seal.VerifiedAt is null ? "skiller verify, then skiller release" : "skiller release"));
        }

        if (await services.GetRequiredService<IReadOnlyMode>().Read(ct) is { } closed)
        {
            _found.Add(Finding.Warning("read-only", $"nothing is recorded since {closed.Since:u} {closed.Reason}".TrimEnd(), "skiller read-only off"));
        }

        var backup = (await services.GetRequiredService<UpkeepRows>().Last(ct)).BackupAt;
        if (backup is null || TimeProvider.System.GetUtcNow() - backup > _backupMayBe)
        {
            _found.Add(Finding.Warning("backup-old", backup is { } at ? $"the last backup is of {at:u}" : "nobody has made a backup", "skiller backup FOLDER, every day"));
        }
    }
}
