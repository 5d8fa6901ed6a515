using CsCheck;
using Skiller.Contracts.Members;
using Skiller.Contracts.Questions;
using Skiller.Grains.Activity;
using Skiller.Grains.Questions;
using Xunit;
using static Skiller.Tests.Unit.Questions.QuestionHistory;

namespace Skiller.Tests.Unit.Questions;

/// <summary>Random histories of a question against <see cref="QuestionModel"/>: right facts when due, none when repeated.</summary>
public sealed class QuestionLaws
{
    private const int Histories = 3_000;

    // One in thirty closes; otherwise the acts are equally frequent. Numbers are small, so that acts meet.
    private static readonly Gen<Act> _act = Gen.Select(
        Gen.Frequency((29, Gen.Int[0, 6]), (1, Gen.Const(7))),
        Gen.Int[0, 4].Select(i => new[] { Asker, Answerer, Reader, Stranger, Administrator }[i]),
        Gen.Frequency((2, Gen.Const(0L)), (6, Gen.Long[11, 14]), (1, Gen.Const(99L))),
        Gen.Int[-2, 2],
        (kind, member, post, number) => new Act(kind, member, post, number));

    /// <summary>Whatever can happen to a question.</summary>
    internal static Gen<QuestionHistory> AnyHistory => _act.Array[1, 60].Select(After);

    [Fact]
    public void A_history_is_what_the_model_says_after_each_act() => _act.Array[1, 60].Sample(
        acts =>
        {
            var (history, model) = (Asked(), new QuestionModel());
            foreach (var (act, step) in acts.Select((act, i) => (act, i)))
            {
                var version = act.Seen(model);

                Assert.Equal(act.OnModel(model, version), act.On(history, version, step));
                AssertSame(model, history);
            }
        },
        iter: Histories);

    [Fact]
    public void An_act_that_is_repeated_at_once_makes_no_facts() => _act.Array[1, 60].Sample(
        acts =>
        {
            var (history, model) = (Asked(), new QuestionModel());
            foreach (var (act, step) in acts.Where(act => !act.Closes).Select((act, i) => (act, i)))
            {
                var version = act.Seen(model);
                act.OnModel(model, version);
                act.On(history, version, step);
                var facts = history.Recorded.Count;

                Assert.NotEqual(QuestionModel.Something, act.On(history, version, step));

                Assert.Equal(facts, history.Recorded.Count);
            }
        },
        iter: Histories);

    [Fact]
    public void The_live_state_equals_the_state_that_is_folded_from_what_is_stored() => _act.Array[1, 60].Sample(
        acts =>
        {
            var history = After(acts);

            Assert.Equal(Shown.Of(history.State), Shown.Of(history.Replayed()));
        },
        iter: Histories);

    [Fact]
    public void The_order_is_that_of_a_fresh_sort_and_at_most_one_answer_is_accepted() => _act.Array[1, 60].Sample(
        acts =>
        {
            var history = After(acts);

            var state = history.State;
            var sorted = state.Answers.Where(answer => !answer.Value.IsDeleted)
                .OrderByDescending(answer => answer.Key == state.Accepted)
                .ThenByDescending(answer => (answer.Value.Up + 2m) / (answer.Value.Up + answer.Value.Down + 4m))
                .ThenByDescending(answer => answer.Value.Score)
                .ThenBy(answer => answer.Key.Value)
                .Select(answer => answer.Key);
            Assert.Equal(sorted, state.Order.Select(rank => rank.Id));
            Assert.Equal(OpenAcceptances(history), state.Acceptance is null ? 0 : 1);
        },
        iter: Histories);

    [Fact]
    public void Each_vote_names_the_fact_that_it_replaces() => _act.Array[1, 60].Sample(
        acts =>
        {
            var history = After(acts);

            foreach (var (fact, at) in history.Recorded)
            {
                if (fact.Fact is PostVoted { PreviousVersion: > 0 } voted)
                {
                    var replaced = Assert.IsType<PostVoted>(history.Recorded[(int)voted.PreviousVersion - 1].Fact.Fact);
                    Assert.Equal((voted.Post, voted.Voter, voted.Previous), (replaced.Post, replaced.Voter, replaced.Value));
                    Assert.True(voted.PreviousVersion < at.Version);
                }
            }
        },
        iter: Histories);

    private static QuestionHistory After(Act[] acts)
    {
        var (history, model) = (Asked(), new QuestionModel());
        foreach (var (act, step) in acts.Select((act, i) => (act, i)))
        {
            var version = act.Seen(model);
            act.OnModel(model, version);
            act.On(history, version, step);
        }

        return history;
    }

    private static int OpenAcceptances(QuestionHistory history) => history.Recorded.Sum(recorded => recorded.Fact.Fact switch
    {
        AnswerAccepted => 1,
        AcceptanceWithdrawn => -1,
        _ => 0,
    });

    private static void AssertSame(QuestionModel model, QuestionHistory history)
    {
        var state = history.State;
        Assert.Equal(model.Accepted, state.Accepted?.Value);
        Assert.Equal((model.Title, string.Join(' ', model.Skills)), (state.Title, string.Join(' ', state.Skills)));
        foreach (var post in model.Posts)
        {
            var found = state.Find(Act.Reference(post));
            Assert.NotNull(found);
            Assert.Equal((model.Score(post), model.Version(post), model.BodyOf(post)), (found.Score, found.Version, found.Body));
            Assert.Equal(model.CommentCount(post), found.Comments.Count);
            foreach (var member in new[] { Asker, Answerer, Reader, Stranger, Administrator })
            {
                Assert.Equal(model.VoteOf(post, member), found.VoteOf(member));
            }

            Assert.Equal(!model.IsGone(post), ReachingPost.TryRead(state, Act.Reference(post), out _, out _));
        }
    }

    private sealed record Act(int Kind, MemberId Member, long Post, int Number)
    {
        private string? Text => Number >= 0 ? $"{Body} {Number}" : null;

        // One in five edits a title, one in five the skills; of an answer neither can be.
        private string? NewTitle => Number == -2 ? $"{Title} For {Member}?" : null;

        private string[]? NewSkills => Number == -1 ? [.. new[] { "c#", "orleans", "sql" }.Skip((int)(Member.Value % 3))] : null;

        public static PostRef Reference(long post) => post == 0 ? PostRef.Question : new PostRef(new AnswerId(post));

        public bool Closes => Kind == 7;

        // Most editors have seen the present version; one in five has not.
        public int Seen(QuestionModel model) => model.Posts.Contains(Post) && Number != 2 ? model.Version(Post) : 1;

        public string OnModel(QuestionModel model, int version) => Kind switch
        {
            0 => model.Vote(Member, Post, Number),
            1 => model.Answer(Member, Math.Max(Post, 11)),
            2 => model.Comment(Post),
            3 => model.Accept(Member, Post == 0 ? null : Post),
            4 => model.Edit(Member, Post, version, NewTitle, Text, NewSkills),
            5 => model.Delete(Member, Post),
            6 => model.Undelete(Member, Post),
            _ => model.Close(),
        };

        public string On(QuestionHistory history, int version, int step) => Kind switch
        {
            0 => Outcome(history.Vote(Member, Reference(Post), Number)),
            1 => Outcome(history.Answer(Member, new AnswerId(Math.Max(Post, 11)))),
            2 => Outcome(history.Comment(Member, Reference(Post), 10_000 + step)),
            3 => Outcome(history.Accept(Member, Reference(Post).Answer)),
            4 => Outcome(history.Edit(Member, Reference(Post), version, NewTitle, Text, skills: NewSkills)),
            5 => Outcome(history.Delete(Member, Reference(Post))),
            6 => Outcome(history.Undelete(Member, Reference(Post))),
            _ => Close(history),
        };

        private static string Outcome<T>(Decision<T> decision)
            where T : class =>
            decision.Refusal is not null ? QuestionModel.Refused : decision.Facts.IsEmpty ? QuestionModel.Nothing : QuestionModel.Something;

        private static string Close(QuestionHistory history)
        {
            history.Has(new QuestionClosed());
            return QuestionModel.Something;
        }
    }
}
