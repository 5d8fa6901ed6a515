using System.Collections.Immutable;
using System.Globalization;
using Skiller.Contracts;
using Skiller.Contracts.Members;
using Skiller.Contracts.Reputation;
using Skiller.Contracts.Skills;
using Skiller.Grains.Activity;
using Skiller.Grains.Projections;

namespace Skiller.Grains.Reputation;

/// <summary>A member's standing, folded from the stream <c>member/m:87</c>.</summary>
[GrainType("skiller.projection.member"), ImplicitStreamSubscription(ActivityRouting.MemberNamespace)]
internal sealed class StandingGrain(ProjectionServices services, IStandingStore store, PageMemory memory, TimeProvider clock)
    : ProjectionGrain(services), IStandingGrain
{
    private static readonly TimeSpan _outlineIsFresh = TimeSpan.FromSeconds(5);
    private readonly Unchanged<State, StandingOutline> _outline = new();
    private readonly Unchanged<State, StandingEvidence> _evidence = new();
    private StoredStanding _sums = StoredStanding.Empty;
    private ImmutableHashSet<SkillSlug> _changed = [];
    private Ledger _ledger = new();
    private long _loads;

    protected override string Namespace => ActivityRouting.MemberNamespace;

    private State Now => new(_loads, WrittenUpTo, LedgerNeeds.DayOf(clock.GetUtcNow()).AddDays(-Limits.YearDays));

    private MemberId Member => new(long.Parse(this.GetPrimaryKeyString().AsSpan(2), CultureInfo.InvariantCulture));

    public async Task<StandingView> View(CancellationToken ct)
    {
        await Known();
        return new StandingView(
            _sums.Total,
            [.. _sums.Skills.OrderByDescending(s => s.Value).ThenBy(s => s.Key).Select(s => new SkillStanding(s.Key, s.Value))]);
    }

    public async Task<StandingOutline> Outline(CancellationToken ct) => (await memory.Get<StandingOutline>($"outline/{Member}", _outlineIsFresh, async () =>
    {
        await Written();
        var now = Now;
        return await _outline.Get(now, () => store.Outline(Member, now.Before, ct));
    }))!;

    public async Task<StandingEvidence> Evidence(CancellationToken ct) => (await memory.Get<StandingEvidence>($"evidence/{Member}", _outlineIsFresh, async () =>
    {
        await Written();
        return await _evidence.Get(Now, async () => new StandingEvidence(await store.Best(Member, ct)));
    }))!;

    public async Task<Result<Page<LedgerEntryView>>> Ledger(SkillSlug? skill, PageRequest page, CancellationToken ct)
    {
        var scope = $"ledger/{Member}/{skill}";
        var before = new Cursor(long.MaxValue, 0);
        if (page.Cursor is { } text && !Cursor.TryParse(text, scope, out before))
        {
            return RefusalCode.InvalidCursor;
        }

        var read = await memory.Get<Page<LedgerEntryView>>(PageMemory.NameOf(scope, page), fresh: TimeSpan.Zero, async () =>
        {
            await Written();
            var entries = await store.Page(Member, skill, before.Key, before.Id, page.Limit + 1, ct);
            var items = entries.Take(page.Limit).Select(View).ToImmutableArray();
            var next = entries.Count > page.Limit ? new Cursor(entries[page.Limit - 1].Position, entries[page.Limit - 1].Ordinal).ToText(scope) : null;
            return new Page<LedgerEntryView>(items, next);
        });
        return read!;
    }

    protected override async Task<long> Load(CancellationToken ct)
    {
        var sums = await store.Load(Member, ct);
        (_sums, _changed, _ledger, _loads) = (sums, [], new Ledger(), _loads + 1);
        return sums.Mark;
    }

    protected override async Task Fold(IReadOnlyList<TargetedActivity> activities, CancellationToken ct)
    {
        var facts = activities.Select(a => (Fact: FactCodec.Decode(a.Activity), Occurrence: FactCodec.OccurrenceOf(a.Activity), a.Activity.Position)).ToList();
        var needs = _ledger.Missing(facts.Aggregate(LedgerNeeds.None, (n, f) => n.With(f.Fact, f.Occurrence)));
        if (!needs.IsEmpty)
        {
            _ledger.Know(await store.Find(Member, needs, ct));
        }

        var (total, skills, changed, known) = (_sums.Total, _sums.Skills, _changed, _ledger.Added.Count);
        foreach (var (fact, occurrence, position) in facts)
        {
            EarningReputation.Fold(_ledger, Member, fact, occurrence, position);
        }

        foreach (var entry in _ledger.Added.Skip(known))
        {
            total += entry.Points;
            foreach (var skill in entry.Skills)
            {
                skills = skills.SetItem(skill, skills.GetValueOrDefault(skill) + entry.Points);
                changed = changed.Add(skill);
            }
        }

        (_sums, _changed) = (_sums with { Total = total, Skills = skills }, changed);
    }

    protected override async Task<bool> Flush(long loaded, long mark, CancellationToken ct)
    {
        var write = new StandingWrite(
            Member,
            loaded,
            mark,
            _sums.Total,
            _changed.ToImmutableDictionary(skill => skill, skill => _sums.Skills[skill]),
            _ledger.Added);
        if (!await store.Write(write, ct))
        {
            return false;
        }

        (_changed, _ledger) = ([], _ledger.Written());
        return true;
    }

    private static LedgerEntryView View(LedgerEntry entry) => new(
        entry.At,
        entry.Points,
        entry.Reason,
        entry.Skills,
        entry.Question,
        entry.Answer,
        entry.Position,
        entry.Cause,
        entry.Origin == entry.Cause ? null : entry.Origin);

    // What is read of rows is the same until something new is written, they are read anew, or a day ends.
    private readonly record struct State(long Loads, long Written, DateOnly Before);
}
