using System.Text;
using Skiller.Contracts.Members;
using Skiller.Contracts.Notifications;
using Skiller.Contracts.Questions;
using Skiller.Contracts.Skills;
using Skiller.Contracts.Webhooks;
using Skiller.Grains.Accounts;
using Skiller.Grains.Activity;
using Skiller.Grains.Following;
using Skiller.Grains.Members;
using Skiller.Grains.Questions;
using Skiller.Grains.Webhooks;
using Xunit;

namespace Skiller.Tests.Unit.Webhooks;

/// <summary>What webhooks tell, and in which form.</summary>
public sealed class WebhookEventsTests
{
    private static readonly DateTimeOffset _noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly MemberId _member = new(5);
    private static readonly PostRef _answer = new(new AnswerId(20));
    private static readonly SkillEndorsed _endorsed = new(_member, SkillSlug.Parse("sql"), null, Renewed: false);

    [Fact]
    public void What_can_be_chosen_is_what_is_told()
    {
        Fact[] facts =
        [
            new QuestionAsked(_member, "T", "B", [], default, 0), new QuestionClosed(), new AnswerPosted(new AnswerId(20), _member, "B"),
            new AnswerAccepted(new AnswerId(20), _member, _member, []), new CommentPosted(_answer, new CommentId(30), _member, "B"), new PostEdited(_answer, null, "B", null, null),
            new PostDeleted(_answer, _member, [], []), new PostUndeleted(_answer, _member, [], 1, []), new MemberRegistered("ada", "Ada", null, null, default, [], null, Imported: false), _endorsed,
        ];
        Assert.Equal(WebhookKinds.Site, facts.Select(WebhookEvents.OfSite));
        Assert.All(facts, static fact => Assert.True(WebhookEvents.Concerns(fact)));
        Assert.Equal(WebhookKinds.Member.Order(StringComparer.Ordinal), Enum.GetValues<NotificationKind>().Select(WebhookEvents.OfMember).OfType<string>().Order(StringComparer.Ordinal));
        Assert.Null(WebhookEvents.OfMember(NotificationKind.Points));
    }

    [Fact]
    public void Votes_sessions_choices_and_renewed_words_are_nobodys_business_and_reach_no_webhook()
    {
        foreach (var fact in new Fact[]
        {
            new PostVoted(_answer, _member, new MemberId(6), 1, 0, 0, []), new SessionOpened("t", _noon), new SourceMuted(Source()), new SourceFollowed(Source()),
            new MemberBlocked(Contracts.Following.Source.Of(_member)),
        })
        {
            Assert.Null(WebhookEvents.OfSite(fact));
            Assert.False(WebhookEvents.Concerns(fact));
            Assert.DoesNotContain(ActivityRouting.WebhookTarget, ActivityRouting.TargetsOf("q:12", fact));
        }

        Assert.Null(WebhookEvents.OfSite(_endorsed with { Renewed = true }));

        // Members' own are told of a suspension by its notification, the site's are not.
        Assert.Null(WebhookEvents.OfSite(new MemberSuspended(_member, _noon, "spam")));
        Assert.True(WebhookEvents.Concerns(new MemberSuspended(_member, _noon, "spam")));
    }

    [Fact]
    public void A_webhook_hears_what_it_chose_all_if_it_chose_nothing_and_nothing_while_it_rests()
    {
        var all = new ListeningWebhook(new WebhookId(null, 1), [], IsPaused: false);
        Assert.True(all.Hears("question.asked"));
        Assert.False((all with { IsPaused = true }).Hears("question.asked"));
        Assert.False((all with { Kinds = ["answer.posted"] }).Hears("question.asked"));
        Assert.True((all with { Kinds = ["answer.posted"] }).Hears("answer.posted"));
    }

    [Fact]
    public void What_is_sent_is_thin_and_says_nothing_of_what_there_is_not()
    {
        var payload = new WebhookPayload("answer.posted", _noon, new WebhookData(77, "https://skiller.example/a/20")
        {
            Actor = new WebhookPerson("5", "ada", "Ada"),
            Question = new WebhookQuestion("12", null),
            AnswerId = "20",
        });
        Assert.Equal(
            """{"type":"answer.posted","timestamp":"2026-03-01T12:00:00+00:00","data":{"position":77,"url":"https://skiller.example/a/20","actor":{"id":"5","handle":"ada","name":"Ada"},"question":{"id":"12"},"answerId":"20"}}""",
            Encoding.UTF8.GetString(payload.Bytes()));
    }

    private static Contracts.Following.Source Source() => Contracts.Following.Source.Of(new QuestionId(12));
}
