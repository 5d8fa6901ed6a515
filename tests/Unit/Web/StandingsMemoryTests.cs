using System.Collections.Immutable;
using Microsoft.Extensions.Time.Testing;
using Skiller.Contracts.Members;
using Skiller.Contracts.Questions;
using Skiller.Contracts.Skills;
using Skiller.Web.Problems;
using Skiller.Web.Questions;
using Xunit;

namespace Skiller.Tests.Unit.Web;

/// <summary>How old what stands behind the authors of a visitor's page may be.</summary>
public sealed class StandingsMemoryTests : IDisposable
{
    private static readonly QuestionId _question = new(1);
    private static readonly MemberId _ada = new(7);
    private static readonly SkillSlug _sql = SkillSlug.Parse("sql");
    private readonly FakeTimeProvider _clock = new();
    private readonly StandingsMemory _memory;
    private int _asked;

    public StandingsMemoryTests() => _memory = new StandingsMemory(_clock);

    public void Dispose() => _memory.Dispose();

    [Fact]
    public async Task For_half_a_second_nobody_is_asked_and_then_an_endorsement_is_news()
    {
        var first = await Look(0);
        _clock.Advance(TimeSpan.FromMilliseconds(499));
        Assert.Same(first, await Look(1));
        _clock.Advance(TimeSpan.FromMilliseconds(1));
        var second = await Look(1);

        Assert.Equal((2, 1), (_asked, Assert.Single(second[_ada.ToString()]).Endorsements));
    }

    [Fact]
    public async Task What_says_the_same_is_the_same_object_so_that_a_page_is_not_made_again()
    {
        var first = await Look(3);
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Same(first, await Look(3));
        Assert.Equal(2, _asked);
    }

    [Fact]
    public async Task Other_authors_are_asked_for_at_once()
    {
        await Look(1);
        var others = await Look(1, [_ada, new MemberId(8)]);
        Assert.Equal(2, _asked);
        Assert.Equal(2, others.Count);
    }

    [Fact]
    public async Task What_cannot_be_had_is_shown_as_it_last_was_and_asked_for_half_a_second_later()
    {
        var away = new RequestRefusedException(ProblemMapping.Unavailable());
        Assert.Empty(await Look(Task.FromException<ImmutableArray<MemberSkillStanding>>(away)));
        _clock.Advance(TimeSpan.FromMilliseconds(500));
        var shown = await Look(2);
        _clock.Advance(TimeSpan.FromMilliseconds(500));
        Assert.Same(shown, await Look(Task.FromException<ImmutableArray<MemberSkillStanding>>(away)));
        Assert.Same(shown, await Look(5));
        _clock.Advance(TimeSpan.FromMilliseconds(500));
        Assert.Equal(5, Assert.Single((await Look(5))[_ada.ToString()]).Endorsements);
    }

    [Fact]
    public async Task Nobody_waits_longer_than_a_moment_for_what_is_known()
    {
        var shown = await Look(2);
        _clock.Advance(TimeSpan.FromMilliseconds(500));
        var slow = new TaskCompletionSource<ImmutableArray<MemberSkillStanding>>();
        var looking = Look(slow.Task);
        Assert.False(looking.IsCompleted);
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Same(shown, await looking);
    }

    private Task<ILookup<string, MemberSkillStanding>> Look(int endorsements, params ImmutableArray<MemberId> members)
    {
        var wanted = members.IsEmpty ? [_ada] : members;
        return Look(Task.FromResult<ImmutableArray<MemberSkillStanding>>([.. wanted.Select(member => new MemberSkillStanding(member, _sql, 0, endorsements))]), wanted);
    }

    private Task<ILookup<string, MemberSkillStanding>> Look(Task<ImmutableArray<MemberSkillStanding>> answer, ImmutableArray<MemberId>? members = null) =>
        _memory.Of(_question, members ?? [_ada], [_sql], (_, _) =>
        {
            _asked++;
            return answer;
        });
}
