using Skiller.Contracts;
using Skiller.Contracts.Accounts;
using Skiller.Contracts.Invitations;
using Skiller.Contracts.Members;
using Skiller.Contracts.Skills;
using Skiller.Grains.Accounts;
using Skiller.Grains.Activity;
using Skiller.Grains.Invitations;
using Skiller.Grains.Members;
using Xunit;

namespace Skiller.Tests.Unit.Invitations;

/// <summary>Accounts, members and invitations that decide one after the other on streams in memory, whose versions are kept as the log keeps them.</summary>
internal sealed class Community
{
    public const string FirstEmail = "ada@example.org";

    public static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    public static readonly MemberId Administrator = new(1);

    private static readonly byte[] _secret = [.. Enumerable.Range(0, 32).Select(static i => (byte)i)];
    private readonly Dictionary<string, List<(TimedFact Fact, Occurrence At)>> _streams = new(StringComparer.Ordinal);
    private int _made;

    public DateTimeOffset Now { get; set; } = Noon;

    public IReadOnlyDictionary<string, List<(TimedFact Fact, Occurrence At)>> Streams => _streams;

    /// <summary>All facts of a kind, in no order.</summary>
    public IEnumerable<T> All<T>()
        where T : Fact => _streams.Values.SelectMany(static s => s).Select(static f => f.Fact.Fact).OfType<T>();

    /// <summary>A community with its first administrator.</summary>
    public static Community Founded()
    {
        var community = new Community();
        var code = InvitationCode.Derive(_secret, "first-administrator");
        community.Record(code.Stream, 0, [new TimedFact(new InvitationOpened(null, Role.Administrator, null, Noon.AddYears(10)), Noon, null)]);
        Assert.Null(community.Join(code, Administrator, FirstEmail, "ada").Refusal);
        return community;
    }

    public static AcceptInvitation Newcomer(MemberId member, string email, string handle, string name = "Somebody") =>
        new(member, email, "hash", HandleOf(handle), name, Locale.En, [SkillSlug.Parse("c#")], null);

    public static Handle HandleOf(string text) => Handle.TryParse(text, out var handle) ? handle : throw new FormatException(text);

    public Actor As(MemberId member) => new(member, Account(member).Role, null);

    public AccountState Account(MemberId member) => State<AccountState>(GrainKeys.AccountOf(member));

    public MemberState Member(MemberId member) => State<MemberState>(GrainKeys.Of(member));

    public InvitationRecord Invitation(InvitationCode code) => State<InvitationRecord>(code.Stream);

    public TState State<TState>(string stream)
        where TState : class, IAggregateState<TState> => _streams.TryGetValue(stream, out var facts)
        ? facts.Aggregate(TState.Initial(stream), static (state, fact) => state.Apply(fact.Fact.Fact, fact.At))
        : TState.Initial(stream);

    /// <summary>The state that a reader of the log folds, through the stored form.</summary>
    public TState Replayed<TState>(string stream)
        where TState : class, IAggregateState<TState> => _streams[stream].Aggregate(TState.Initial(stream), (state, recorded) =>
        {
            var (stored, at) = (FactCodec.Encode(stream, recorded.Fact), recorded.At);
            var read = new RecordedActivity(
                at.Version, stream, at.Version, stored.Kind, stored.Schema, stored.Payload, stored.Personal, stored.At, stored.Actor);
            return state.Apply(FactCodec.Decode(read), FactCodec.OccurrenceOf(read));
        });

    /// <summary>An invitation that a member makes out.</summary>
    public InvitationCode Invited(MemberId by, string? email = null)
    {
        var (decision, code) = Invite(by, email);
        Assert.Null(decision.Refusal);
        return code;
    }

    public (Decision<InvitedReceipt> Decision, InvitationCode Code) Invite(MemberId by, string? email = null, string? note = null, Actor? actor = null)
    {
        var id = $"invitation-{_made++}";
        var code = InvitationCode.Derive(_secret, id);
        return (Do<AccountState, InvitedReceipt>(
            GrainKeys.AccountOf(by),
            state => MakingInvitation.Decide(state, new MakeInvitation(actor ?? As(by), email, note, null), id, code, Now)), code);
    }

    public Decision<JoinedReceipt> Join(InvitationCode code, MemberId member, string email, string handle) =>
        Join(code, Newcomer(member, email, handle));

    public Decision<JoinedReceipt> Join(InvitationCode code, AcceptInvitation command) =>
        Do<InvitationRecord, JoinedReceipt>(code.Stream, state => AcceptingInvitation.Decide(state, command, Claims(command), Now));

    public Decision<SessionReceipt> SignIn(MemberId member, string token, string? renewed = null) =>
        Do<AccountState, SessionReceipt>(
            GrainKeys.AccountOf(member), state => OpeningSession.Decide(state, new OpenSession(token, renewed), match: null, Now));

    public Decision<Done> SignOut(MemberId member, string token) =>
        Do<AccountState, Done>(GrainKeys.AccountOf(member), state => EndingSession.Decide(state, token, Now));

    /// <summary>What is noted of a use of a session.</summary>
    public IEnumerable<Fact> Use(MemberId member, string token) =>
        Do<AccountState, Done>(GrainKeys.AccountOf(member), state => UsingSession.Decide(state, token, Now)).Facts.Select(static fact => fact.Fact);

    public Decision<Done> Import(MemberId member, string handle, string name = "Somebody", string? bio = null)
    {
        var command = new ImportMember(HandleOf(handle), name, null, bio, Locale.En, Noon.AddYears(-3), new CommandId("k", "f"));
        return Do<MemberState, Done>(GrainKeys.Of(member), state => ImportingMember.Decide(state, command, OwnerOf(GrainKeys.ClaimOf(command.Handle))));
    }

    public Decision<TReceipt> OnMember<TReceipt>(MemberId member, Func<MemberState, Decision<TReceipt>> decide)
        where TReceipt : class => Do(GrainKeys.Of(member), decide);

    /// <summary>Takes an invitation back, as its maker or somebody else.</summary>
    public Decision<Done> Revoke(InvitationCode code, MemberId? by = null, Actor? actor = null)
    {
        var maker = Invitation(code).Inviter ?? Administrator;
        var command = new RevokeInvitation(actor ?? As(by ?? maker), $"id of {code.Hint}");
        return Do<AccountState, Done>(
            GrainKeys.AccountOf(maker), state => RevokingInvitation.Decide(state, command, code.Stream, Invitation(code), Now));
    }

    public static string AddressStream(string email) => EmailAddress.TryParse(email, out var address) ? $"u:{address.Key}" : "u:none";

    private ClaimsFound Claims(AcceptInvitation command) => !EmailAddress.TryParse(command.Email, out _)
        ? new ClaimsFound(null, null, null)
        : new ClaimsFound(
            OwnerOf(GrainKeys.ClaimOf(command.Handle)),
            AddressOf(command.Email).Owner,
            AddressStream(command.Email),
            AddressOf(command.Email).Version);

    /// <summary>Who has an address, by the facts of its stream.</summary>
    public AddressClaim AddressOf(string email) => _streams.TryGetValue(AddressStream(email), out var facts)
        ? facts.Aggregate(new AddressClaim(AddressStream(email), 0, null), static (claim, fact) => claim.Apply(fact.Fact.Fact, fact.At.Version))
        : new AddressClaim(AddressStream(email), 0, null);

    /// <summary>What an account decides.</summary>
    public Decision<TReceipt> OnAccount<TReceipt>(MemberId member, Func<AccountState, Decision<TReceipt>> decide)
        where TReceipt : class => Do(GrainKeys.AccountOf(member), decide);

    private MemberId? OwnerOf(string stream) => _streams.TryGetValue(stream, out var facts)
        ? (facts[0].Fact.Fact as HandleClaimed)?.Member
        : null;

    private Decision<TReceipt> Do<TState, TReceipt>(string stream, Func<TState, Decision<TReceipt>> decide)
        where TState : class, IAggregateState<TState>
        where TReceipt : class
    {
        var state = State<TState>(stream);
        var decision = decide(state);
        if (!decision.Facts.IsEmpty)
        {
            Record(stream, state.Version, [.. decision.Facts]);
        }

        foreach (var side in decision.Sides)
        {
            Record(side.Stream, side.ExpectedVersion, [.. side.Facts]);
        }

        Now = Now.AddSeconds(1);
        return decision;
    }

    private void Record(string stream, long expected, TimedFact[] facts)
    {
        var recorded = _streams.TryGetValue(stream, out var there) ? there : _streams[stream] = [];
        Assert.Equal(expected, recorded.Count);
        recorded.AddRange(facts.Select((fact, i) => (fact, new Occurrence(stream, expected + i + 1, fact.At, fact.Actor))));
    }
}
