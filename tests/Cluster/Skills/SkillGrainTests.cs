using Skiller.Contracts;
using Skiller.Contracts.Members;
using Skiller.Contracts.Skills;
using Skiller.Grains.Skills;
using Skiller.Tests.Cluster.Invitations;
using Xunit;

namespace Skiller.Tests.Cluster.Skills;

/// <summary>A skill in silos.</summary>
public sealed class SkillGrainTests
{
    [Fact]
    public async Task What_was_described_is_never_told_as_not_done_because_its_figures_cannot_be_read()
    {
        var figures = new FailingFigures();
        await using var community = await CommunityCluster.Founded(figures: figures);
        var skill = community.Grains.Skill(SkillSlug.Parse("c#"));
        Assert.Equal(3, (await CommunityCluster.Value(skill.View(default))).Questions);

        // The first look asks whether anybody has used it; the one behind the commit fails.
        figures.FailAfter(1);
        var command = new DescribeSkill(new Actor(CommunityCluster.Administrator, Role.Administrator, null), "A language.", Locale.En);
        var described = await CommunityCluster.Value(skill.Describe(command, default));

        Assert.Equal(("A language.", 3L), (described.Description, described.Questions));
        Assert.Equal((null, new SkillWords("A language.", Locale.En)), (described.French, described.English));
        Assert.Equal(new SkillDescribed("A language.", Locale.En), Assert.Single(await community.All<SkillDescribed>()));
        Assert.Equal(described, await CommunityCluster.Value(skill.View(default)));
    }

    private sealed class FailingFigures : ISkillFigures
    {
        private int _left = int.MaxValue;

        public void FailAfter(int looks) => _left = looks;

        public Task<SkillFigures?> Find(SkillSlug skill, CancellationToken ct) => Interlocked.Decrement(ref _left) >= 0
            ? Task.FromResult<SkillFigures?>(new SkillFigures(3, 2, 10, 1, 0))
            : throw new UnavailableException("away", TimeSpan.FromSeconds(1));
    }
}
