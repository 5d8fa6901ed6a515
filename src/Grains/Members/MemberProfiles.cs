using System.Collections.Immutable;
using Skiller.Contracts;
using Skiller.Contracts.Members;
using Skiller.Contracts.Skills;

namespace Skiller.Grains.Members;

/// <summary>How a member's state is shown.</summary>
internal static class MemberProfiles
{
    public static Result<MemberProfile> View(MemberState state) => state.IsRegistered ? Of(state) : RefusalCode.NotFound;

    /// <summary>
    /// What peers say: everything to the member themself, what they have not answered first; to others what is accepted, and what they said
    /// themselves. The order is total and does not depend on who looks.
    /// </summary>
    public static Result<Page<EndorsementView>> Endorsements(MemberState state, MemberId? viewer, PageRequest page)
    {
        if (!state.IsRegistered)
        {
            return RefusalCode.NotFound;
        }

        var scope = $"endorsements/{state.Id}/{(viewer == state.Id ? "own" : "shown")}";
        var after = new Cursor(-1, 0);
        if (page.Cursor is { } text && !Cursor.TryParse(text, scope, out after))
        {
            return RefusalCode.InvalidCursor;
        }

        var seen = state.Endorsements.Where(e => viewer == state.Id || e.Value.Status == EndorsementStatus.Accepted || e.Key.By == viewer)
            .OrderBy(static e => e.Value.Status).ThenBy(static e => e.Key.Skill).ThenBy(static e => e.Key.By)
            .Select(Shown)
            .Skip((int)Math.Clamp(after.Key + 1, 0, int.MaxValue)).Take(page.Limit + 1).ToList();
        return new Page<EndorsementView>(
            [.. seen.Take(page.Limit)], seen.Count > page.Limit ? new Cursor(Math.Max(after.Key, -1) + page.Limit, 0).ToText(scope) : null);
    }

    /// <summary>Who vouches for some skills, as everybody may see it: of each the newest few.</summary>
    public static Result<Vouchers> Vouchers(MemberState state, ImmutableArray<SkillSlug> skills)
    {
        if (!state.IsRegistered)
        {
            return RefusalCode.NotFound;
        }

        var accepted = state.Endorsements.Where(static e => e.Value.Status == EndorsementStatus.Accepted).ToLookup(static e => e.Key.Skill);
        return new Vouchers(
        [
            .. skills.Distinct().Take(Limits.SkillsShared).SelectMany(skill => accepted[skill]
                .OrderByDescending(static e => e.Value.At).ThenBy(static e => e.Key.By).Take(Limits.VouchersShown).Select(Shown)),
        ]);
    }

    /// <summary>The profile; the skills with most endorsements first, ties by name.</summary>
    public static MemberProfile Of(MemberState state) => new(
        state.Id,
        state.Handle,
        state.Name,
        state.Headline,
        state.Bio,
        state.Locale,
        state.Skills,
        [.. state.Endorsers.Select(static pair => new SkillEndorsements(pair.Key, pair.Value)).OrderByDescending(static e => e.Count)],
        state.JoinedAt,
        state.InvitedBy,
        1 + state.Edits);

    private static EndorsementView Shown(KeyValuePair<Endorsement, Vouched> said) =>
        new(said.Key.Skill, said.Key.By, said.Value.Note, said.Value.Status, said.Value.At);
}
