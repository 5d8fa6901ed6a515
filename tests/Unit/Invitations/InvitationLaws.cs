using CsCheck;
using Skiller.Contracts;
using Skiller.Contracts.Members;
using Skiller.Grains.Accounts;
using Skiller.Grains.Invitations;
using Xunit;
using static Skiller.Tests.Unit.Invitations.Community;

namespace Skiller.Tests.Unit.Invitations;

/// <summary>Random histories of invitations against a model: single use, quota, revocation, bound addresses, one owner a handle and an address.</summary>
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

            AssertSameAsReplayed(community);
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

    [Fact]
    public void A_revocation_that_is_repeated_adds_nothing_and_gives_nothing_more_back() => _act.Array[1, 30].Sample(
        static acts =>
        {
            var (community, model) = (Founded(), new Model());
            foreach (var (act, step) in acts.Select(static (act, i) => (act, i)))
            {
                Act(community, model, act, step);
            }

            foreach (var code in model.Codes.Where(model.IsRevoked))
            {
                var before = community.Streams.Sum(static s => s.Value.Count);
                Assert.Null(community.Revoke(code).Refusal);
                Assert.Equal(before, community.Streams.Sum(static s => s.Value.Count));
            }
        },
        iter: Histories / 4);

    private static void Act(Community community, Model model, (int Kind, int Who, int Invitation, int Email, int Handle) act, int step)
    {
        var who = model.Ids[act.Who % model.Ids.Count];
        switch (act.Kind)
        {
            case 0:
                community.Now += Limits.InvitationLifetime / 2;
                break;
            case <= 3:
                var bound = act.Handle % 3 == 0 ? $"A{act.Email}@Example.org" : null;
                var (decision, code) = community.Invite(who, bound);
                Assert.Equal(model.Invite(who) ? null : RefusalCode.NoInvitationsLeft, decision.Refusal?.Code);
                if (decision.Refusal is null)
                {
                    model.Add(code, who, bound, community.Invitation(code).ExpiresAt);
                }

                break;
            case 4 when model.Codes.Count > 0:
                var revoked = model.Codes[act.Invitation % model.Codes.Count];
                Assert.Equal(model.Revoke(revoked, who), community.Revoke(revoked, who).Refusal?.Code);
                break;
            case > 4 when model.Codes.Count > 0:
                var used = model.Codes[act.Invitation % model.Codes.Count];
                var member = new MemberId(100 + step);
                var expected = model.Join(used, member, $"a{act.Email}@example.org", $"handle-{act.Handle}", community.Now);
                Assert.Equal(expected, community.Join(used, member, $"a{act.Email}@example.org", $"handle-{act.Handle}").Refusal?.Code);
                break;
        }
    }

    private static void AssertSameAsReplayed(Community community)
    {
        foreach (var stream in community.Streams.Keys.Where(static stream => stream.StartsWith("i:", StringComparison.Ordinal)))
        {
            Assert.Equal(community.State<InvitationRecord>(stream), community.Replayed<InvitationRecord>(stream));
        }

        foreach (var stream in community.Streams.Keys.Where(static stream => stream.StartsWith("k:", StringComparison.Ordinal)))
        {
            Assert.Equal(Shown(community.State<AccountState>(stream)), Shown(community.Replayed<AccountState>(stream)));
        }

        static (long, string?, string?, string?, Role, int, bool) Shown(AccountState state) =>
            (state.Version, state.Email, state.Handle, state.PasswordHash, state.Role, state.InvitationsMade, state.IsOpen);
    }

    private sealed class Model
    {
        private readonly Dictionary<MemberId, int> _made = [];
        private readonly Dictionary<InvitationCode, (MemberId By, string? Bound, DateTimeOffset End)> _invitations = [];
        private readonly HashSet<InvitationCode> _revoked = [];

        public List<MemberId> Ids { get; } = [Administrator];

        public List<InvitationCode> Codes { get; } = [];

        public Dictionary<InvitationCode, bool> Used { get; } = [];

        public HashSet<string> Members { get; } = ["ada"];

        public HashSet<string> Addresses { get; } = [FirstEmail];

        public bool IsRevoked(InvitationCode code) => _revoked.Contains(code);

        public bool Invite(MemberId by)
        {
            if (by != Administrator && _made.GetValueOrDefault(by) == 5)
            {
                return false;
            }

            _made[by] = _made.GetValueOrDefault(by) + 1;
            return true;
        }

        public void Add(InvitationCode code, MemberId by, string? bound, DateTimeOffset end)
        {
            Codes.Add(code);
            _invitations[code] = (by, bound, end);
        }

        public RefusalCode? Revoke(InvitationCode code, MemberId by)
        {
            var maker = _invitations[code].By;
            if (by != maker && by != Administrator)
            {
                return RefusalCode.NotFound;
            }

            if (Used.ContainsKey(code))
            {
                return RefusalCode.InvitationUsed;
            }

            _made[maker] -= _revoked.Add(code) ? 1 : 0;
            return null;
        }

        public RefusalCode? Join(InvitationCode code, MemberId member, string email, string handle, DateTimeOffset now)
        {
            var (_, bound, end) = _invitations[code];
            RefusalCode? refusal = Used.ContainsKey(code) ? RefusalCode.InvitationUsed
                : _revoked.Contains(code) ? RefusalCode.InvitationRevoked
                : now >= end ? RefusalCode.InvitationExpired
                : bound is not null && !bound.Equals(email, StringComparison.OrdinalIgnoreCase) ? RefusalCode.InvitationForAnotherAddress
                : Members.Contains(handle) ? RefusalCode.HandleTaken
                : null;
            if (refusal is not null)
            {
                return refusal;
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
