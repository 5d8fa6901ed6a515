using CsCheck;
using Skiller.Contracts.Members;
using Skiller.Contracts.Pulse;
using Skiller.Contracts.Questions;
using Skiller.Grains.Accounts;
using Skiller.Grains.Activity;
using Skiller.Grains.Invitations;
using Skiller.Grains.Members;
using Skiller.Grains.Projections;
using Skiller.Grains.Pulse;
using Xunit;

namespace Skiller.Tests.Storage.Pulse;

/// <summary>What every driver of the pulse promises: figures are a function of the facts alone, however they come in parts and however often.</summary>
public abstract class PulseStoreSuite : IAsyncLifetime
{
    private static readonly DateTimeOffset _noon = new(2026, 2, 25, 12, 0, 0, TimeSpan.Zero);
    private static readonly DateOnly _day = new(2026, 2, 25);
    private StorageUnderTest _storage = null!;
    private IPulseStore _pulse = null!;
    private IDerivedState _derived = null!;

    public async ValueTask InitializeAsync()
    {
        _storage = await NewStorage();
        var opened = _storage.Open();
        (_pulse, _derived) = (opened.Get<IPulseStore>(), opened.Get<IDerivedState>());
    }

    public async ValueTask DisposeAsync()
    {
        await _storage.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public Task However_the_facts_come_in_parts_and_again_the_rows_are_the_same() =>
        Gen.Select(Gen.Int[1, 1_000], Gen.Int[1, 40]).SampleAsync(
            async (seed, part) =>
            {
                var changes = Changes(new Random(seed), 120);
                var expected = await Rows(changes, changes.Count);
                Assert.Contains(expected, static row => row.Kind == "pulse-question");
                Assert.Equal(expected, await Rows(changes, part));
                Assert.Equal(expected, await Rows(changes, 1));
            },
            iter: 3,
            threads: 1);

    [Fact]
    public async Task The_waits_are_those_by_nearest_rank_of_what_is_shown()
    {
        var changes = new List<PulseChange>();
        for (var i = 1; i <= 11; i++)
        {
            changes.Add(new PulseChange.Asked(new QuestionId(i), _noon));
            changes.Add(new PulseChange.Answered(new QuestionId(i), new AnswerId(100 + i), _noon.AddMinutes(i)));
            changes.Add(new PulseChange.Answered(new QuestionId(i), new AnswerId(200 + i), _noon.AddMinutes(50)));
        }

        changes.Add(new PulseChange.Asked(new QuestionId(12), _noon));
        changes.Add(new PulseChange.Shown(new QuestionId(11), null, false));
        changes.Add(new PulseChange.Shown(new QuestionId(1), new AnswerId(101), false));
        Assert.True(await _pulse.Write("p:0", 0, 1, changes, default));

        // Ten are left, which waited 2 to 10 and, after its first answer went, 50 minutes: the fifth and the ninth of them.
        var rows = await Read(PulsePeriod.Day);
        Assert.Equal(new PeriodWaits(10, TimeSpan.FromMinutes(6), TimeSpan.FromMinutes(10)), rows.Waits);
        var row = rows.Periods[_day];
        Assert.Equal((11L, 19L, rows.Waits), (row.Questions, row.Answers, row.Waits));

        Assert.True(await _pulse.Write("p:0", 1, 2, [new PulseChange.Shown(new QuestionId(11), null, true), new PulseChange.Shown(new QuestionId(1), new AnswerId(101), true)], default));
        var healed = (await Read(PulsePeriod.Day)).Periods[_day];
        Assert.Equal((12L, 22L, new PeriodWaits(11, TimeSpan.FromMinutes(6), TimeSpan.FromMinutes(10))), (healed.Questions, healed.Answers, healed.Waits));
    }

    [Fact]
    public async Task Days_are_summed_up_to_weeks_and_months_and_members_are_all_who_joined_before_too()
    {
        var joined = new MemberRegistered("h", "N", null, null, default, [], null, Imported: false);
        Fact[] facts = [joined, new SessionOpened("t", _noon), new InvitationOpened(null, Role.Member, null, _noon), new InvitationAccepted(new MemberId(5), null), joined with { Imported = true }];
        PulseChange?[] changes =
        [
            PulseChanges.Of(joined, At(-40)), .. facts.Select(fact => PulseChanges.Of(fact, At(0))), PulseChanges.Of(joined, At(3)), PulseChanges.Of(joined, At(9)),
        ];
        Assert.True(await _pulse.Write("p:0", 0, 1, [.. changes.OfType<PulseChange>()], default));

        var weeks = await Read(PulsePeriod.Week);
        Assert.Equal((1L, 4L, 2L), (weeks.Before, weeks.Members, weeks.Lately));
        Assert.Equal([(new DateOnly(2026, 2, 23), 2L), (new DateOnly(2026, 3, 2), 1L)], weeks.Periods.OrderBy(static pair => pair.Key).Select(static pair => (pair.Key, pair.Value.Joined)));
        var week = weeks.Periods[new DateOnly(2026, 2, 23)];
        Assert.Equal((1L, 1L, 1L), (week.Sessions, week.InvitationsMade, week.InvitationsUsed));
        var months = await Read(PulsePeriod.Month);
        Assert.Equal([(new DateOnly(2026, 2, 1), 2L), (new DateOnly(2026, 3, 1), 1L)], months.Periods.OrderBy(static pair => pair.Key).Select(static pair => (pair.Key, pair.Value.Joined)));
    }

    [Fact]
    public async Task What_fronts_counted_adds_up_counts_once_and_stays_over_a_rebuild()
    {
        await _pulse.Count(new CountedViews(_day, 1, 10, 4, false), default);
        await _pulse.Count(new CountedViews(_day, 1, 12, 5, false), default);
        await _pulse.Count(new CountedViews(_day, 1, 12, 5, false), default);
        await _pulse.Count(new CountedViews(_day, 1, 11, 4, false), default);
        await _pulse.Count(new CountedViews(_day, -2, 3, 3, true), default);
        await _derived.ClearPulse(default);
        var row = (await Read(PulsePeriod.Month)).Periods[new DateOnly(2026, 2, 1)];
        Assert.Equal((15L, 8L, true), (row.Views, row.Visits, row.AreVisitsAtLeast));
    }

    [Fact]
    public async Task Without_anything_there_are_no_figures()
    {
        var rows = await Read(PulsePeriod.Day);
        Assert.Equal((0L, 0L, 0L, PeriodWaits.None), (rows.Before, rows.Members, rows.Lately, rows.Waits));
        Assert.Empty(rows.Periods);
    }

    private async Task<PulseRows> Read(PulsePeriod by) =>
        await _pulse.Read(new PulseRange(by, PulseRange.StartOf(by, new DateOnly(2026, 2, 23)), new DateOnly(2026, 3, 31)), new DateOnly(2026, 2, 27), default);

    private static Occurrence At(int days) => new("m:5", 1, _noon.AddDays(days), null);

    // Posts that come, go and come back, each as its stream allows; clocks of several nodes may go back a little.
    private static List<PulseChange> Changes(Random random, int count)
    {
        var changes = new List<PulseChange>();
        var hidden = new Dictionary<(long Question, long Answer), bool>();
        for (var i = 1; i <= count; i++)
        {
            var at = _noon.AddHours(i).AddSeconds(random.Next(-5_000, 5_000));
            var posts = hidden.Keys.ToList();
            var questions = posts.Where(post => post.Answer == 0 && !hidden[post]).ToList();
            switch (random.Next(5))
            {
                case 0:
                    changes.Add(new PulseChange.Asked(new QuestionId(i), at));
                    hidden[(i, 0)] = false;
                    break;
                case 1 when questions.Count > 0:
                    var question = questions[random.Next(questions.Count)].Question;
                    changes.Add(new PulseChange.Answered(new QuestionId(question), new AnswerId(i), at));
                    hidden[(question, i)] = false;
                    break;
                case 2 when posts.Count > 0:
                    var post = posts[random.Next(posts.Count)];
                    changes.Add(new PulseChange.Shown(new QuestionId(post.Question), post.Answer == 0 ? null : new AnswerId(post.Answer), hidden[post]));
                    hidden[post] = !hidden[post];
                    break;
                default:
                    changes.Add(new PulseChange.Happened((PulseCount)random.Next(4), at));
                    break;
            }
        }

        return changes;
    }

    private async Task<IReadOnlyList<DerivedRow>> Rows(List<PulseChange> changes, int part)
    {
        await _derived.ClearPulse(default);
        var mark = 0L;
        foreach (var chunk in changes.Chunk(part))
        {
            Assert.True(await _pulse.Write("p:0", mark, mark + chunk.Length, chunk, default));

            // A silo that did not see its write come through tries once more.
            Assert.False(await _pulse.Write("p:0", mark, mark + chunk.Length, chunk, default));
            mark += chunk.Length;
        }

        var rows = new List<DerivedRow>();
        await foreach (var row in _derived.All(default))
        {
            if (row.Kind.StartsWith("pulse", StringComparison.Ordinal))
            {
                rows.Add(row);
            }
        }

        return rows;
    }

    private protected abstract Task<StorageUnderTest> NewStorage();
}

public sealed class SqlitePulseStoreTests : PulseStoreSuite
{
    private protected override Task<StorageUnderTest> NewStorage() => SqliteUnderTest.New();
}

public sealed class PostgresPulseStoreTests : PulseStoreSuite
{
    private protected override Task<StorageUnderTest> NewStorage() => PostgresUnderTest.New();
}
