using System.Collections.Immutable;
using Skiller.Tests.Processes.Crash;
using Skiller.Tests.Processes.Live;

namespace Skiller.Tests.Faults.Harness;

/// <summary>Everybody who uses the site while something breaks: writers, readers of pages, clients that listen.</summary>
/// <param name="fronts">Where.</param>
/// <param name="world">Who and what there is.</param>
/// <param name="history">Where they keep books.</param>
/// <param name="seed">Another one for each load: keys of calls are drawn from it.</param>
/// <param name="after">The position behind which clients listen.</param>
internal sealed class FaultLoad(IReadOnlyList<Uri> fronts, World world, History history, int seed, long after) : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(2), MaxConnectionsPerServer = int.MaxValue }) { Timeout = Timeout.InfiniteTimeSpan };
    private readonly CancellationTokenSource _silent = new();
    private readonly CancellationTokenSource _over = new();
    private ImmutableArray<Listener> _listeners = [];
    private ImmutableArray<Task> _acting = [];
    private ImmutableArray<Task> _listening = [];

    public IEnumerable<HeardByOne> Heard => _listeners.Select(static listener => listener.Heard);

    /// <summary>What broke of the load itself.</summary>
    public IEnumerable<string> Broken => _acting.Concat(_listening).Where(static task => task.IsFaulted).Select(static task => task.Exception!.InnerException!.Message);

    public void Begin()
    {
        _listeners = [.. Wishes().Select((wish, i) => new Listener(_http, fronts, wish, new Random(seed + 20_000 + i)))];
        _listening = [.. _listeners.Select(listener => listener.Run(_over.Token))];
        _acting =
        [
            .. world.Members.Values.OrderBy(static member => member.Id).Take(FaultScale.Writers).Select((member, i) => Write(member, new Random(seed + i))),
            .. Enumerable.Range(0, FaultScale.Readers).Select(i => new PageReader(fronts[i % fronts.Count], world, history, new Random(seed + 10_000 + i)).Run(_silent.Token)),
        ];
    }

    /// <summary>Nobody acts any more; who listens still does.</summary>
    public async Task FallSilent()
    {
        foreach (var listener in _listeners)
        {
            listener.Stays = true;
        }

        await _silent.CancelAsync();
        await Task.WhenAll(_acting).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public async Task End()
    {
        await _over.CancelAsync();
        await Task.WhenAll(_listening).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public void Dispose()
    {
        _http.Dispose();
        _silent.Dispose();
        _over.Dispose();
    }

    private async Task Write(Member member, Random random)
    {
        using var caller = new Caller(fronts, random, history: history);
        await new Writer(world, history, member, caller, random) { MostPause = FaultScale.WriterPause }.Run(_silent.Token);
    }

    private IEnumerable<ListenerWish> Wishes()
    {
        var (random, questions, members) = (new Random(seed), world.Questions.Keys.ToArray(), world.Members.Values.ToArray());
        for (var i = 0; i < FaultScale.Listeners; i++)
        {
            var some = Enumerable.Range(0, 4).Select(_ => $"question:{questions[random.Next(questions.Length)]}").ToImmutableHashSet(StringComparer.Ordinal);
            var topics = i % 3 == 0 ? ["questions", $"skill:s{i / 3 % 4}"] : some;
            var member = i % 3 == 2 ? members[i % members.Length] : null;
            yield return new ListenerWish($"client {i} ({string.Join(',', topics)}; {member?.Handle})", topics, member, "127.0.0.1", after);
        }
    }
}
