using System.Collections.Immutable;
using System.Globalization;
using Skiller.Simulator.Chance;
using Skiller.Simulator.People;
using Skiller.Simulator.Shapes;

namespace Skiller.Simulator.Plan;

/// <summary>
/// Everything that happens in a scenario, in the order of its time, made as it is asked for. Pure: a function of the scenario alone, so that two runs of
/// one seed send the same; what the target answers changes nothing but which ids stand in a request.
/// </summary>
internal sealed class Planner
{
    private static readonly TimeSpan _hour = TimeSpan.FromHours(1);
    private static readonly ImmutableArray<double> _pageShares = [.. WorkloadShape.PageMix.Select(static kind => kind.Share)];

    private readonly Scenario _scenario;
    private readonly Community _community;
    private readonly PriorityQueue<Act, (TimeSpan At, long Order)> _ahead = new();
    private readonly List<(string Name, TimeSpan At)> _questions = [];
    private readonly Crowd _popularity = new();
    private long _order;
    private int _hotPlace = -1;
    private double _hottest;

    public Planner(Scenario scenario)
    {
        _scenario = scenario;
        _community = new Community(Population.Of(scenario));
    }

    /// <summary>Everybody, in the order of joining.</summary>
    public IReadOnlyList<Person> People => _community.People;

    /// <summary>All acts, in the order of their time.</summary>
    public IEnumerable<Act> Acts()
    {
        foreach (var person in _community.People)
        {
            if (person.InvitedBy is { } inviter)
            {
                Add(new Act.Invite(Act.InviteName(person.Index), person.InvitedAt, inviter, person.Index));
            }

            Add(new Act.Join(person.JoinsAt, person.Index));
            if (Celebrity.FollowedBy(_scenario, person) is { } follow)
            {
                Add(follow);
            }

            foreach (var introduced in Introductions.Of(_scenario, person))
            {
                Add(introduced);
            }
        }

        for (var hour = 0; hour < _scenario.Days * 24; hour++)
        {
            Hour(hour);
            var end = _hour * (hour + 1);
            while (_ahead.TryPeek(out var next, out _) && next.At < end)
            {
                yield return _ahead.Dequeue();
            }
        }
    }

    private void Hour(int hour)
    {
        var begin = _hour * hour;
        var chance = RandomStream.Of(_scenario.Seed, "hour", hour);
        var rate = _community.At(begin + _hour) * _scenario.QuestionsPerMemberDay / 24 * WorkloadShape.Busyness(begin);
        var asked = Enumerable.Range(0, chance.Poisson(rate)).Select(_ => begin + (_hour * chance.Share())).Order().ToList();
        foreach (var at in asked)
        {
            Question(at);
        }

        var sessions = chance.Poisson(rate * WorkloadShape.WritesPerQuestion * WorkloadShape.ViewsPerWrite / WorkloadShape.PagesPerSession);
        for (var number = 0; number < sessions; number++)
        {
            Session(string.Create(CultureInfo.InvariantCulture, $"h{hour}s{number}"), begin + (_hour * chance.Share()));
        }
    }

    private void Question(TimeSpan at)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"q{_questions.Count + 1}");
        var acts = new QuestionPlan(_scenario, _community, name, at).Make();
        if (acts.Count == 0)
        {
            return;
        }

        var popularity = RandomStream.Of(_scenario.Seed, "popularity", name).LogNormal(1, WorkloadShape.PopularitySigma);
        _questions.Add((name, at));
        _popularity.Add(popularity);
        if (popularity > _hottest)
        {
            (_hottest, _hotPlace) = (popularity, _questions.Count - 1);
        }

        foreach (var act in acts.Where(act => act.At < _scenario.Length))
        {
            Add(act);
        }
    }

    private void Session(string name, TimeSpan at)
    {
        var chance = RandomStream.Of(_scenario.Seed, "session", name);
        var who = chance.Happens(WorkloadShape.VisitorShare) ? null : _community.Draw(chance, at, static crowds => crowds.Visiting, []);
        for (var number = 1; ; number++)
        {
            var (page, subject) = Page(chance, at);

            // Thinned by a draw of its own: a run that sends fewer pages sends a part of the same.
            var draw = chance.Share();
            if (draw < (_scenario.Reads ?? 1) && at < _scenario.Length)
            {
                Add(new Act.Load(string.Create(CultureInfo.InvariantCulture, $"{name}p{number}"), at, who?.Index ?? -1, page, subject) { Draw = draw });
            }

            if (chance.Happens(1 / WorkloadShape.PagesPerSession))
            {
                return;
            }

            at += TimeSpan.FromSeconds(chance.LogNormal(WorkloadShape.ThinkSeconds, 1));
        }
    }

    private (PageKind Page, string? Subject) Page(RandomStream chance, TimeSpan at)
    {
        var page = WorkloadShape.PageMix[SkillChoice.Counted(chance, _pageShares)].Kind;
        return page switch
        {
            PageKind.Question => QuestionAt(chance, at) is { } question ? (page, question) : (PageKind.Front, null),
            PageKind.Skill => (page, SkillChoice.One(chance).Slug),
            PageKind.Member => _community.Draw(chance, at, static crowds => crowds.Visiting, []) is { } member ? (page, member.Handle) : (PageKind.Front, null),
            _ => (page, null),
        };
    }

    // Half of the readers come for what is new, half for what they searched.
    private string? QuestionAt(RandomStream chance, TimeSpan at)
    {
        var there = _questions.Count;
        while (there > 0 && _questions[there - 1].At > at)
        {
            there--;
        }

        if (there == 0)
        {
            return null;
        }

        if (_scenario.HotShare > 0 && _hotPlace < there && chance.Happens(_scenario.HotShare))
        {
            return _questions[_hotPlace].Name;
        }

        return chance.Happens(0.5)
            ? _questions[Math.Max(0, there - 1 - (int)chance.Exponential(10))].Name
            : _questions[_popularity.Draw(chance, there) ?? 0].Name;
    }

    private void Add(Act act) => _ahead.Enqueue(act, (act.At, _order++));
}
