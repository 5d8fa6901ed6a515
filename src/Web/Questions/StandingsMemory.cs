using System.Collections.Immutable;
using Microsoft.Extensions.Caching.Memory;
using Skiller.Contracts.Members;
using Skiller.Contracts.Questions;
using Skiller.Contracts.Skills;
using Skiller.Web.Problems;

namespace Skiller.Web.Questions;

/// <summary>
/// What stands behind the authors of a question as visitors see it: kept, and asked for again after half a second by one batched look-up. While it
/// says the same it stays the same object, by which a page that is kept knows that it need not be made again. It decorates: what cannot be had
/// now is shown as it last was. Bounded; what was not asked for longest goes first.
/// </summary>
internal sealed class StandingsMemory(TimeProvider clock) : IDisposable
{
    // Standings, whichever question they are of.
    private const int MostKept = 200_000;
    private static readonly TimeSpan _fresh = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(1);
    private readonly MemoryCache _kept = new(new MemoryCacheOptions { SizeLimit = MostKept });

    public void Dispose() => _kept.Dispose();

    /// <summary>What stands behind them, by member, the most first.</summary>
    /// <param name="question">On whose page.</param>
    /// <param name="members">Its authors.</param>
    /// <param name="skills">Its skills.</param>
    /// <param name="ask">Asks for what stands behind these in those.</param>
    public async Task<ILookup<string, MemberSkillStanding>> Of(
        QuestionId question,
        ImmutableArray<MemberId> members,
        ImmutableArray<SkillSlug> skills,
        Func<ImmutableArray<MemberId>, ImmutableArray<SkillSlug>, Task<ImmutableArray<MemberSkillStanding>>> ask)
    {
        var kept = _kept.Get<Kept>(question) is { } known && known.Members.SequenceEqual(members) && known.Skills.SequenceEqual(skills) ? known : null;
        if (kept is not null && clock.GetElapsedTime(kept.At) < _fresh)
        {
            return kept.Lookup;
        }

        var at = clock.GetTimestamp();
        var asking = ask(members, skills);
        ImmutableArray<MemberSkillStanding> found;
        try
        {
            found = await (kept is null ? asking : asking.WaitAsync(_patience, clock));
        }
        catch (Exception fault) when (fault is RequestRefusedException or TimeoutException)
        {
            asking.Ignore();
            found = kept?.Found ?? [];
        }

        var news = kept is not null && kept.Found.SequenceEqual(found) ? kept with { At = at } : new Kept(members, skills, found, SkillStandings.ByMember(found), at);
        _kept.Set(question, news, new MemoryCacheEntryOptions { Size = 1 + found.Length });
        return news.Lookup;
    }

    private sealed record Kept(
        ImmutableArray<MemberId> Members,
        ImmutableArray<SkillSlug> Skills,
        ImmutableArray<MemberSkillStanding> Found,
        ILookup<string, MemberSkillStanding> Lookup,
        long At);
}
