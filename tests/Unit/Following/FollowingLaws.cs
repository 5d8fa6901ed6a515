using CsCheck;
using Skiller.Contracts;
using Skiller.Contracts.Following;
using Skiller.Contracts.Members;
using Skiller.Contracts.Questions;
using Skiller.Contracts.Skills;
using Skiller.Grains.Activity;
using Skiller.Grains.Following;
using Xunit;

namespace Skiller.Tests.Unit.Following;

/// <summary>Random choices against sets of what is followed, muted and blocked.</summary>
public sealed class FollowingLaws
{
    private enum Act
    {
        Follow,
        Unfollow,
        Mute,
        Unmute,
        Block,
        Unblock,
    }

    private static readonly MemberId _me = new(5);
    private static readonly DateTimeOffset _noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly Actor _actor = new(_me, Role.Member, null);

    private static readonly Source[] _sources =
    [
        Source.Of(new QuestionId(12)), Source.Of(new QuestionId(13)), Source.Of(SkillSlug.Parse("sql")), Source.Of(SkillSlug.Parse(".net")),
        Source.Of(new MemberId(6)), Source.Of(new MemberId(7)),
    ];

    private static readonly Gen<(Act Act, int Source, bool Answers)[]> _acts =
        Gen.Select(Gen.Enum<Act>(), Gen.Int[0, _sources.Length - 1], Gen.Frequency((5, Gen.Const(false)), (1, Gen.Const(true)))).Array[1, 80];

    [Fact]
    public void What_is_chosen_is_what_was_said_last_and_a_repetition_is_no_fact() => _acts.Sample(
        static acts =>
        {
            var (state, model) = (FollowingState.Initial("f:5"), new Model());
            foreach (var (step, (act, index, answers)) in acts.Index())
            {
                var (source, now) = (_sources[index], _noon.AddMinutes(step));
                if (answers && source.Question is not null)
                {
                    // Whoever answers follows, whatever they said before. The clock of the question's silo may be ahead of the one that takes what comes next.
                    model.PartTaken[source] = now;
                    model.Follows.Add(source);
                    now += TimeSpan.FromSeconds(index % 2 == 0 ? 1 : -5);
                }

                var (isDue, refusal) = model.Take(act, source);
                var decision = Decide(state, act, source, model, now);
                Assert.Equal(refusal, decision.Refusal?.Code);
                Assert.Equal(isDue, !decision.Facts.IsEmpty);
                state = After(state, decision);
                Assert.Empty(Decide(state, act, source, model, now).Facts);

                Assert.All(_sources, each => Assert.Equal(model.Follows.Contains(each), state.Follows(each, PartOf(model, each))));
                Assert.Equal(model.Muted.Order(), state.Muted.Keys.Order());
                Assert.Equal(model.Blocked.Order(), state.Blocked.Keys.Order());
            }
        },
        iter: 2_000);

    [Fact]
    public void Whoever_is_blocked_is_not_followed() => _acts.Sample(
        static acts =>
        {
            var (state, model) = (FollowingState.Initial("f:5"), new Model());
            foreach (var (act, index, _) in acts)
            {
                state = After(state, Decide(state, act, _sources[index], model, _noon));
                Assert.Empty(state.Blocked.Keys.Intersect(state.Followed.Keys));
            }
        },
        iter: 500);

    private static DateTimeOffset? PartOf(Model model, Source source) => model.PartTaken.TryGetValue(source, out var at) ? at : null;

    private static Decision<Done> Decide(FollowingState state, Act act, Source source, Model model, DateTimeOffset now)
    {
        var (command, finding) = (new ChooseSource(_actor, source), new SourceFinding(null, PartOf(model, source)));
        return act switch
        {
            Act.Follow => FollowingSource.Decide(state, command, finding, now),
            Act.Unfollow => UnfollowingSource.Decide(state, command, finding, now),
            Act.Mute => MutingSource.Decide(state, command, finding, now),
            Act.Unmute => UnmutingSource.Decide(state, command, finding, now),
            Act.Block => BlockingMember.Decide(state, command, finding, now),
            _ => UnblockingMember.Decide(state, command, finding, now),
        };
    }

    private static FollowingState After(FollowingState state, Decision<Done> decision) => decision.Facts.Aggregate(
        state, static (s, fact) => s.Apply(fact.Fact, new Occurrence("f:5", s.Version + 1, fact.At, fact.Actor)));

    private sealed class Model
    {
        public HashSet<Source> Follows { get; } = [];

        public HashSet<Source> Muted { get; } = [];

        public HashSet<Source> Blocked { get; } = [];

        public Dictionary<Source, DateTimeOffset> PartTaken { get; } = [];

        public (bool IsDue, RefusalCode? Refusal) Take(Act act, Source source)
        {
            var isMember = source.Member is not null;
            switch (act)
            {
                case Act.Follow:
                    return Blocked.Contains(source) ? (false, RefusalCode.Blocked) : (Follows.Add(source), null);
                case Act.Unfollow:
                    return (Follows.Remove(source), null);
                case Act.Mute or Act.Unmute when isMember:
                case Act.Block or Act.Unblock when !isMember:
                    return (false, RefusalCode.NotAllowed);
                case Act.Mute:
                    return (Muted.Add(source), null);
                case Act.Unmute:
                    return (Muted.Remove(source), null);
                case Act.Block:
                    Follows.Remove(source);
                    return (Blocked.Add(source), null);
                default:
                    return (Blocked.Remove(source), null);
            }
        }
    }
}
