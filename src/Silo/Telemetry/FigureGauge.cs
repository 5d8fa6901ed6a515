using System.Diagnostics.Metrics;
using Skiller.Contracts;
using Skiller.Contracts.Operations;
using Skiller.Storage.Status;

namespace Skiller.Silo.Telemetry;

/// <summary>
/// Shows at <c>/metrics</c> what the database says of all nodes together (docs/metrics.md), as it was a few seconds ago. While the database is away
/// the last figures stand, and <c>skiller.database.age</c> says how old they are.
/// </summary>
internal sealed class FigureGauge : BackgroundService
{
    private static readonly TimeSpan _interval = TimeSpan.FromSeconds(5);

    // Imports bring facts of long ago, which nobody has kept waiting for years.
    private static readonly TimeSpan _most = TimeSpan.FromDays(1);

    private readonly Meter _meter = new(TelemetryNames.Meter);
    private readonly FigureReader _reader;
    private readonly TimeProvider _clock;
    private volatile Seen? _seen;

    public FigureGauge(FigureReader reader, TimeProvider clock)
    {
        (_reader, _clock) = (reader, clock);
        Gauge("skiller.mail.waiting", "{mail}", "Mails in the outbox that are to be sent.", static (f, _) => f.Mails.Waiting);
        Gauge("skiller.mail.dead", "{mail}", "Mails that could not be sent.", static (f, _) => f.DeadMails);
        Age("skiller.mail.age", "Age of the oldest mail that is to be sent; 0: none.", static f => f.Mails.MadeAt);
        Age("skiller.mail.overdue", "How long ago that mail should have been tried whose time came first; 0: none is late.", static f => f.Mails.DueAt);
        Gauge("skiller.webhook.waiting", "{delivery}", "Deliveries of webhooks that are to be made.", static (f, _) => f.Deliveries.Waiting);
        Age("skiller.webhook.age", "Age of the oldest delivery that is to be made; 0: none.", static f => f.Deliveries.MadeAt);
        Age("skiller.webhook.overdue", "How long ago that delivery should have been tried whose time came first; 0: none is late.", static f => f.Deliveries.DueAt);
        Gauge("skiller.projection.letters", "{fact}", "Dead letters that are open.", static (f, _) => f.Letters);
        Gauge("skiller.projection.behind", "{consumer}", "Consumers that stand before a dead letter.", static (f, _) => f.ConsumersBehind);
        Gauge("skiller.database.size", "By", "Size of the database.", static (f, _) => f.Bytes);
        Times("skiller.projection.delay", "Age of the oldest fact that is not in the rows of a kind of projection, at most a day; 0: none.", Delays);
        Times("skiller.key.age", "Age of the secrets that all nodes share.", (seen, now) => seen.Figures.Secrets.Select(secret => Tagged(now - secret.Value, "key", secret.Key)));
        Times("skiller.backup.age", "Time since the last backup ended that skiller made; absent before the first.", (seen, now) => Perhaps(now - seen.Figures.Upkeep.BackupAt));
        Times("skiller.verify.age", "Time since verify last came to its end; absent before the first.", (seen, now) => Perhaps(now - seen.Figures.Upkeep.VerifiedAt));
        Perhaps("skiller.verify.differences", "{difference}", "Differences that verify found last; absent before the first.", static f => f.Upkeep.VerifiedAt is null ? null : f.Upkeep.Differences);
        Perhaps("skiller.database.waiters", "{session}", "Sessions that wait for another one's lock; absent with SQLite.", static f => f.Server?.Waiters);
        Times("skiller.database.standby.lag", "How far what standbys show is behind, of the one that is furthest.", static (seen, _) => Perhaps(seen.Figures.Server?.StandbyLag));
        Times("skiller.database.age", "Time since the figures of the database were read.", (seen, now) => Perhaps(now - seen.At));
        Times("skiller.clock.offset", "How far this node's clock is ahead of the database server's; absent with SQLite.", static (seen, _) => Perhaps(seen.Offset));
    }

    public override void Dispose()
    {
        _meter.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(_interval, _clock);
        try
        {
            do
            {
                await Look(stoppingToken);
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            return;
        }
    }

    private async Task Look(CancellationToken ct)
    {
        try
        {
            var begun = _clock.GetUtcNow();
            var figures = await _reader.Read(ct);
            var now = _clock.GetUtcNow();
            _seen = new Seen(figures, now, Offset(figures.Server?.Clock, begun, now));
        }
        catch (UnavailableException)
        {
            // The last figures stand until the database is back.
        }
    }

    // The server read its clock somewhere in between: what may be the way is no offset.
    private static TimeSpan? Offset(DateTimeOffset? server, DateTimeOffset begun, DateTimeOffset ended) => server is not { } time ? null
        : time < begun ? begun - time
        : time > ended ? ended - time
        : TimeSpan.Zero;

    private static IEnumerable<Measurement<double>> Delays(Seen seen, DateTimeOffset now) => FigureReader.Projections.Select(projection =>
        Tagged(seen.Figures.Unwritten.TryGetValue(projection, out var at) && now - at is var age ? age < _most ? age : _most : TimeSpan.Zero, "projection", projection));

    private static Measurement<double> Tagged(TimeSpan time, string name, string value) =>
        new(Math.Max(0, time.TotalSeconds), new KeyValuePair<string, object?>(name, value));

    private static IEnumerable<Measurement<double>> Perhaps(TimeSpan? time) => time is { } known ? [new Measurement<double>(known.TotalSeconds)] : [];

    private void Gauge(string name, string unit, string description, Func<DatabaseFigures, DateTimeOffset, long> value) => _meter.CreateObservableGauge(
        name, () => _seen is { } seen ? [new Measurement<long>(value(seen.Figures, _clock.GetUtcNow()))] : (IEnumerable<Measurement<long>>)[], unit, description);

    private void Perhaps(string name, string unit, string description, Func<DatabaseFigures, long?> value) => _meter.CreateObservableGauge(
        name, () => _seen is { } seen && value(seen.Figures) is { } known ? [new Measurement<long>(known)] : (IEnumerable<Measurement<long>>)[], unit, description);

    private void Age(string name, string description, Func<DatabaseFigures, DateTimeOffset?> since) =>
        Times(name, description, (seen, now) => [new Measurement<double>(Math.Max(0, ((now - since(seen.Figures)) ?? TimeSpan.Zero).TotalSeconds))]);

    private void Times(string name, string description, Func<Seen, DateTimeOffset, IEnumerable<Measurement<double>>> values) => _meter.CreateObservableGauge(
        name, () => _seen is { } seen ? values(seen, _clock.GetUtcNow()) : [], "s", description);

    private sealed record Seen(DatabaseFigures Figures, DateTimeOffset At, TimeSpan? Offset);
}
