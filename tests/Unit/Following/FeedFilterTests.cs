using System.Collections.Immutable;
using CsCheck;
using Skiller.Contracts.Following;
using Skiller.Contracts.Members;
using Skiller.Contracts.Questions;
using Skiller.Contracts.Skills;
using Skiller.Grains.Following;
using Xunit;

namespace Skiller.Tests.Unit.Following;

/// <summary>What of their feed a member sees, who has muted and blocked.</summary>
public sealed class FeedFilterTests
{
    private static readonly DateTimeOffset _noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly MemberId _me = new(5);
    private static readonly MemberId _asker = new(6);
    private static readonly MemberId _answerer = new(7);
    private static readonly SkillSlug _sql = SkillSlug.Parse("sql");
    private static readonly QuestionSummary _question = new(
        new QuestionId(12), "How is it done?", [_sql, SkillSlug.Parse("c#")], default, _asker, _noon, _noon, 0, 1, false, 0, QuestionStatus.Open);

    private static readonly ImmutableArray<FeedAct> _acts =
    [
        Act(FeedActKind.Accepted, _asker, _answerer, 4), Act(FeedActKind.Answered, _answerer, _answerer, 3), Act(FeedActKind.Answered, _me, _me, 2),
        Act(FeedActKind.Asked, _asker, _asker, 1),
    ];

    private static readonly Source[] _sources = [Source.Of(_question.Id), Source.Of(_sql), Source.Of(SkillSlug.Parse("c#")), Source.Of(_asker), Source.Of(_answerer)];

    private static readonly Gen<SilencedSources> _silences = Gen.Select(
        Gen.Int[0, 2].Array[0, 3], Gen.Int[6, 8].Array[0, 2], static (muted, blocked) => Silenced([.. muted.Select(static one => _sources[one])], [.. blocked.Select(static one => new MemberId(one))]));

    private static readonly Gen<CardRows> _rows = Gen.Select(
        Gen.Int[0, _sources.Length - 1].Array[1, 5],
        Gen.Select(Gen.Enum<FeedActKind>(), Gen.Int[5, 9], Gen.Int[5, 9]).Array[1, 8],
        static (reasons, acts) => new CardRows(
            [.. reasons.Distinct().Select(static one => _sources[one])],
            [.. acts.Select(static (act, i) => Act(act.Item1, new MemberId(act.Item2), new MemberId(act.Item3), 60 - i))]));

    [Fact]
    public void What_one_did_oneself_is_no_news_and_the_nearest_reason_comes_first()
    {
        var card = Card(Silenced([], []), Source.Of(_asker), Source.Of(_sql), Source.Of(_question.Id));
        Assert.NotNull(card);
        Assert.Equal([SourceKind.Question, SourceKind.Skill, SourceKind.Member], card.Reasons.Select(static reason => reason.Kind));
        Assert.Equal([4, 3, 1], card.Acts.Select(static act => act.At.Minute));
        Assert.Equal(card.Acts[0].At, card.At);
        Assert.Null(new FeedFilter(_me, Silenced([], [])).Card(_question, new CardRows([Source.Of(_sql)], [_acts[2]])));
    }

    [Fact]
    public void A_muted_skill_hides_a_question_unless_it_is_followed_itself_and_a_muted_question_is_never_shown()
    {
        var muted = Silenced([Source.Of(_sql)], []);
        Assert.Null(Card(muted, Source.Of(_sql)));
        Assert.Null(Card(muted, Source.Of(SkillSlug.Parse("c#"))));
        Assert.Null(Card(muted, Source.Of(_asker)));
        Assert.Equal([Source.Of(_question.Id)], Card(muted, Source.Of(_sql), Source.Of(_question.Id))?.Reasons);
        Assert.Null(Card(Silenced([Source.Of(_question.Id)], []), Source.Of(_question.Id), Source.Of(_asker)));
    }

    [Fact]
    public void Nothing_that_somebody_did_whom_one_has_blocked_is_shown_nor_that_something_of_theirs_was_accepted()
    {
        Assert.Equal([1], Card(Silenced([], [_answerer]), Source.Of(_sql))?.Acts.Select(static act => act.At.Minute));
        Assert.Null(Card(Silenced([], [_asker]), Source.Of(_sql)));
        Assert.Equal([3], Card(Silenced([], [_asker]), Source.Of(_question.Id))?.Acts.Select(static act => act.At.Minute));
    }

    [Fact]
    public void Who_follows_somebody_alone_sees_what_they_did_and_what_became_of_it()
    {
        Assert.Equal([4, 3], Card(Silenced([], []), Source.Of(_answerer))?.Acts.Select(static act => act.At.Minute));
        Assert.Equal([4, 1], Card(Silenced([], []), Source.Of(_asker))?.Acts.Select(static act => act.At.Minute));
        Assert.Equal([4, 3, 1], Card(Silenced([], []), Source.Of(_asker), Source.Of(_sql))?.Acts.Select(static act => act.At.Minute));
    }

    [Fact]
    public void A_question_that_is_followed_in_no_way_is_offered_unless_its_author_or_a_skill_of_it_is_silenced()
    {
        Assert.True(new FeedFilter(_me, Silenced([Source.Of(SkillSlug.Parse("orleans"))], [_answerer])).Shows(_question));
        Assert.False(new FeedFilter(_me, Silenced([], [_asker])).Shows(_question));
        Assert.False(new FeedFilter(_me, Silenced([Source.Of(_sql)], [])).Shows(_question));
        Assert.False(new FeedFilter(_me, Silenced([Source.Of(_question.Id)], [])).Shows(_question));
    }

    [Fact]
    public void Whoever_silences_more_sees_no_more_and_in_the_same_order() => Gen.Select(_silences, _silences, _rows).Sample(
        static (few, more, rows) =>
        {
            var all = Silenced([.. few.Muted, .. more.Muted], [.. few.Blocked, .. more.Blocked]);
            var (wide, narrow) = (new FeedFilter(_me, few).Card(_question, rows), new FeedFilter(_me, all).Card(_question, rows));
            Assert.True(wide is not null || narrow is null);
            Assert.Equal(narrow?.Acts ?? [], (wide?.Acts ?? []).Where((narrow?.Acts ?? []).Contains));
            Assert.Empty((narrow?.Reasons ?? []).Intersect(all.Muted));
            Assert.DoesNotContain(narrow?.Acts ?? [], act => act.Actor == _me || all.Blocked.Contains(act.Actor!.Value) || all.Blocked.Contains(act.Subject!.Value));
        },
        iter: 5_000);

    private static FeedCard? Card(SilencedSources silenced, params Source[] reasons) => new FeedFilter(_me, silenced).Card(_question, new CardRows([.. reasons], _acts));

    private static SilencedSources Silenced(ImmutableArray<Source> muted, ImmutableArray<MemberId> blocked) => new(muted, blocked);

    private static FeedAct Act(FeedActKind kind, MemberId actor, MemberId subject, int minute) => new(kind, actor, subject, null, _noon.AddMinutes(minute));
}
