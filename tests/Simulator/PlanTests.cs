using System.Globalization;
using CsCheck;
using Skiller.Simulator.Growing;
using Skiller.Simulator.People;
using Skiller.Simulator.Plan;
using Xunit;

namespace Skiller.Tests.Simulator;

/// <summary>What holds of every plan, whatever its seed and size.</summary>
public sealed class PlanTests
{
    private static readonly Gen<Scenario> _scenarios = Gen.Select(Gen.ULong, Gen.Int[2, 90], Gen.Int[1, 40], Gen.Double[0.01, 0.2], Gen.Double[1, 4]).Select(static (seed, to, days, rate, part) =>
        new Scenario { Seed = seed, To = to, Days = days, QuestionsPerMemberDay = rate, Participation = part, Reads = 0.2 });

    [Fact]
    public void The_same_seed_sends_the_same_requests() => _scenarios.Sample(static scenario => Assert.Equal(Trace(scenario), Trace(scenario)), iter: 20);

    [Fact]
    public void Another_seed_sends_others() => Assert.NotEqual(Trace(new Scenario { Seed = 1, To = 20, Days = 5 }), Trace(new Scenario { Seed = 2, To = 20, Days = 5 }));

    [Fact]
    public void Nobody_votes_on_their_own_writing_or_twice() => _scenarios.Sample(static scenario =>
    {
        var acts = new Planner(scenario).Acts().ToList();
        var authors = acts.Where(static act => act is Act.Ask or Act.Answer).ToDictionary(static act => act.Name, static act => act.Actor);
        var votes = acts.OfType<Act.Vote>().ToList();
        Assert.DoesNotContain(votes, vote => authors[vote.Post] == vote.Actor);
        Assert.DoesNotContain(votes.Where(static vote => !vote.Name.EndsWith('x')).GroupBy(static vote => (vote.Post, vote.Actor)), static same => same.Count() > 1);
    }, iter: 50);

    [Fact]
    public void Somebody_endorses_a_peer_for_twenty_skills_at_most_whatever_others_do()
    {
        var community = new Community([]);
        Assert.All(Enumerable.Range(0, 20), skill => Assert.True(community.EndorsesFirst(1, 2, $"s{skill}")));
        Assert.False(community.EndorsesFirst(1, 2, "s20"));
        Assert.True(community.EndorsesFirst(3, 2, "s0"));
        Assert.False(community.EndorsesFirst(3, 2, "s0"));
    }

    [Fact]
    public void Nobody_invites_more_than_their_quota_but_the_first() => _scenarios.Sample(static scenario =>
    {
        var invited = new Planner(scenario).People.Where(static person => person.InvitedBy is > 0).GroupBy(static person => person.InvitedBy);
        Assert.DoesNotContain(invited, static theirs => theirs.Count() > Population.InvitationsEach);
    }, iter: 50);

    [Fact]
    public void Everybody_joins_once_after_who_invites_them_and_does_nothing_before() => _scenarios.Sample(static scenario =>
    {
        var planner = new Planner(scenario);
        var acts = planner.Acts().ToList();
        Assert.Equal(scenario.To, acts.OfType<Act.Join>().Select(static join => join.Actor).Distinct().Count());
        Assert.Equal(scenario.To, planner.People.Select(static person => person.Handle).Distinct().Count());
        Assert.All(acts.Where(static act => act is not Act.Join && act.Actor >= 0), act => Assert.True(planner.People[act.Actor].JoinsAt <= act.At, act.Name));
    }, iter: 50);

    [Fact]
    public void Acts_come_in_the_order_of_their_time_each_after_what_it_needs_with_a_name_of_its_own() => _scenarios.Sample(static scenario =>
    {
        var (last, done) = (TimeSpan.Zero, new HashSet<string>(StringComparer.Ordinal));
        foreach (var act in new Planner(scenario).Acts())
        {
            Assert.True(act.At >= last && act.At < scenario.Length, act.Name);
            Assert.True(act.Needs is not { } needed || done.Contains(needed), $"{act.Name} needs {act.Needs}");
            Assert.True(done.Add(act.Name), act.Name);
            last = act.At;
        }
    }, iter: 50);

    [Fact]
    public void Fewer_reads_are_a_part_of_all_and_take_no_write_away()
    {
        var all = new Scenario { Seed = 5, To = 50, Days = 20, QuestionsPerMemberDay = 0.05 };
        var (whole, thinned) = (Names(all), Names(all with { Reads = 0.1 }));
        Assert.Equal(whole.Where(static act => act.IsWrite).Select(static act => act.Name), thinned.Where(static act => act.IsWrite).Select(static act => act.Name));
        Assert.ProperSuperset(thinned.Select(static act => act.Name).ToHashSet(), whole.Select(static act => act.Name).ToHashSet());
        Assert.InRange(thinned.Count(static act => !act.IsWrite) / (double)whole.Count(static act => !act.IsWrite), 0.05, 0.15);
    }

    [Fact]
    public void Reads_that_adapt_themselves_change_nothing_of_what_is_planned()
    {
        var all = new Scenario { Seed = 5, To = 50, Days = 20, QuestionsPerMemberDay = 0.05 };
        Assert.Equal(Trace(all with { Reads = 1 }), Trace(all));
        Assert.All(Names(all).OfType<Act.Load>(), static load => Assert.InRange(load.Draw, 0, 1));
        Assert.Equal(Names(all with { Reads = 0.1 }).OfType<Act.Load>().Select(static load => load.Name), Names(all).OfType<Act.Load>().Where(static load => load.Draw < 0.1).Select(static load => load.Name));
    }

    [Fact]
    public void Growth_is_slow_fast_and_slow_again()
    {
        var joined = new Planner(new Scenario { Seed = 3, To = 2_000, Days = 100 }).People.Select(static person => person.JoinsAt.TotalDays).ToList();
        double Share(int from, int to) => joined.Count(day => day >= from && day < to) / (double)joined.Count;
        Assert.InRange(Share(0, 25), 0.03, 0.12);
        Assert.InRange(Share(40, 60), 0.4, 0.55);
        Assert.InRange(Share(75, 100), 0.03, 0.12);
    }

    [Fact]
    public void A_launch_day_brings_its_share()
    {
        var scenario = new Scenario { Seed = 3, To = 1_000, Days = 100, Launches = [new LaunchDay(10, 0.3)] };
        Assert.InRange(new Planner(scenario).People.Count(static person => (int)person.JoinsAt.TotalDays == 10), 250, 400);
    }

    [Fact]
    public void What_is_written_is_as_long_as_the_contract_wants_it()
    {
        var scenario = new Scenario { Seed = 11, To = 300, Days = 60, QuestionsPerMemberDay = 0.05, Participation = 4, Reads = 0 };
        foreach (var (act, request) in Requests(scenario))
        {
            var body = request.Body?["body"]?.GetValue<string>();
            Assert.True(act is not (Act.Ask or Act.Answer or Act.Edit) || body is { Length: >= 20 and <= 30_000 }, act.Name);
            Assert.True(act is not Act.Comment || body is { Length: >= 3 and <= 1_000 }, act.Name);
            Assert.True(act is not Act.Ask || request.Body!["title"]!.GetValue<string>() is { Length: >= 15 and <= 150 }, act.Name);
        }
    }

    [Fact]
    public void A_celebrity_asks_their_share_and_is_followed_by_most_each_once()
    {
        var scenario = new Scenario { Seed = 5, To = 400, Days = 60, QuestionsPerMemberDay = 0.05, Participation = 4, Reads = 0, CelebrityFollowers = 0.8, CelebrityShare = 0.1 };
        var acts = new Planner(scenario).Acts().ToList();
        var follows = acts.OfType<Act.FollowMember>().ToList();
        Assert.All(follows, static follow => Assert.Equal(1, follow.Peer));
        Assert.InRange(follows.Count, 280, 340);
        Assert.Equal(follows.Count, follows.Select(static follow => follow.Actor).Distinct().Count());
        var asked = acts.OfType<Act.Ask>().ToList();
        var theirs = asked.Where(static ask => ask.Actor == 1).Select(static ask => ask.Name).ToHashSet();
        Assert.InRange(theirs.Count / (double)asked.Count, 0.05, 0.2);

        // Of a question that is somebody else's one follows at most.
        var followed = acts.OfType<Act.Follow>().GroupBy(static follow => follow.Question).ToDictionary(static same => same.Key, static same => same.Count());
        Assert.True(followed.Where(question => theirs.Contains(question.Key)).Max(static question => question.Value) > 50);
        Assert.All(followed.Where(question => !theirs.Contains(question.Key)), static question => Assert.Equal(1, question.Value));
    }

    private static List<Act> Names(Scenario scenario) => [.. new Planner(scenario).Acts()];

    private static IEnumerable<(Act Act, ActRequest Request)> Requests(Scenario scenario)
    {
        var planner = new Planner(scenario);
        var requests = new ActRequests(scenario, planner.People, "password", "code");
        foreach (var act in planner.Acts().Where(static act => act.IsWrite && act is not Act.Draft))
        {
            // As if ids were names.
            var needed = act.Needs is not { } name ? null : name.Contains('a', StringComparison.Ordinal) ? new Known(name, name[..name.IndexOf('a', StringComparison.Ordinal)], name) : new Known(name, name, null);
            yield return (act, requests.Of(act, needed));
        }
    }

    private static string Trace(Scenario scenario) => string.Join('\n', Requests(scenario)
        .Select(static sent => string.Create(CultureInfo.InvariantCulture, $"{sent.Act.At.Ticks} {sent.Act.Actor} {sent.Request.Method} {sent.Request.Path} {sent.Request.Body?.ToJsonString()}"))
        .Concat(new Planner(scenario).Acts().OfType<Act.Load>().Select(static load => string.Create(CultureInfo.InvariantCulture, $"{load.At.Ticks} {load.Actor} {load.Page} {load.Subject}"))));
}
