using CsCheck;
using Skiller.Contracts;
using Skiller.Contracts.Members;
using Skiller.Grains.Invitations;
using Xunit;
using static Skiller.Tests.Unit.Invitations.Community;

namespace Skiller.Tests.Unit.Invitations;

/// <summary>Random histories of invitations against a model: single use, quota, one owner a handle and an address.</summary>
public sealed class InvitationLaws
{
    private const int Histories = 2_000;

    // Few handles, addresses and invitations, so that they meet; a tenth of the acts lets an invitation's lifetime pass by half.
    private static readonly Gen<(int Kind, int Who, int Invitation, int Email, int Handle)> _act =
        Gen.Select(Gen.Int[0, 9], Gen.Int[0, 5], Gen.Int[0, 11], Gen.Int[0, 5], Gen.Int[0, 5]);

    [Fact]
    public void A_history_is_what_the_model_says_after_each_act() => _act.Array[1, 60].Sample(
        static acts =>
        {
            var (community, model) = (Founded(), new Model());
            foreach (var (act, step) in acts.Select(static (act, i) => (act, i)))
            {
                Act(community, model, act, step);
            }

            Assert.Equal(model.Members.Order(), community.All<Grains.Members.MemberRegistered>().Select(static r => r.Handle ?? "").Order());
            Assert.Equal(model.Addresses.Count, community.All<Grains.Accounts.AddressClaimed>().Count());
            Assert.Equal(
                model.Used.Count,
                community.All<InvitationAccepted>().Count() - 1 + community.All<InvitationSpent>().Count());
        },
        iter: Histories);

    [Fact]
    public void A_joining_that_is_repeated_is_refused_as_used_and_adds_nothing() => _act.Array[1, 30].Sample(
        static acts =>
        {
            var (community, model) = (Founded(), new Model());
            foreach (var (act, step) in acts.Select(static (act, i) => (act, i)))
            {
                Act(community, model, act, step);
            }

            foreach (var code in model.Codes.Where(model.Used.ContainsKey))
            {
                var before = community.Streams.Sum(static s => s.Value.Count);
                Assert.Equal(RefusalCode.InvitationUsed, community.Join(code, new MemberId(9_999), "late@example.org", "late").Refusal?.Code);
                Assert.Equal(before, community.Streams.Sum(static s => s.Value.Count));
            }
        },
        iter: Histories / 4);

    private static void Act(Community community, Model model, (int Kind, int Who, int Invitation, int Email, int Handle) act, int step)
    {
        switch (act.Kind)
        {
            case 0:
                community.Now += Limits.InvitationLifetime / 2;
                break;
            case <= 4:
                var inviter = model.Ids[act.Who % model.Ids.Count];
                var (decision, code) = community.Invite(inviter);
                Assert.Equal(model.Invite(inviter) ? null : RefusalCode.NoInvitationsLeft, decision.Refusal?.Code);
                if (decision.Refusal is null)
                {
                    model.Add(code, community.Invitation(code).ExpiresAt);
                }

                break;
            default:
                if (model.Codes.Count > 0)
                {
                    var used = model.Codes[act.Invitation % model.Codes.Count];
                    var member = new MemberId(100 + step);
                    var expected = model.Join(used, member, $"a{act.Email}@example.org", $"handle-{act.Handle}", community.Now);
                    Assert.Equal(expected, community.Join(used, member, $"a{act.Email}@example.org", $"handle-{act.Handle}").Refusal?.Code);
                }

                break;
        }
    }

    private sealed class Model
    {
        private readonly Dictionary<MemberId, int> _made = [];
        private readonly Dictionary<InvitationCode, DateTimeOffset> _ends = [];

        public List<MemberId> Ids { get; } = [Administrator];

        public List<InvitationCode> Codes { get; } = [];

        public Dictionary<InvitationCode, bool> Used { get; } = [];

        public HashSet<string> Members { get; } = ["ada"];

        public HashSet<string> Addresses { get; } = [FirstEmail];

        public bool Invite(MemberId by)
        {
            var made = _made[by] = _made.GetValueOrDefault(by) + 1;
            return by == Administrator || made <= 5;
        }

        public void Add(InvitationCode code, DateTimeOffset end)
        {
            Codes.Add(code);
            _ends[code] = end;
        }

        public RefusalCode? Join(InvitationCode code, MemberId member, string email, string handle, DateTimeOffset now)
        {
            if (Used.ContainsKey(code))
            {
                return RefusalCode.InvitationUsed;
            }

            if (now >= _ends[code])
            {
                return RefusalCode.InvitationExpired;
            }

            if (Members.Contains(handle))
            {
                return RefusalCode.HandleTaken;
            }

            Used[code] = Addresses.Add(email);
            if (Used[code])
            {
                Members.Add(handle);
                Ids.Add(member);
            }

            return null;
        }
    }
}
