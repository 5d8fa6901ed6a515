using CsCheck;
using Skiller.Contracts.Members;
using Skiller.Contracts.Skills;
using Skiller.Grains.Activity;
using Skiller.Grains.Members;
using Skiller.Tests.Unit.Invitations;
using Xunit;

namespace Skiller.Tests.Unit.Members;

/// <summary>Random endorsements against a table of who vouches for what.</summary>
public sealed class EndorsementLaws
{
    private static readonly Gen<(bool Endorses, int By, int Skill, int Note)[]> _acts =
        Gen.Select(Gen.Bool, Gen.Int[2, 5], Gen.Int[0, 2], Gen.Int[0, 2]).Array[1, 60];

    [Fact]
    public void Who_vouches_is_what_the_last_act_of_each_said_and_a_repetition_is_no_fact() => _acts.Sample(
        static acts =>
        {
            var (state, model) = (Registered(), new Dictionary<(long By, string Skill), string?>());
            foreach (var act in acts)
            {
                var (key, note) = (((long)act.By, $"skill-{act.Skill}"), act.Note == 0 ? null : $"note {act.Note}");
                var isDue = act.Endorses
                    ? !model.TryGetValue(key, out var present) || present != note
                    : model.ContainsKey(key);
                _ = act.Endorses ? (model[key] = note) is null : model.Remove(key);

                var decision = Decide(state, act.Endorses, act.By, key.Item2, note);
                Assert.Equal(isDue, !decision.Facts.IsEmpty);
                state = After(state, decision);
                Assert.Empty(Decide(state, act.Endorses, act.By, key.Item2, note).Facts);
            }

            Assert.Equal(
                model.GroupBy(static pair => pair.Key.Skill).Select(static g => (g.Key, g.Count())).Order(),
                state.Endorsers.Select(static pair => (pair.Key.Value, pair.Value)).Order());
            Assert.Equal(
                model.GroupBy(static pair => pair.Key.By).Select(static g => (g.Key, g.Count())).Order(),
                state.SkillsByPeer.Select(static pair => (pair.Key.Value, pair.Value)).Order());
            Assert.Equal(model.Count, state.Endorsements.Count);
            Assert.All(model, pair => Assert.Equal(
                pair.Value, state.Endorsements[new Endorsement(SkillSlug.Parse(pair.Key.Skill), new MemberId(pair.Key.By))].Note));
        },
        iter: 2_000);

    private static MemberState Registered() => MemberState.Initial("m:1").Apply(
        new MemberRegistered("ada", "Ada", null, null, default, [], null, false), new Occurrence("m:1", 1, Community.Noon, null));

    private static Decision<Contracts.Done> Decide(MemberState state, bool endorses, int by, string skill, string? note)
    {
        var (actor, slug) = (new Actor(new MemberId(by), Role.Member, null), SkillSlug.Parse(skill));
        return endorses
            ? EndorsingSkill.Decide(state, new EndorseSkill(actor, slug, note), isUsed: true, Community.Noon)
            : WithdrawingEndorsement.Decide(state, new WithdrawEndorsement(actor, slug), isUsed: true, Community.Noon);
    }

    private static MemberState After(MemberState state, Decision<Contracts.Done> decision) => decision.Facts.Aggregate(
        state, static (s, fact) => s.Apply(fact.Fact, new Occurrence("m:1", s.Version + 1, fact.At, fact.Actor)));
}
