using Skiller.Simulator.Chance;
using Skiller.Simulator.People;
using Skiller.Simulator.Shapes;

namespace Skiller.Simulator.Plan;

/// <summary>All that comes of one question: answers, votes, comments, edits, an acceptance, endorsements. Pure, from streams of the question's own.</summary>
internal sealed class QuestionPlan(Scenario scenario, Community community, string name, TimeSpan askedAt)
{
    // Assumptions: none of the sources has them.
    private const double ChangedVoteShare = 0.03;
    private const double ReplacedAcceptanceShare = 0.05;
    private const double EndorsedShare = 0.4;
    private const double FollowedShare = 0.3;
    private const double UnfollowedShare = 0.4;
    private const double MistakeShare = 0.1;
    private const double DraftShare = 0.3;

    private readonly List<Act> _acts = [];
    private readonly RandomStream _chance = RandomStream.Of(scenario.Seed, "question", name);

    /// <summary>The acts, in no order; empty when nobody is there who asks.</summary>
    public IReadOnlyList<Act> Make()
    {
        if ((Celebrity.Asks(scenario, community, name, askedAt) ?? community.Draw(_chance, askedAt, static crowds => crowds.Asking, [])) is not { } asker)
        {
            return [];
        }

        var skills = SkillChoice.Some(_chance);
        _acts.Add(new Act.Ask(name, askedAt, asker.Index, asker.Locale, skills));
        About(name, askedAt, asker);
        _acts.AddRange(Celebrity.Following(scenario, community, name, askedAt, asker));
        if (_chance.Happens(FollowedShare) && Somebody(askedAt + Wait(6), static crowds => crowds.Visiting, [asker.Index]) is { } follower)
        {
            _acts.Add(new Act.Follow($"{name}f", follower.At, follower.Who.Index, name));
            var leaving = RandomStream.Of(scenario.Seed, "unfollow", name);
            if (leaving.Happens(UnfollowedShare))
            {
                _acts.Add(new Act.Unfollow($"{name}u", follower.At + Wait(leaving, 24), follower.Who.Index, name));
            }
        }

        if (_chance.Happens(DraftShare) && Somebody(askedAt + Wait(3), static crowds => crowds.Visiting, [asker.Index]) is { } drafter)
        {
            _acts.Add(new Act.Draft($"{name}d", drafter.At, drafter.Who.Index, name));
        }

        var answers = Answers(asker);
        Acceptance(asker, answers, skills[0]);
        return _acts;
    }

    private List<Act.Answer> Answers(Person asker)
    {
        var count = SkillChoice.Counted(_chance, WorkloadShape.AnswersPerQuestion);
        count = count < WorkloadShape.AnswersPerQuestion.Length - 1 ? count : count + (int)_chance.Exponential(2);
        var waits = Enumerable.Range(0, Math.Min(count, WorkloadShape.MostAnswers)).Select(_ => WorkloadShape.AnswerHours.Draw(_chance)).Order().ToList();
        HashSet<int> writers = [asker.Index];
        var answers = new List<Act.Answer>();
        foreach (var wait in waits)
        {
            if (Somebody(askedAt + TimeSpan.FromHours(wait), static crowds => crowds.Answering, writers) is { } answerer)
            {
                writers.Add(answerer.Who.Index);
                var answer = new Act.Answer($"{name}a{answers.Count + 1}", answerer.At, answerer.Who.Index, name, answerer.Who.Locale);
                answers.Add(answer);
                _acts.Add(answer);
                About(answer.Name, answer.At, answerer.Who);
            }
        }

        return answers;
    }

    private void Acceptance(Person asker, List<Act.Answer> answers, string skill)
    {
        if (answers.Count == 0 || !_chance.Happens(WorkloadShape.AcceptedShare))
        {
            return;
        }

        // The earlier ones more often.
        var accepted = answers[Math.Min((int)_chance.Exponential(0.7), answers.Count - 1)];
        var at = accepted.At + Wait(20);
        _acts.Add(new Act.Accept($"{name}ok", at, asker.Index, accepted.Name));
        if (answers.Count > 1 && _chance.Happens(ReplacedAcceptanceShare))
        {
            var other = answers.First(answer => answer != accepted);
            _acts.Add(new Act.Accept($"{name}ok2", (other.At > at ? other.At : at) + Wait(20), asker.Index, other.Name));
        }

        if (_chance.Happens(EndorsedShare) && community.EndorsesFirst(asker.Index, accepted.Actor, skill))
        {
            _acts.Add(new Act.Endorse($"{name}e{accepted.Actor}", at + Wait(1), asker.Index, accepted.Actor, skill, name));
        }
    }

    // What a post gets, from streams of its own.
    private void About(string post, TimeSpan postedAt, Person author)
    {
        var chance = RandomStream.Of(scenario.Seed, "post", post);
        Votes(chance, post, postedAt, author);
        var comments = (int)Math.Round(WorkloadShape.CommentsPerPost.Draw(chance));
        for (var number = 1; number <= comments; number++)
        {
            var at = postedAt + Wait(chance, 12);
            if (community.Draw(chance, at, static crowds => crowds.Commenting, []) is { } writer)
            {
                _acts.Add(new Act.Comment($"{post}c{number}", at, writer.Index, post, writer.Locale));
            }
        }

        if (chance.Happens(WorkloadShape.EditedShare))
        {
            _acts.Add(new Act.Edit($"{post}e", postedAt + Wait(chance, 8), author.Index, post, author.Locale));
        }

        if (chance.Happens(MistakeShare))
        {
            _acts.Add(new Act.Mistake($"{post}own", postedAt + Wait(chance, 2), author.Index, post, IsVote: true));
        }

        if (post != name && chance.Happens(MistakeShare))
        {
            _acts.Add(new Act.Mistake($"{post}take", postedAt + Wait(chance, 2), author.Index, post, IsVote: false));
        }
    }

    private void Votes(RandomStream chance, string post, TimeSpan postedAt, Person author)
    {
        var count = (int)Math.Round(WorkloadShape.VotesPerPost.Draw(chance));
        HashSet<int> done = [author.Index];
        for (var number = 1; number <= count; number++)
        {
            var at = postedAt + Wait(chance, 30);
            if (community.Draw(chance, at, static crowds => crowds.Voting, done) is not { } voter)
            {
                continue;
            }

            done.Add(voter.Index);
            var value = chance.Happens(WorkloadShape.UpShare) ? 1 : -1;
            _acts.Add(new Act.Vote($"{post}v{voter.Index}", at, voter.Index, post, value));
            if (chance.Happens(ChangedVoteShare))
            {
                _acts.Add(new Act.Vote($"{post}v{voter.Index}x", at + Wait(chance, 5), voter.Index, post, chance.Happens(0.5) ? 0 : -value));
            }
        }
    }

    private (Person Who, TimeSpan At)? Somebody(TimeSpan at, Func<Crowds, Crowd> crowd, HashSet<int> but) =>
        community.Draw(_chance, at, crowd, but) is { } found ? (found, at) : null;

    private TimeSpan Wait(double meanHours) => Wait(_chance, meanHours);

    private static TimeSpan Wait(RandomStream chance, double meanHours) => TimeSpan.FromHours(0.02 + chance.Exponential(meanHours));
}
