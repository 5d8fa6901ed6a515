using System.Collections.Immutable;
using Orleans.Concurrency;
using Skiller.Contracts;
using Skiller.Contracts.Members;
using Skiller.Contracts.Skills;
using Skiller.Grains.Members;

namespace Skiller.Grains.Projections;

/// <summary>Finds members.</summary>
[StatelessWorker, Reentrant, GrainType("skiller.directory")]
internal sealed class DirectoryGrain(Claims claims, IReadModels models, PageMemory memory) : Grain, IDirectoryGrain
{
    private const int MostCards = 200;

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

    public Task<ImmutableArray<MemberSkillStanding>> Standings(ImmutableArray<MemberId> members, ImmutableArray<SkillSlug> skills, CancellationToken ct) => models.Standings(
        [.. members.Where(static member => member.Value > 0).Distinct().Take(MostCards)], [.. skills.Distinct().Take(Limits.SkillsPerQuestion)], ct);

    public async Task<Result<Page<MemberListItem>>> Members(MemberListQuery query, CancellationToken ct)
    {
        var scope = $"members/{query.Skill}";
        Place? after = null;
        if (query.Page.Cursor is { } text)
        {
            if (!Cursor.TryParse(text, scope, out var cursor))
            {
                return RefusalCode.InvalidCursor;
            }

            after = new Place(cursor.Key, cursor.Id);
        }

        return await memory.Get(scope, query.Page, async () =>
        {
            var rows = await models.Members(query.Skill, after, query.Page.Limit + 1, ct);
            var items = rows.Take(query.Page.Limit).ToList();
            var next = rows.Count > items.Count ? new Cursor(items[^1].Key, items[^1].Item.Member.Id.Value).ToText(scope) : null;
            return new Page<MemberListItem>([.. items.Select(r => r.Item)], next);
        });
    }
}
