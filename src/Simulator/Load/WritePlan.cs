using Skiller.Simulator.Chance;
using Skiller.Simulator.People;
using Skiller.Simulator.Plan;
using Skiller.Simulator.Shapes;

namespace Skiller.Simulator.Load;

/// <summary>
/// What members of a site that grew write during a load: each act changes something, and none is one that the site's rules refuse. A function of the site, of
/// the seed and of the load's name; asked in order, since what somebody did before decides what they can do next. Acts go to what was there when it began, so
/// that none waits for another.
/// </summary>
/// <param name="site">The site.</param>
/// <param name="seed">Every draw is a function of it.</param>
/// <param name="name">What the names of all acts begin with; unique among the loads of the site.</param>
internal sealed class WritePlan(KnownSite site, ulong seed, string name)
{
    private const int Attempts = 12;
    private const int FirstVotes = 8;

    // A post takes 200 (the public rule).
    private const int MostComments = 190;

    private readonly KnownPost[] _posts = [.. site.Questions, .. site.Answers];
    private readonly Crowd _popularPosts = site.Popularity([.. site.Questions, .. site.Answers]);
    private readonly Crowd _popularQuestions = site.Popularity(site.Questions);
    private readonly Crowd _asking = site.CrowdOf(static active => active.Asking);
    private readonly Crowd _answering = site.CrowdOf(static active => active.Answering);
    private readonly Crowd _commenting = site.CrowdOf(static active => active.Commenting);
    private readonly Crowd _voting = site.CrowdOf(static active => active.Voting);
    private readonly HashSet<(int Voter, string Post)> _considered = [];
    private readonly Dictionary<(int Voter, string Post), int> _votes = [];
    private readonly Dictionary<string, int> _comments = new(site.Comments, StringComparer.Ordinal);
    private readonly HashSet<(int Writer, string Question)> _answered = Answered(site);
    private readonly Person[] _hotVoters = Shuffled(site, seed);
    private ((int Voter, string Post) Vote, int Before)? _last;

    /// <summary>The next act of the mix; null when nobody was found who can do it.</summary>
    /// <param name="at">When it is due.</param>
    /// <param name="number">Its number among all of the mix.</param>
    public Arrival.Write? Next(double at, long number)
    {
        var chance = RandomStream.Of(seed, "write", number);
        var left = chance.Share() * WorkloadShape.WriteMix.Sum(static kind => kind.Share);
        foreach (var (kind, share) in WorkloadShape.WriteMix)
        {
            if ((left -= share) < 0)
            {
                return Make(kind, chance, at, number);
            }
        }

        return Vote(chance, at, number);
    }

    /// <summary>The next vote on the hottest question: each member but its author in turn, in another way than before; null when there is no such question.</summary>
    /// <param name="at">When it is due.</param>
    /// <param name="number">Its number among these votes.</param>
    public Arrival.Write? NextHot(double at, long number)
    {
        if (site.Hottest is not { } question || _hotVoters.Length == 0)
        {
            return null;
        }

        var voter = _hotVoters[number % _hotVoters.Length];
        _considered.Add((voter.Index, question.Name));
        return new Arrival.Write(at, "vote-hot", voter, new Act.Vote($"{name}h{number}", TimeSpan.Zero, voter.Index, question.Name, 0), question.Place);
    }

    /// <summary>
    /// An act when its turn has come: a vote gets its value, another one than the member's last. Who acts on what was decided before and does not depend on what was
    /// sent, so that all workers of a load plan the same.
    /// </summary>
    public Arrival Due(Arrival arrival)
    {
        _last = null;
        if (arrival is not Arrival.Write { Act: Act.Vote vote } write)
        {
            return arrival;
        }

        var (key, chance) = ((vote.Actor, vote.Post), RandomStream.Of(seed, "vote-value", vote.Name));
        var before = _votes.TryGetValue(key, out var value) ? value : site.Votes.GetValueOrDefault(key);
        _last = (key, before);
        _votes[key] = before == 0 ? (chance.Happens(WorkloadShape.UpShare) ? 1 : -1) : chance.Happens(0.5) ? 0 : -before;
        return write with { Act = vote with { Value = _votes[key] } };
    }

    /// <summary>Takes note that the last act whose turn had come was not sent: a vote then changes nothing.</summary>
    public void Dropped()
    {
        if (_last is { } last)
        {
            _votes[last.Vote] = last.Before;
        }
    }

    private Arrival.Write? Make(WriteKind kind, RandomStream chance, double at, long number) => kind switch
    {
        WriteKind.Ask => Ask(chance, at, number),
        WriteKind.Answer => Answer(chance, at, number),
        WriteKind.Comment => Comment(chance, at, number),
        _ => Vote(chance, at, number),
    };

    private Arrival.Write Ask(RandomStream chance, double at, long number)
    {
        var who = Somebody(chance, _asking);
        return new Arrival.Write(at, "ask", who, new Act.Ask($"{name}q{number}", TimeSpan.Zero, who.Index, who.Locale, SkillChoice.Some(chance)), null);
    }

    private Arrival.Write? Answer(RandomStream chance, double at, long number)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var (who, question) = (Somebody(chance, _answering), site.Questions[_popularQuestions.Draw(chance, _popularQuestions.Count) ?? 0]);
            if (question.Author != who.Index && _answered.Add((who.Index, question.Place.Question!)))
            {
                return new Arrival.Write(at, "answer", who, new Act.Answer($"{name}a{number}", TimeSpan.Zero, who.Index, question.Name, who.Locale), question.Place);
            }
        }

        return null;
    }

    private Arrival.Write? Comment(RandomStream chance, double at, long number)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var (who, post) = (Somebody(chance, _commenting), Post(chance));
            if (_comments.GetValueOrDefault(post.Name) is var there && there < MostComments)
            {
                _comments[post.Name] = there + 1;
                return new Arrival.Write(at, "comment", who, new Act.Comment($"{name}c{number}", TimeSpan.Zero, who.Index, post.Name, who.Locale), post.Place);
            }
        }

        return null;
    }

    // On something new to them, as long as that is easily found; on a small site they change their votes.
    private Arrival.Write? Vote(RandomStream chance, double at, long number)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var (who, post) = (Somebody(chance, _voting), Post(chance));
            if (post.Author != who.Index && (attempt >= FirstVotes || IsNew((who.Index, post.Name))))
            {
                _considered.Add((who.Index, post.Name));
                return new Arrival.Write(at, "vote", who, new Act.Vote($"{name}v{number}", TimeSpan.Zero, who.Index, post.Name, 0), post.Place);
            }
        }

        return null;
    }

    private bool IsNew((int Voter, string Post) vote) => !_considered.Contains(vote) && site.Votes.GetValueOrDefault(vote) == 0;

    private KnownPost Post(RandomStream chance) => _posts[_popularPosts.Draw(chance, _popularPosts.Count) ?? 0];

    private Person Somebody(RandomStream chance, Crowd crowd) => site.Members[crowd.Draw(chance, crowd.Count) ?? chance.Below(site.Members.Length)];

    private static HashSet<(int Writer, string Question)> Answered(KnownSite site) => [.. site.Answers.Select(static answer => (answer.Author, answer.Place.Question!))];

    private static Person[] Shuffled(KnownSite site, ulong seed)
    {
        var chance = RandomStream.Of(seed, "hot-voters", 0);
        return [.. site.Members.Where(member => member.Index != site.Hottest?.Author).Select(member => (member, chance.Next())).OrderBy(static each => each.Item2).Select(static each => each.member)];
    }
}
