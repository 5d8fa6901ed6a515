using System.Reflection;
using System.Text;
using CsCheck;
using Skiller.Contracts;
using Skiller.Contracts.Following;
using Skiller.Contracts.Members;
using Skiller.Contracts.Notifications;
using Skiller.Contracts.Questions;
using Skiller.Contracts.Skills;
using Skiller.Grains.Accounts;
using Skiller.Grains.Activity;
using Skiller.Grains.Following;
using Skiller.Grains.Members;
using Skiller.Grains.Questions;
using Skiller.Tests.Unit.Questions;
using Xunit;

namespace Skiller.Tests.Unit.Activity;

/// <summary>
/// Snapshots: each state's stored form as it is now (a change of one of these samples needs a higher number in its format), and the law that
/// a snapshot with what came after it is the whole history.
/// </summary>
public sealed class SnapshotTests
{
    private static readonly DateTimeOffset _at = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly SkillSlug _skill = SkillSlug.Parse("c#");
    private static readonly MemberId _ada = new(87);
    private static readonly MemberId _bob = new(88);
    private static readonly PostRef _answer = new(new AnswerId(11));

    private static readonly Fact[] _accountFacts =
    [
        new AccountOpened("ada@example.org", "hash", "ada", Role.Administrator),
        new SessionOpened("a", _at.AddDays(1)),
        new SessionOpened("b", _at.AddDays(2)),
        new SessionOpened("c", _at.AddMinutes(3)),
        new SessionEnded("a"),
        new PasswordHashRenewed("other"),
        new InvitationMade("id", "hash", "wxyz", null, null, _at),
        new AddressConfirmed(),
        new AddressChangeAsked("new@example.org"),
        new PasswordResetAsked(),
        new PreferencesChosen(Locale.En, "Europe/Paris"),
        new NotificationsChosen(NotificationSettings.Default with { Mention = Delivery.Never, Rhythm = null }),
        new LetterDue(3, 9),
        new AddressBounced(),
        new DigestDue(_at, _at.AddDays(7), false),
        new SecondFactorEnabled("seed", ["r1", "r2"], 7),
        new SecondFactorUsed(8),
        new RecoveryCodeUsed("r1"),
        new ProfileShared("s1", "t1"),
        new ProfileShared("s2", "t2"),
        new ProfileShareRevoked("s1"),
        new SessionUsed("b"),
        new SuspensionLifted(_ada),
        new MemberSuspended(_ada, _at.AddDays(9), "Why"),
    ];

    private static readonly Fact[] _memberFacts =
    [
        new MemberRegistered("ada", "Ada", "H", null, Locale.Fr, [_skill], _bob, false),
        new ProfileEdited(null, null, "B", null, null),
        new ProfileEdited("Ada L.", "", null, Locale.En, []),
        new SkillEndorsed(_bob, _skill, "N", false),
        new SkillEndorsed(new MemberId(89), _skill, null, false),
        new EndorsementWithdrawn(_bob, _skill),
    ];

    private static readonly Fact[] _followingFacts =
    [
        new SourceFollowed(Source.Of(new QuestionId(12))),
        new SourceFollowed(Source.Of(_skill)),
        new SourceMuted(Source.Of(_skill)),
        new SourceUnfollowed(Source.Of(new QuestionId(12))),
        new SourceFollowed(Source.Of(_bob)),
        new SourceUnfollowed(Source.Of(_bob)),
        new MemberBlocked(Source.Of(_bob)),
        new SourceMuted(Source.Of(new QuestionId(13))),
        new SourceUnmuted(Source.Of(new QuestionId(13))),
    ];

    [Fact]
    public void A_question_is_written_as_it_is_written_now() => AssertSample(
        QuestionSnapshot.Format,
        Folded<QuestionState>(
            "q:1234",
            new QuestionAsked(_ada, "Title", "Body", [_skill], Locale.Fr, 3),
            new AnswerPosted(new AnswerId(11), _bob, "B"),
            new PostVoted(_answer, _bob, _ada, 1, 0, 0, [_skill]),
            new PostVoted(_answer, _bob, new MemberId(-1), -1, 0, 0, [_skill]),
            new CommentPosted(_answer, new CommentId(9), _ada, "C"),
            new PostEdited(_answer, null, "B2", null, "S"),
            new AnswerAccepted(new AnswerId(11), _bob, _ada, [_skill]),
            new PostDeleted(_answer, _bob, [_ada], [_skill]),
            new DeletionReached(_answer, [new AnswerId(11)], [new MemberId(90)]),
            new QuestionClosed()),
        """{"schema":1,"state":{"id":1234,"version":10,"question":{"author":87,"body":"Body","createdAt":"2026-03-01T12:00:00+00:00","createdBy":1,"up":[],"down":[],"comments":[],"edits":[]},"title":"Title","skills":["c#"],"locale":"fr","closed":true,"viewsBefore":3,"answers":[{"id":11,"post":{"author":88,"body":"B2","createdAt":"2026-03-01T12:01:00+00:00","createdBy":2,"up":[{"m":87,"v":3}],"down":[{"m":-1,"v":4}],"comments":[{"id":9,"author":87,"body":"C","createdAt":"2026-03-01T12:04:00+00:00"}],"edits":[{"version":6,"parts":2}],"deletion":{"by":87,"version":8,"others":[87],"parts":[{"version":9,"members":[90]}],"at":"2026-03-01T12:07:00+00:00"}}}],"acceptance":{"answer":11,"by":87,"version":7}}}""");

    [Fact]
    public void An_account_is_written_as_it_is_written_now() => AssertSample(
        AccountSnapshot.Format,
        Folded<AccountState>(GrainKeys.AccountOf(_ada), _accountFacts),
        """{"schema":8,"state":{"member":87,"version":24,"email":"ada@example.org","confirmed":false,"bounced":true,"passwordHash":"other","handle":"ada","role":"administrator","sessions":[{"tokenHash":"b","expiresAt":"2026-03-03T12:00:00+00:00","openedAt":"2026-03-01T12:02:00+00:00","usedAt":"2026-03-01T12:21:00+00:00"}],"invitationsMade":1,"open":true,"proof":{"version":9,"at":"2026-03-01T12:08:00+00:00","email":"new@example.org"},"reset":{"version":10,"at":"2026-03-01T12:09:00+00:00"},"locale":"en","timeZone":"Europe/Paris","notifications":{"answer":3,"comment":2,"mention":0,"acceptance":3,"endorsement":2,"invitationUsed":2,"edit":2,"moderation":3,"points":1,"followedAnswer":2,"quiet":{"from":"20:00:00","to":"08:00:00"}},"lettersUpTo":9,"digest":{"due":"2026-03-08T12:00:00+00:00","isFarewell":false},"seenAt":"2026-03-01T12:21:00+00:00","addressSince":{"version":1,"at":"2026-03-01T12:00:00+00:00"},"factor":{"seed":"seed","step":8,"recoveryHashes":["r2"]},"shares":[{"id":"s2","tokenHash":"t2","at":"2026-03-01T12:19:00+00:00"}],"suspension":{"until":"2026-03-10T12:00:00+00:00","reason":"Why"}}}""");

    [Fact]
    public void A_member_is_written_as_it_is_written_now() => AssertSample(
        MemberSnapshot.Format,
        Folded<MemberState>(GrainKeys.Of(_ada), _memberFacts),
        """{"schema":2,"state":{"id":87,"version":6,"registered":true,"handle":"ada","name":"Ada L.","bio":"B","locale":"en","skills":[],"joinedAt":"2026-03-01T12:00:00+00:00","invitedBy":88,"edits":2,"endorsements":[{"skill":"c#","by":89,"at":"2026-03-01T12:04:00+00:00"}]}}""");

    [Fact]
    public void What_a_member_follows_is_written_as_it_is_written_now() => AssertSample(
        FollowingSnapshot.Format,
        Folded<FollowingState>(GrainKeys.FollowingOf(_ada), _followingFacts),
        """{"schema":1,"state":{"member":87,"version":9,"followed":[{"source":"s:c#","at":"2026-03-01T12:01:00+00:00"}],"left":[{"source":"q:12","at":"2026-03-01T12:03:00+00:00"}],"muted":[{"source":"s:c#","at":"2026-03-01T12:02:00+00:00"}],"blocked":[{"source":"m:88","at":"2026-03-01T12:06:00+00:00"}]}}""");

    [Fact]
    public void A_question_restored_at_any_place_goes_on_as_if_it_had_never_left_memory() => Gen.Select(QuestionLaws.AnyHistory, Gen.Double.Unit).Sample(
        (history, place) => AssertGoesOn(QuestionSnapshot.Format, QuestionHistory.Stream, [.. history.Recorded], place),
        iter: 500);

    [Fact]
    public void An_account_restored_at_any_place_goes_on_as_if_it_had_never_left_memory() =>
        AssertGoesOnFromAnywhere(AccountSnapshot.Format, GrainKeys.AccountOf(_ada), _accountFacts);

    [Fact]
    public void A_member_restored_at_any_place_goes_on_as_if_they_had_never_left_memory() =>
        AssertGoesOnFromAnywhere(MemberSnapshot.Format, GrainKeys.Of(_ada), _memberFacts);

    [Fact]
    public void What_a_member_follows_restored_at_any_place_goes_on_as_if_it_had_never_left_memory() =>
        AssertGoesOnFromAnywhere(FollowingSnapshot.Format, GrainKeys.FollowingOf(_ada), _followingFacts);

    [Fact]
    public void What_has_another_number_is_not_read()
    {
        Assert.Null(AccountSnapshot.Format.Read("""{"schema":0,"state":{"member":87}}"""u8));
        Assert.Null(AccountSnapshot.Format.Read("""{"schema":9,"state":[]}"""u8));
        Assert.Null(AccountSnapshot.Format.Read("{}"u8));
    }

    [Fact]
    public void Every_grain_class_has_a_name_of_its_own_for_its_snapshots_D2()
    {
        string[] names =
        [
            .. typeof(SnapshotBytes).Assembly.GetTypes()
                .SelectMany(static type => type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
                .Where(static field => field.FieldType is { IsGenericType: true } type && type.GetGenericTypeDefinition() == typeof(SnapshotFormat<>))
                .Select(static field => (string)field.FieldType.GetProperty(nameof(SnapshotFormat<AccountState>.Name))!.GetValue(field.GetValue(null))!),
        ];

        Assert.Equal(["snapshot-account", "snapshot-following", "snapshot-member", "snapshot-question"], names.Order(StringComparer.Ordinal));
    }

    // Random orders of the samples: folds take facts as they come.
    private static void AssertGoesOnFromAnywhere<TState>(SnapshotFormat<TState> format, string stream, Fact[] facts)
        where TState : class, IAggregateState<TState> =>
        Gen.Select(Gen.Int[0, facts.Length - 1].Select(i => facts[i]).Array[0, 40], Gen.Double.Unit).Sample(
            (drawn, place) => AssertGoesOn(format, stream, Recorded(stream, [facts[0], .. drawn]), place),
            iter: 500);

    private static void AssertGoesOn<TState>(SnapshotFormat<TState> format, string stream, (TimedFact Fact, Occurrence At)[] history, double place)
        where TState : class, IAggregateState<TState>
    {
        var cut = (int)(place * history.Length);
        var restored = format.Read(format.Write(Fold(TState.Initial(stream), history[..cut])));
        Assert.NotNull(restored);
        Assert.Equivalent(Fold(TState.Initial(stream), history), Fold(restored, history[cut..]), strict: true);
    }

    private static void AssertSample<TState>(SnapshotFormat<TState> format, TState state, string sample)
        where TState : class
    {
        Assert.Equal(sample, Encoding.UTF8.GetString(format.Write(state)));
        Assert.Equivalent(state, format.Read(Encoding.UTF8.GetBytes(sample)), strict: true);
    }

    private static TState Folded<TState>(string stream, params Fact[] facts)
        where TState : class, IAggregateState<TState> => Fold(TState.Initial(stream), Recorded(stream, facts));

    private static (TimedFact Fact, Occurrence At)[] Recorded(string stream, Fact[] facts) =>
    [
        .. facts.Select((fact, i) => (new TimedFact(fact, _at.AddMinutes(i), _ada), new Occurrence(stream, i + 1, _at.AddMinutes(i), _ada))),
    ];

    private static TState Fold<TState>(TState state, (TimedFact Fact, Occurrence At)[] facts)
        where TState : class, IAggregateState<TState> => facts.Aggregate(state, static (s, fact) => s.Apply(fact.Fact.Fact, fact.At));
}
