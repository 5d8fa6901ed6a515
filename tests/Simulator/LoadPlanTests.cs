using System.Globalization;
using CsCheck;
using Skiller.Simulator.Journal;
using Skiller.Simulator.Load;
using Skiller.Simulator.Plan;
using Skiller.Tests.Given;
using Xunit;

namespace Skiller.Tests.Simulator;

/// <summary>What a load on a site that grew consists of: a function of its profile and of the site.</summary>
public sealed class LoadPlanTests : IAsyncLifetime
{
    private static readonly LoadProfile _profile = new() { Seed = 4, Rate = 40, Seconds = 30, WarmUpSeconds = 2, MemberShare = 0.3, Writes = 0.5, HotShare = 0.25, HotVotes = 30 };
    private readonly TemporaryFolder _temporary = new();
    private KnownSite _site = null!;

    public async ValueTask InitializeAsync() =>
        _site = await GrownFolder.Write(_temporary.Path, new Scenario { Seed = 2, To = 60, Days = 30, QuestionsPerMemberDay = 0.03, Participation = 4, Reads = 0 });

    public ValueTask DisposeAsync()
    {
        _temporary.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public void The_same_seed_on_the_same_site_does_the_same() => Assert.Equal(All(_profile).Select(Trace), All(_profile).Select(Trace));

    [Fact]
    public void Workers_do_together_what_one_would_do_and_each_member_belongs_to_one() => Gen.Int[2, 5].Sample(workers =>
    {
        var slices = Enumerable.Range(0, workers).Select(number => Plan(_profile).Of(new Slice(number, workers)).ToList()).ToList();
        Assert.Equal(All(_profile).Select(Trace), slices.SelectMany(static slice => slice).OrderBy(static arrival => arrival.At).Select(Trace));
        Assert.All(slices, static slice => Assert.NotEmpty(slice));
        var members = slices.SelectMany(static (slice, number) => slice.Select(static arrival => arrival.Member?.Index).OfType<int>().Distinct().Select(member => (member, number)));
        Assert.DoesNotContain(members.GroupBy(static each => each.member), static theirs => theirs.Count() > 1);
    }, iter: 4);

    [Fact]
    public void Acts_and_a_hot_question_move_no_other_page_load()
    {
        var (with, without) = (Pages(_profile), Pages(_profile.Cooled() with { Writes = 0 }));
        Assert.Equal(without.Select(static page => page.At), with.Select(static page => page.At));
        Assert.All(with.Zip(without).Where(static pair => !pair.First.Kind.StartsWith("page-hot", StringComparison.Ordinal)), static pair => Assert.Equal(pair.Second, pair.First));
        Assert.All(with.Where(static page => page.Kind.StartsWith("page-hot", StringComparison.Ordinal)), page => Assert.Equal($"/questions/{_site.Hottest!.Place.Id}", page.Path));
        Assert.InRange(with.Count(static page => page.Kind.StartsWith("page-hot", StringComparison.Ordinal)) / (double)with.Count, 0.2, 0.3);
        Assert.InRange(with.Count(static page => page.Member is not null) / (double)with.Count, 0.25, 0.35);
    }

    [Fact]
    public void As_many_write_as_the_profile_says()
    {
        var acts = All(_profile).OfType<Arrival.Write>().ToList();
        Assert.InRange(acts.Count(static act => act.Kind == "vote-hot"), 850, 1_050);
        Assert.InRange(acts.Count(static act => act.Kind != "vote-hot"), 540, 740);
        Assert.Equal(["answer", "ask", "comment", "vote", "vote-hot"], acts.Select(static act => act.Kind).Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(acts.Count, acts.Select(static act => act.Act.Name).Distinct().Count());
        Assert.All(acts, static act => Assert.StartsWith("l3", act.Act.Name, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_act_changes_something_that_may_be_changed()
    {
        var (votes, answered) = (new Dictionary<(int, string), int>(_site.Votes), _site.Answers.Select(static answer => (answer.Author, answer.Place.Question)).ToHashSet());
        var authors = _site.Questions.Concat(_site.Answers).ToDictionary(static post => post.Name, static post => post.Author);
        foreach (var act in All(_profile).OfType<Arrival.Write>())
        {
            if (act.Act is Act.Vote vote)
            {
                Assert.NotEqual(authors[vote.Post], vote.Actor);
                Assert.NotEqual(votes.GetValueOrDefault((vote.Actor, vote.Post)), vote.Value);
                votes[(vote.Actor, vote.Post)] = vote.Value;
            }
            else if (act.Act is Act.Answer answer)
            {
                Assert.True(answered.Add((answer.Actor, act.Subject!.Question)), answer.Name);
                Assert.NotEqual(authors[answer.Question], answer.Actor);
            }
        }
    }

    [Fact]
    public void A_vote_that_was_not_sent_changes_nothing_so_that_the_next_one_does()
    {
        var (plan, votes, dropped) = (Plan(_profile), new Dictionary<(int, string), int>(_site.Votes), new HashSet<(int, string)>());
        var again = 0;
        foreach (var vote in plan.Of(Slice.Whole).OfType<Arrival.Write>().Select(static write => write.Act).OfType<Act.Vote>())
        {
            var key = (vote.Actor, vote.Post);
            Assert.NotEqual(votes.GetValueOrDefault(key), vote.Value);
            again += dropped.Contains(key) ? 1 : 0;
            if (vote.Name.EndsWith('3') || vote.Name.EndsWith('6'))
            {
                plan.Dropped();
                dropped.Add(key);
            }
            else
            {
                votes[key] = vote.Value;
            }
        }

        Assert.True(again > 100, $"{again}");
    }

    [Fact]
    public void Workers_plan_the_same_whatever_one_of_them_did_not_send()
    {
        var (first, names) = (Plan(_profile), new List<string>());
        foreach (var write in first.Of(new Slice(0, 2)).OfType<Arrival.Write>())
        {
            names.Add(write.Act.Name);
            first.Dropped();
        }

        names.AddRange(Plan(_profile).Of(new Slice(1, 2)).OfType<Arrival.Write>().Select(static write => write.Act.Name));
        Assert.Equal(All(_profile).OfType<Arrival.Write>().Select(static write => write.Act.Name).Order(StringComparer.Ordinal), names.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_hottest_question_is_the_one_that_most_have_voted_on() =>
        Assert.Equal(_site.Questions.Max(question => Heat(question.Name)), Heat(_site.Hottest!.Name));

    [Fact]
    public void A_folder_in_which_nobody_joined_is_refused()
    {
        var folder = new RunFolder(Path.Combine(_temporary.Path, "empty"));
        folder.Begin(_site.Facts);
        Assert.Contains("0 members", Assert.Throws<UsageException>(() => KnownSite.Read(folder)).Message, StringComparison.Ordinal);
    }

    private static string Trace(Arrival arrival) => string.Create(CultureInfo.InvariantCulture, $"{arrival.At:R} {arrival.Kind} {arrival.Member?.Handle} ") + arrival switch
    {
        Arrival.Page page => page.Path,
        Arrival.Write { Act: Act.Ask ask } => $"{ask.Name} {string.Join(' ', ask.Skills)}",
        Arrival.Write { Act: Act.Vote vote } => $"{vote.Name} {vote.Post} {vote.Value}",
        Arrival.Write write => $"{write.Act.Name} {write.Act.Needs}",
        _ => "",
    };

    private int Heat(string question) => _site.Votes.Keys.Count(vote => vote.Post == question);

    private LoadPlan Plan(LoadProfile profile) => new(profile, PageChoice.Of(profile, _site), new WritePlan(_site, profile.Seed, "l3"));

    private List<Arrival> All(LoadProfile profile) => [.. Plan(profile).Of(Slice.Whole)];

    private List<Arrival.Page> Pages(LoadProfile profile) => [.. All(profile).OfType<Arrival.Page>()];
}
