using Skiller.Contracts;
using Skiller.Contracts.Members;
using Skiller.Web.Api;

namespace Skiller.Web.Live;

/// <summary>What a client missed. Bounded: who was away for long loads afresh.</summary>
internal sealed class LiveReplay(LiveScores scores, LiveNotices notices)
{
    /// <summary>Positions of the log that are read for one client at most.</summary>
    private const long Most = 20_000;

    /// <summary>What happened in a client's topics since it was last there, and to the questions that it shows since they were as it shows them.</summary>
    /// <param name="call">The client's call.</param>
    /// <param name="topics">What it wants to hear of.</param>
    /// <param name="member">Whose notifications it wants to hear of, null: nobody's.</param>
    /// <param name="after">The position that it has seen, null: it was not there before.</param>
    /// <param name="upTo">The position from which it listens.</param>
    /// <param name="kept">What happened since then, where that is in memory still.</param>
    /// <returns>In the order of positions, each once; null when it is too much.</returns>
    public async Task<IReadOnlyList<LiveItem>?> Missed(
        ApiCall call, LiveTopics topics, MemberId? member, long? after, long upTo, IReadOnlyList<LiveItem>? kept)
    {
        var away = after is not { } seen ? [] : kept ?? await Beyond(call, topics, member, seen, upTo);
        var shown = away is null ? null : await Since(call, topics, upTo);
        return shown is null ? null : [.. away!.Concat(shown).DistinctBy(static item => item.Position).OrderBy(static item => item.Position)];
    }

    private async Task<IReadOnlyList<LiveItem>?> Beyond(ApiCall call, LiveTopics topics, MemberId? member, long after, long upTo)
    {
        if (upTo - after > Most)
        {
            return null;
        }

        var missed = new List<LiveItem>();
        for (var at = after; at < upTo;)
        {
            var page = await call.Look((grains, ct) => grains.LiveFeed().Read(at, ct));
            var through = Math.Min(page.UpTo, upTo);
            var events = page.Events.Where(happened => happened.Position <= through).ToList();
            missed.AddRange(await call.Look((_, ct) => notices.Items(member is { } id ? [id] : [], events, at, through, ct)));
            missed.AddRange(await scores.Items([.. events.Where(happened => LiveTopics.Of(happened).Any(topics.Names.Contains))], topics.Names.Contains, call.Aborted));

            // Nothing beyond, although there is said to be: that position was somebody else's log's.
            at = page.UpTo > at ? page.UpTo : upTo;
        }

        return missed;
    }

    private async Task<IReadOnlyList<LiveItem>?> Since(ApiCall call, LiveTopics topics, long upTo)
    {
        var missed = new List<LiveItem>();
        foreach (var (question, version) in topics.Shown)
        {
            var page = await call.Look((grains, ct) => grains.LiveFeed().ReadQuestion(question, version, ct));
            if (page is null)
            {
                return null;
            }

            missed.AddRange(await scores.Items([.. page.Events.Where(happened => happened.Position <= upTo)], static _ => true, call.Aborted));
        }

        return missed;
    }
}
