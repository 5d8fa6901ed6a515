using System.Collections.Immutable;
using Skiller.Tests.Processes.Crash;

namespace Skiller.Tests.Processes.Live;

/// <summary>How much happens in a run.</summary>
/// <param name="Kills">How many processes are killed, fronts and silos in turn.</param>
/// <param name="Writers">Members who act all the time.</param>
/// <param name="Readers">Members who are told by mail.</param>
/// <param name="Listeners">Clients that listen to events.</param>
/// <param name="Patience">How long everything that is due may take when nothing is killed any more.</param>
/// <param name="HasTime">Whether leases of dead silos are waited for; else the test ends them.</param>
internal sealed record LiveScale(int Kills, int Writers, int Readers, int Listeners, TimeSpan Patience, bool HasTime);

/// <summary>Members act and clients listen while fronts and silos are killed; afterwards what came is compared with what the log says is due.</summary>
internal sealed class LiveRun(LiveCluster cluster, LiveScale scale, int seed) : IDisposable
{
    // Whoever lives has settled by then what it had claimed.
    private static readonly TimeSpan _settled = TimeSpan.FromSeconds(12);
    private readonly HttpClient _http = new(new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(2), MaxConnectionsPerServer = int.MaxValue }) { Timeout = Timeout.InfiniteTimeSpan };
    private readonly LivePopulation _population = new(cluster, scale.Writers, scale.Readers, seed);
    private readonly List<Caller> _callers = [];
    private ImmutableArray<Listener> _listeners = [];

    /// <summary>What there was, in a line.</summary>
    public string Figures { get; private set; } = "";

    public void Dispose()
    {
        _http.Dispose();
        _callers.ForEach(static caller => caller.Dispose());
    }

    public async Task<ImmutableArray<string>> Differences(CancellationToken ct)
    {
        var world = await _population.Gather(ct);
        var begin = (await cluster.ReadLog(ct))[^1].Position;
        _listeners = [.. Wishes(world, begin).Select((wish, i) => new Listener(_http, cluster.Fronts, wish, new Random(seed + i)))];
        using var over = CancellationTokenSource.CreateLinkedTokenSource(ct);
        using var silent = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var listening = _listeners.Select(listener => listener.Run(over.Token)).ToArray();
        var acting = Actors(world).Select(act => act(silent.Token)).ToArray();
        await Kill([.. listening, .. acting], ct);
        await silent.CancelAsync();
        await Task.WhenAll(acting);
        var differences = await Settle(world, listening, ct);
        await over.CancelAsync();
        await Task.WhenAll(listening);
        return differences;
    }

    // Fronts and silos in turn: the last of one sort comes before the first of the other.
    private async Task Kill(Task[] running, CancellationToken ct)
    {
        var random = new Random(seed);
        for (var i = 0; i < scale.Kills && running.All(static task => !task.IsFaulted); i++)
        {
            // The kill comes at a random moment of the load, not on a condition.
            await Task.Delay(random.Next(500, 3_000), ct);
            await cluster.KillAndRestart((cluster.Nodes + (i % 2 == 0 ? i / 2 : (i / 2) + (cluster.Nodes / 2))) % cluster.Nodes, ct);
        }

        await Task.Delay(TimeSpan.FromSeconds(1), ct);
    }

    private IEnumerable<Func<CancellationToken, Task>> Actors(LiveWorld world)
    {
        var number = 0;
        foreach (var writer in world.Writers)
        {
            yield return Actor(world, writer, number++).Write;
        }

        foreach (var reader in world.Readers)
        {
            yield return Actor(world, reader, number++).Read;
        }

        yield return Actor(world, world.Administrator, number).Tidy;
    }

    private LiveActor Actor(LiveWorld world, Member member, int number)
    {
        var random = new Random(seed + 10_000 + number);
        var caller = new Caller(cluster.Fronts, random);
        _callers.Add(caller);
        return new LiveActor(world, member, caller, random);
    }

    private IEnumerable<ListenerWish> Wishes(LiveWorld world, long begin)
    {
        var (random, questions, writers, readers) = (new Random(seed), world.Questions.Keys.ToArray(), world.Writers.ToArray(), world.Readers.ToArray());
        for (var i = 0; i < scale.Listeners; i++)
        {
            var some = Enumerable.Range(0, 4).Select(_ => $"question:{questions[random.Next(questions.Length)]}").ToImmutableHashSet(StringComparer.Ordinal);
            var (topics, member) = (i % 4) switch
            {
                0 => (ImmutableHashSet.Create(StringComparer.Ordinal, "questions", $"skill:{LiveWorld.Skill(i / 4)}"), null),
                1 => (some, null),
                2 => (some, writers[i / 4 % writers.Length]),
                _ => (i % 8 == 3 ? [] : some, readers[i / 4 % readers.Length]),
            };
            yield return new ListenerWish($"client {i} ({string.Join(',', topics)}; {member?.Handle})", topics, member, _population.NewSource(), begin);
        }
    }

    private async Task<ImmutableArray<string>> Settle(LiveWorld world, Task[] listening, CancellationToken ct)
    {
        foreach (var listener in _listeners)
        {
            listener.Stays = true;
        }

        var last = (await cluster.ReadLog(ct))[^1].Position;
        var begun = TimeProvider.System.GetTimestamp();
        var (calm, isEnded) = (begun, false);
        while (true)
        {
            await Task.Delay(TimeSpan.FromSeconds(1), ct);
            if (await cluster.Supervise(ct))
            {
                // Whoever ended by themselves left leases too.
                (calm, isEnded) = (TimeProvider.System.GetTimestamp(), false);
            }

            var waited = TimeProvider.System.GetElapsedTime(begun);
            if (!scale.HasTime && !isEnded && TimeProvider.System.GetElapsedTime(calm) > _settled)
            {
                isEnded = true;
                await cluster.EndLeases(ct);
            }

            var differences = await Compare(world, last, ct);
            differences = [.. differences, .. listening.Where(static task => task.IsFaulted).Select(static task => task.Exception!.Message)];
            if (differences.IsEmpty || waited > scale.Patience)
            {
                return differences;
            }
        }
    }

    private async Task<ImmutableArray<string>> Compare(LiveWorld world, long last, CancellationToken ct)
    {
        var log = await cluster.ReadLog(ct);
        var notices = DueNotices.Of(log);
        var due = new DueEvents(log, notices);
        var heard = _listeners.Select(static listener => listener.Heard).ToList();
        var letters = new DueLetters(log, LiveCluster.Site);
        var attempts = await cluster.Attempts(ct);
        var sent = cluster.Mails.Taken.Select(static mail => CapturedLetter.Read(mail.To, mail.Message)).OfType<CapturedLetter>().ToList();
        var byMember = notices.ToLookup(static notice => notice.Member);
        var events = heard.SelectMany(one => EventChecker.Differences(due, one, last)).ToList();
        var lists = new List<string>();
        using var caller = new Caller(cluster.Fronts, new Random(seed));
        foreach (var member in world.Readers.Concat(world.Writers))
        {
            lists.AddRange(NoticeChecker.Differences(member.Handle, byMember[member.Id], await new NoticeReading(caller, member).Read(ct)));
        }

        var dueLetters = _population.LetterReaders.Values.ToDictionary(static reader => reader, reader => letters.Of(reader, byMember[reader.Member]));
        var mails = dueLetters.SelectMany(one => LetterChecker.Differences(one.Key, byMember[one.Key.Member], one.Value, sent.Where(letter => letter.To == one.Key.Address), attempts)).ToList();
        Figures = string.Join(
            ", ",
            $"{world.Acts} acts acknowledged, {log.Length} facts, {scale.Kills} kills",
            $"{heard.Count} clients on {heard.Sum(static one => one.Connections)} connections heard {heard.Sum(static one => one.Events.Count(static came => came.Kind.Length > 0))} events",
            $"{notices.Length} notifications of {byMember.Count} members",
            $"{dueLetters.Values.Sum(static due => due.Count(static letter => letter.Lines.Length > 0))} letters with {dueLetters.Values.Sum(static due => due.Sum(static letter => letter.Lines.Length))} lines, {sent.Count} taken by the server, {sent.Count - sent.DistinctBy(static letter => letter.Id).Count()} of them again under their Message-ID",
            $"differences: {events.Count} of events, {lists.Count} of notifications, {mails.Count} of mails");
        return [.. events, .. lists, .. mails];
    }
}
