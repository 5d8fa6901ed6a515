using System.Collections.Immutable;
using System.Globalization;
using Skiller.Contracts;
using Skiller.Contracts.Members;
using Skiller.Contracts.Questions;
using Skiller.Contracts.Skills;
using Skiller.Web.Api;
using Skiller.Web.Members;
using Skiller.Web.Problems;

namespace Skiller.Web.Questions;

/// <summary>
/// Whose skills stand behind the posts of a question, by what they were given and by who endorses them: one batched look-up for all their
/// authors. It decorates: without it the page comes all the same.
/// </summary>
internal static class SkillStandings
{
    public static async Task<ILookup<string, MemberSkillStanding>> Of(ApiCall call, QuestionView view)
    {
        var authors = view.Answers.Select(static answer => answer.Author).Append(view.Author).OfType<MemberId>().Distinct().ToImmutableArray();
        return await Of(call, authors, view.Skills);
    }

    /// <summary>The same for a question as it is kept for visitors.</summary>
    public static Task<ILookup<string, MemberSkillStanding>> Of(ApiCall call, QuestionJson question, StandingsMemory memory) => memory.Of(
        new QuestionId(long.Parse(question.Id, CultureInfo.InvariantCulture)),
        [
            .. question.Answers.Select(static answer => answer.Author).Append(question.Author).OfType<AuthorJson>()
                .Select(static author => new MemberId(long.Parse(author.Id, CultureInfo.InvariantCulture))).Distinct(),
        ],
        [.. question.Skills.Select(SkillSlug.Parse)],
        (members, skills) => Find(call, members, skills));

    public static async Task<ILookup<string, MemberSkillStanding>> Of(ApiCall call, ImmutableArray<MemberId> members, ImmutableArray<SkillSlug> skills)
    {
        try
        {
            return ByMember(await Find(call, members, skills));
        }
        catch (RequestRefusedException)
        {
            return ByMember([]);
        }
    }

    public static ILookup<string, MemberSkillStanding> ByMember(ImmutableArray<MemberSkillStanding> standings) =>
        standings.ToLookup(static standing => standing.Member.ToString());

    /// <summary>What stands behind an author, the most first.</summary>
    public static IEnumerable<MemberSkillStanding> Of(this ILookup<string, MemberSkillStanding> standings, AuthorJson? author) =>
        author is null ? [] : standings[author.Id];

    private static async Task<ImmutableArray<MemberSkillStanding>> Find(ApiCall call, ImmutableArray<MemberId> members, ImmutableArray<SkillSlug> skills)
    {
        var found = members.IsEmpty ? [] : await call.Look((grains, ct) => grains.Directory().Standings(members, skills, ct));
        return
        [
            .. found.OrderByDescending(static standing => standing.Points).ThenByDescending(static standing => standing.Endorsements)
                .ThenBy(static standing => standing.Skill.Value, StringComparer.Ordinal).ThenBy(static standing => standing.Member.Value),
        ];
    }
}
