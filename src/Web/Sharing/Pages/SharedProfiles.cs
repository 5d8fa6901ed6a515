using System.Collections.Immutable;
using Skiller.Contracts;
using Skiller.Contracts.Members;
using Skiller.Contracts.Reputation;
using Skiller.Contracts.Skills;
using Skiller.Web.Api;
using Skiller.Web.Members;
using Skiller.Web.Members.Pages;

namespace Skiller.Web.Sharing.Pages;

/// <summary>Puts together what a link shows: the same for everybody, whoever they are on this site.</summary>
internal static class SharedProfiles
{
    public static async Task<SharedProfileModel> Of(ApiCall call, MemberId member, MemberShapes shapes, Authors authors, DateTimeOffset now)
    {
        var standing = call.Look((grains, ct) => grains.Standing(member).View(ct));
        var outline = call.Look((grains, ct) => grains.Standing(member).Outline(ct));
        var evidence = call.Look((grains, ct) => grains.Standing(member).Evidence(ct));
        var profile = await call.Read((grains, ct) => grains.Member(member).View(ct));
        var shown = shapes.Member(profile, await standing, null);
        var listed = shown.Skills.Where(static skill => skill.Reputation > 0 || skill.Endorsements > 0).Take(Limits.SkillsShared).ToList();
        var said = call.Read((grains, ct) => grains.Member(member).Vouchers([.. listed.Select(static skill => SkillSlug.Parse(skill.Slug))], ct));
        var best = await Best(call, [.. (await evidence).Best.Where(of => listed.Exists(skill => skill.Slug == of.Skill.Value))]);
        var vouched = await Vouched(call, authors, (await said).Items);
        var year = MemberShapes.Shown((await outline).Year);
        var skills = listed
            .Select(skill => new SharedSkill(skill, year.GetValueOrDefault(skill.Slug), best.GetValueOrDefault(skill.Slug, []), [.. vouched[skill.Slug]]))
            .ToLookup(static skill => skill.Skill.Reputation > 0);
        return new SharedProfileModel(shown, [.. skills[true]], [.. skills[false]], now);
    }

    private static async Task<Dictionary<string, IReadOnlyList<BestAnswer>>> Best(ApiCall call, ImmutableArray<SkillAnswers> best)
    {
        // One look-up for all of them: an answer stands behind each skill of its question.
        var found = (await BestAnswers.Of(call, [.. best.SelectMany(static skill => skill.Answers).DistinctBy(static answer => answer.Answer)]))
            .ToDictionary(static answer => answer.Answer, StringComparer.Ordinal);
        return best.ToDictionary(
            static skill => skill.Skill.Value,
            IReadOnlyList<BestAnswer> (skill) =>
                [.. skill.Answers.Where(answer => found.ContainsKey(answer.Answer.ToString())).Select(answer => found[answer.Answer.ToString()] with { Points = answer.Points })],
            StringComparer.Ordinal);
    }

    private static async Task<ILookup<string, EndorsementJson>> Vouched(ApiCall call, Authors authors, ImmutableArray<EndorsementView> said)
    {
        var names = await authors.Of(call, said.Select(static one => (MemberId?)one.By));
        return said.ToLookup(static one => one.Skill.Value, one => EndorsementEndpoints.Shape(one, names), StringComparer.Ordinal);
    }
}
