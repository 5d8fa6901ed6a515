using System.Collections.Immutable;
using Skiller.Contracts.Accounts;
using Skiller.Contracts.Members;
using Skiller.Contracts.Reputation;
using Skiller.Contracts.Skills;
using Skiller.Web.Api;
using Skiller.Web.Members.Pages;
using Skiller.Web.Text;

namespace Skiller.Web.Members;

/// <summary>Turns views of members into JSON.</summary>
internal sealed class MemberShapes(MarkdownRenderer renderer, WebOptions options)
{
    public MemberJson Member(MemberProfile profile, StandingView standing, AccountView? account) => new(
        profile.Id.ToString(),
        profile.Handle,
        options.MemberUrl(profile.Handle),
        profile.Name,
        profile.Headline,
        profile.Bio,
        profile.Bio is { } bio ? renderer.Html(bio) : null,
        RequestLanguage.Tag(profile.Locale),
        Math.Max(0, standing.Total),
        Skills(profile, standing),
        [],
        profile.JoinedAt,
        profile.Version,
        account?.Email,
        account is null ? null : Kebab.Of(account.Role));

    public MemberListItemJson ListItem(MemberListItem item) => new(
        item.Member.Id.ToString(),
        item.Member.Handle,
        options.MemberUrl(item.Member.Handle),
        item.Member.Name,
        item.Member.Headline,
        Math.Max(0, item.Points),
        item.Endorsements,
        item.JoinedAt);

    /// <summary>The same for a page, with their place.</summary>
    public MemberRow Row(MemberListItem item) => new(ListItem(item), item.Rank);

    /// <summary>Sums by skill as they are shown: never below 0.</summary>
    public static IReadOnlyDictionary<string, long> Shown(ImmutableArray<SkillStanding> sums) => sums.IsDefaultOrEmpty
        ? ImmutableDictionary<string, long>.Empty
        : sums.ToDictionary(static sum => sum.Skill.Value, static sum => Math.Max(0, sum.Points), StringComparer.Ordinal);

    /// <summary>What is declared, vouched for or earned, the highest reputation first.</summary>
    private static MemberSkillJson[] Skills(MemberProfile profile, StandingView standing)
    {
        var points = standing.Skills.ToDictionary(s => s.Skill, s => Math.Max(0, s.Points));
        var vouched = profile.Endorsements.ToDictionary(e => e.Skill, e => e.Count);
        var declared = profile.Skills.ToHashSet();
        return
        [
            .. points.Keys.Concat(vouched.Keys).Concat(declared).Distinct()
                .OrderByDescending(s => points.GetValueOrDefault(s)).ThenByDescending(s => vouched.GetValueOrDefault(s)).ThenBy(s => s)
                .Select(s => Skill(s, points.GetValueOrDefault(s), vouched.GetValueOrDefault(s), declared.Contains(s))),
        ];
    }

    private static MemberSkillJson Skill(SkillSlug slug, long points, int endorsements, bool declared) =>
        new(slug.Value, slug.Value, points, endorsements, declared);
}
