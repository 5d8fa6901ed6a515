using System.Collections.Immutable;
using Orleans.Concurrency;
using Skiller.Contracts;
using Skiller.Contracts.Members;
using Skiller.Contracts.Skills;
using Skiller.Grains.Members;

namespace Skiller.Grains.Projections;

/// <summary>Finds members.</summary>
[StatelessWorker, Reentrant, GrainType("skiller.directory")]
internal sealed class DirectoryGrain(Claims claims, IReadModels models, PageMemory memory, TimeProvider clock) : Grain, IDirectoryGrain
{
    private const int MostCards = 200;
    private const int MostWords = 5;
    private const int MostFirst = 50;

    // It sums what many were given, and moves slowly.
    private static readonly TimeSpan _yearIsFresh = TimeSpan.FromSeconds(5);

    private static Task<IReadOnlyList<(MemberListItem Item, long Key)>> Nobody => Task.FromResult<IReadOnlyList<(MemberListItem, long)>>([]);

    public Task<MemberId?> FindHandle(Handle handle, CancellationToken ct) => claims.HandleOwner(handle, ct);

    public Task<MemberId?> FindAddress(string email, CancellationToken ct) => claims.AddressOwner(email, ct);

    public async Task<ImmutableArray<MemberCard>> Cards(ImmutableArray<MemberId> members, CancellationToken ct)
    {
        var wanted = members.Where(static member => member.Value > 0).Distinct().Take(MostCards).ToImmutableArray();
        var cards = await models.Cards(wanted, ct);

        // Who joined within the last second has no row yet; their own grain knows them.
        var missing = wanted.Except(cards.Select(card => card.Id)).ToArray();
        var young = await Task.WhenAll(missing.Select(member => GrainFactory.Member(member).View(ct)));
        return cards.AddRange(young.Select(profile => profile.Value).OfType<MemberProfile>()
            .Select(profile => new MemberCard(profile.Id, profile.Handle, profile.Name, profile.Headline, 0)));
    }

    public Task<ImmutableArray<Handle>> Known(ImmutableArray<Handle> handles, CancellationToken ct) =>
        models.Handles([.. handles.Distinct().Take(MostCards)], ct);

    public async Task<ImmutableArray<MemberCard>> Proposed(MemberProposalQuery query, CancellationToken ct)
    {
        var words = Words(query.Name);
        if (words.IsEmpty && query.Name.Length > 0)
        {
            return [];
        }

        var first = query.First.Distinct().Take(MostFirst).ToImmutableArray();
        var (cards, others) = (Cards(first, ct), words.IsEmpty ? Nobody : models.Members(new MemberFilter(null, null, words), null, Limits.MembersProposed + 1, ct));
        return ProposingMembers.Of(query, words, await cards, [.. (await others).Select(static row => row.Item.Member)]);
    }

    public Task<ImmutableArray<MemberSkillStanding>> Standings(ImmutableArray<MemberId> members, ImmutableArray<SkillSlug> skills, CancellationToken ct) => models.Standings(
        [.. members.Where(static member => member.Value > 0).Distinct().Take(MostCards)], [.. skills.Distinct().Take(Limits.SkillsPerQuestion)], ct);

    public async Task<Result<Page<MemberListItem>>> Members(MemberListQuery query, CancellationToken ct)
    {
        var words = query.Name is { } name ? Words(name) : [];
        var isOfYear = query is { Skill: not null, Period: StandingPeriod.Year };
        var scope = $"members/{query.Skill}/{(isOfYear ? "year" : "all")}{(query.Name is null ? "" : $"/{string.Join(' ', words)}")}";
        Place? after = null;
        if (query.Page.Cursor is { } text)
        {
            if (!Cursor.TryParse(text, scope, out var cursor))
            {
                return RefusalCode.InvalidCursor;
            }

            after = new Place(cursor.Key, cursor.Id);
        }

        // What has no letter begins no name.
        if (query.Name is not null && words.IsEmpty)
        {
            return new Page<MemberListItem>([], null);
        }

        DateOnly? before = isOfYear ? DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime).AddDays(-Limits.YearDays) : null;
        var page = await memory.Get<Page<MemberListItem>>(PageMemory.NameOf(scope, query.Page), isOfYear ? _yearIsFresh : PageMemory.Fresh, async () =>
        {
            var filter = new MemberFilter(query.Skill, before, words);
            var rows = await models.Members(filter, after, query.Page.Limit + 1, ct);
            var items = rows.Take(query.Page.Limit).ToList();
            var next = rows.Count > items.Count ? new Cursor(items[^1].Key, items[^1].Item.Member.Id.Value).ToText(scope) : null;
            var members = items.Select(static row => row.Item).ToImmutableArray();
            return new Page<MemberListItem>(query.Name is null ? await Ranked(members, filter, after, ct) : members, next);
        });
        return page!;
    }

    // Below zero nobody is shown: there, all are equal.
    private async Task<ImmutableArray<MemberListItem>> Ranked(ImmutableArray<MemberListItem> members, MemberFilter filter, Place? after, CancellationToken ct)
    {
        (long, Standers)? before = null;
        if (after is { } place && members.Length > 0)
        {
            var shown = Math.Max(0, place.Key);
            before = (shown, await models.Standers(filter, place with { Key = shown }, ct));
        }

        var ranks = Ranks.Of([.. members.Select(static member => member.Points)], before);
        return [.. members.Zip(ranks, static (member, rank) => member with { Rank = rank })];
    }

    // What a hyphen joins is found by its parts.
    private static ImmutableArray<string> Words(string name) =>
        [.. Search.Words.Of(name).Where(static word => !word.IsCompound).Select(static word => word.Text).Distinct().Take(MostWords)];
}
