using System.Collections.Immutable;
using Skiller.Contracts;
using Skiller.Contracts.Members;
using Skiller.Contracts.Questions;
using Skiller.Contracts.Skills;
using Skiller.Grains.Projections;
using Skiller.Grains.Reputation;
using Xunit;

namespace Skiller.Tests.Storage.Projections;

/// <summary>Counts that are kept while they change equal what a recount finds, whoever writes at the same time.</summary>
public abstract class ListCountsSuite : IAsyncLifetime
{
    private const int Members = 12;
    private const int Rounds = 25;
    private static readonly DateTimeOffset _noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly ImmutableArray<SkillSlug> _skills = [.. Enumerable.Range(0, 5).Select(static i => SkillSlug.Parse($"skill-{i}"))];
    private StorageUnderTest _storage = null!;

    public async ValueTask InitializeAsync() => _storage = await NewStorage();

    public async ValueTask DisposeAsync()
    {
        await _storage.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task After_random_writes_of_two_shards_and_of_standings_at_once_every_count_equals_a_recount()
    {
        var one = _storage.Open();
        var other = _storage.Open();

        await Task.WhenAll(
            Write(one.Get<IListStore>(), "l:0", 0, 11),
            Write(other.Get<IListStore>(), "l:1", 1, 12),
            Earn(one.Get<IStandingStore>(), 0, 13),
            Earn(other.Get<IStandingStore>(), 1, 14));

        await AssertRecount();
        await one.Get<IDerivedState>().ClearLists(default);
        await AssertRecount();
        Assert.All(await one.Get<IReadModels>().Skills(null, SkillSort.Use, null, 99, default), static s => Assert.Equal((0, 0), (s.Skill.Questions, s.Skill.Endorsements)));
        await one.Get<IDerivedState>().ClearStandings(default);
        await AssertRecount();
        Assert.All(await one.Get<IReadModels>().Skills(null, SkillSort.Use, null, 99, default), static s => Assert.Equal((0, 0), (s.Skill.Members, s.Skill.Reputation)));
    }

    [Fact]
    public async Task Lists_stay_when_standings_are_cleared()
    {
        var opened = _storage.Open();
        await Task.WhenAll(Write(opened.Get<IListStore>(), "l:0", 0, 21), Earn(opened.Get<IStandingStore>(), 0, 22));

        await opened.Get<IDerivedState>().ClearStandings(default);

        await AssertRecount();
        Assert.All(await opened.Get<IReadModels>().Members(MemberFilter.Of(null), null, 99, default), static row => Assert.Equal(0, row.Item.Points));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_member_has_their_total_whether_they_earned_before_or_after_their_row_was_there(bool before)
    {
        var opened = _storage.Open();
        var member = new ListChange.MemberAdded(new MemberId(1), "ada", "Ada", null, [], _noon);
        var steps = new Func<Task<bool>>[]
        {
            () => opened.Get<IListStore>().Write("l:0", 0, 1, [member], default),
            () => opened.Get<IStandingStore>().Write(Earned(new MemberId(1), 0, 1, 10, (_skills[0], 10)), default),
        };
        foreach (var step in before ? steps.Reverse() : steps)
        {
            Assert.True(await step());
        }

        var row = Assert.Single(await opened.Get<IReadModels>().Members(MemberFilter.Of(null), null, 9, default)).Item;
        Assert.Equal((10, 10), (row.Points, row.Member.Reputation));
        Assert.Equal(10, Assert.Single(await opened.Get<IReadModels>().Cards([new MemberId(1)], default)).Reputation);
        Assert.Equal(10, Assert.Single(await opened.Get<IReadModels>().Members(MemberFilter.Of(_skills[0]), null, 9, default)).Item.Points);
    }

    [Fact]
    public async Task Pages_of_members_skip_and_double_nobody_also_among_equals()
    {
        var opened = _storage.Open();
        await opened.Get<IListStore>().Write("l:0", 0, 1, [.. Enumerable.Range(1, 20).Select(i => Joined(i, [_skills[0]]))], default);
        foreach (var i in Enumerable.Range(1, 9))
        {
            await opened.Get<IStandingStore>().Write(Earned(new MemberId(i), 0, 1, i / 3, (_skills[0], i / 3)), default);
        }

        long[] expected = [9, 6, 7, 8, 3, 4, 5, 1, 2, .. Enumerable.Range(10, 11)];
        foreach (var skill in new SkillSlug?[] { null, _skills[0] })
        {
            List<long> seen = [];
            Place? after = null;
            while (await opened.Get<IReadModels>().Members(MemberFilter.Of(skill), after, 2, default) is { Count: > 0 } page)
            {
                seen.AddRange(page.Select(static row => row.Item.Member.Id.Value));
                after = new Place(page[^1].Key, seen[^1]);
            }

            Assert.Equal(expected, seen);
        }
    }

    [Theory]
    [InlineData(QuestionSort.Newest)]
    [InlineData(QuestionSort.Active)]
    [InlineData(QuestionSort.Votes)]
    [InlineData(QuestionSort.Unanswered)]
    public async Task The_questions_of_a_skill_are_those_of_the_site_that_carry_it_in_the_same_order(QuestionSort sort)
    {
        var opened = _storage.Open();
        await Write(opened.Get<IListStore>(), "l:0", 0, 31);
        var all = await opened.Get<IReadModels>().Questions(new QuestionFilter(sort, null, null, null), null, 999, default);
        Assert.NotEmpty(all);

        foreach (var skill in _skills)
        {
            List<long> seen = [];
            Place? after = null;
            while (await opened.Get<IReadModels>().Questions(new QuestionFilter(sort, skill, null, null), after, 3, default) is { Count: > 0 } page)
            {
                seen.AddRange(page.Select(static row => row.Question.Id.Value));
                after = new Place(page[^1].Key, seen[^1]);
            }

            Assert.Equal(all.Where(row => row.Question.Skills.Contains(skill)).Select(static row => row.Question.Id.Value), seen);
        }
    }

    private protected abstract Task<StorageUnderTest> NewStorage();

    private static ListChange.MemberAdded Joined(int id, ImmutableArray<SkillSlug> skills) =>
        new(new MemberId(id), $"member-{id}", $"Member {id}", null, skills, _noon);

    private static StandingWrite Earned(MemberId member, long loaded, long mark, long total, params (SkillSlug Skill, long Points)[] skills) =>
        new(member, loaded, mark, total, skills.ToImmutableDictionary(static s => s.Skill, static s => s.Points), []);

    // Everything that changes a count, in any order that the log could have.
    private static async Task Write(IListStore store, string shard, int parity, int seed)
    {
        var random = new Random(seed);
        List<(long Id, bool Shown)> questions = [];
        List<int> joined = [];
        var vouched = new HashSet<(int Member, SkillSlug Skill)>();
        for (var round = 0; round < Rounds; round++)
        {
            List<ListChange> changes = [];
            if ((round * 2) + parity < Members * 2 && round % 2 == 0)
            {
                joined.Add(round + parity);
                changes.Add(Joined(round + parity, Some(random, 3)));
            }

            var id = (round * 2) + parity + 1000L;
            questions.Add((id, true));
            changes.Add(new ListChange.QuestionAdded(new(id), $"Question {id}", Some(random, 3), (Locale)(round % 2), new MemberId(3), _noon.AddMinutes(random.Next(9)), 0));
            for (var i = 0; i < 4; i++)
            {
                changes.Add(Anything(random, questions, joined, vouched));
            }

            Assert.True(await store.Write(shard, round, round + 1, changes, default));
        }
    }

    private static ListChange Anything(Random random, List<(long Id, bool Shown)> questions, List<int> joined, HashSet<(int, SkillSlug)> vouched)
    {
        var at = random.Next(questions.Count);
        var question = new QuestionId(questions[at].Id);
        var member = joined[random.Next(joined.Count)];
        var skill = _skills[random.Next(_skills.Length)];
        switch (random.Next(7))
        {
            case 0:
                questions[at] = (question.Value, !questions[at].Shown);
                return new ListChange.QuestionShown(question, questions[at].Shown);
            case 1:
                return new ListChange.QuestionEdited(question, null, Some(random, 4));
            case 2:
                return new ListChange.MemberEdited(new(member), null, null, Some(random, 5));
            case 3:
                return new ListChange.ScoreMoved(question, random.Next(-2, 3));
            case 4:
                return new ListChange.AnswersMoved(question, 1);
            case 5:
                return new ListChange.QuestionActive(question, _noon.AddMinutes(random.Next(99)));
            default:
                return new ListChange.EndorsementsMoved(new(member), skill, vouched.Remove((member, skill)) || !vouched.Add((member, skill)) ? -1 : 1);
        }
    }

    private static async Task Earn(IStandingStore store, int parity, int seed)
    {
        var random = new Random(seed);
        var sums = new Dictionary<(int Member, SkillSlug Skill), long>();
        for (var round = 0; round < Rounds; round++)
        {
            var written = await Task.WhenAll(Enumerable.Range(0, Members).Where(m => m % 2 == parity).Select(m =>
            {
                var changed = Some(random, 3).Select(skill => (skill, sums[(m, skill)] = sums.GetValueOrDefault((m, skill)) + random.Next(-4, 9))).ToArray();
                return store.Write(Earned(new MemberId(m), round, round + 1, sums.Where(s => s.Key.Member == m).Sum(static s => s.Value), changed), default);
            }));
            Assert.DoesNotContain(false, written);
        }
    }

    private static ImmutableArray<SkillSlug> Some(Random random, int most) => [.. random.GetItems(_skills.AsSpan(), random.Next(1, most + 1)).Distinct()];

    private async Task AssertRecount()
    {
        const string listed = "(k.declared = 1 or k.endorsements > 0 or k.scored = 1)";
        foreach (var (table, wrong) in new[]
        {
            ("skill_row s", "members <> (select count(*) from member_skill k where k.skill = s.slug and " + listed + ")"),
            ("skill_row s", "reputation <> (select coalesce(sum(points), 0) from member_skill k where k.skill = s.slug)"),
            ("skill_row s", "endorsements <> (select coalesce(sum(endorsements), 0) from member_skill k where k.skill = s.slug)"),
            ("skill_row s", "questions <> (select count(*) from question_skill q join question_row r on r.question = q.question where q.skill = s.slug and r.hidden = 0)"),
            ("member_row m", "total <> coalesce((select total from standing s where s.member = m.member), 0)"),
            ("member_row m", "endorsements <> (select coalesce(sum(endorsements), 0) from member_skill k where k.member = m.member)"),
            ("skill_pair p", "questions <> (select count(*) from question_skill a join question_skill b on b.question = a.question join question_row r on r.question = a.question where a.skill = p.skill and b.skill = p.other and r.hidden = 0)"),
            ("question_skill a join question_skill b on b.question = a.question and b.skill <> a.skill join question_row r on r.question = a.question",
                "r.hidden = 0 and not exists (select 1 from skill_pair p where p.skill = a.skill and p.other = b.skill)"),
            ("member_skill k", listed + " and not exists (select 1 from skill_row s where s.slug = k.skill)"),
            ("question_skill q join question_row r on r.question = q.question",
                "not (q.created_at = r.created_at and q.active_at = r.active_at and q.score = r.score and q.answers = r.answers and q.hidden = r.hidden)"),
        })
        {
            var count = $"select count(*) from {table} where {wrong}";
            Assert.True(Convert.ToInt64(await _storage.Scalar(count, count), System.Globalization.CultureInfo.InvariantCulture) == 0, wrong);
        }
    }
}

public sealed class SqliteListCountsTests : ListCountsSuite
{
    private protected override Task<StorageUnderTest> NewStorage() => SqliteUnderTest.New();
}

public sealed class PostgresListCountsTests : ListCountsSuite
{
    private protected override Task<StorageUnderTest> NewStorage() => PostgresUnderTest.New();
}
