using Skiller.Contracts;
using Skiller.Contracts.Members;

namespace Skiller.Grains.Members;

/// <summary>How a member's state is shown.</summary>
internal static class MemberProfiles
{
    public static Result<MemberProfile> View(MemberState state) => state.IsRegistered ? Of(state) : RefusalCode.NotFound;

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
}
