using Orleans.Concurrency;
using Skiller.Contracts;
using Skiller.Contracts.Live;
using Skiller.Contracts.Questions;
using Skiller.Grains.Activity;

namespace Skiller.Grains.Live;

/// <summary>Reads the log's end for fronts. On each silo, and as many as are asked.</summary>
[StatelessWorker, Reentrant, GrainType("skiller.live-feed")]
internal sealed class LiveFeedGrain(IActivityLog log, ICommitSignal signal, ITracedActs traced, TimeProvider clock) : Grain, ILiveFeedGrain
{
    private const int PageSize = 500;
    private static readonly TimeSpan _wait = TimeSpan.FromSeconds(2);

    public Task<long> Head(CancellationToken ct) => log.Head(ct);

    public async Task<LivePage> Read(long after, CancellationToken ct)
    {
        var begun = clock.GetTimestamp();
        while (true)
        {
            var known = signal.Known;
            var facts = await log.ReadAll(after, PageSize, ct);
            if (facts.Count > 0)
            {
                return WithTraces(LiveEvents.Page(facts, facts[^1].Position), await traced.Between(facts[0].Position, facts[^1].Position, ct));
            }

            var left = _wait - clock.GetElapsedTime(begun);
            if (left <= TimeSpan.Zero || !await signal.WaitBeyond(known, left, ct))
            {
                return LiveEvents.Page([], after);
            }
        }
    }

    private static LivePage WithTraces(LivePage page, IReadOnlyDictionary<long, string> traces) => traces.Count == 0 ? page
        : page with { Events = [.. page.Events.Select(happened => happened with { Trace = traces.GetValueOrDefault(happened.Position) })] };

    public async Task<LivePage?> ReadQuestion(QuestionId question, long afterVersion, CancellationToken ct)
    {
        var facts = new List<RecordedActivity>();
        await foreach (var fact in log.ReadStream(GrainKeys.Of(question), afterVersion, ct))
        {
            facts.Add(fact);
            if (facts.Count > PageSize)
            {
                return null;
            }
        }

        return LiveEvents.Page(facts, facts.Count > 0 ? facts[^1].Position : 0);
    }
}
