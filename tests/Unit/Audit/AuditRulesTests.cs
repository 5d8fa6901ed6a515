using Skiller.Contracts;
using Skiller.Contracts.Members;
using Skiller.Contracts.Questions;
using Skiller.Contracts.Site;
using Skiller.Grains.Accounts;
using Skiller.Grains.Activity;
using Skiller.Grains.Audit;
using Skiller.Grains.Questions;
using Skiller.Grains.Site;
using Skiller.Grains.Webhooks;
using Xunit;

namespace Skiller.Tests.Unit.Audit;

/// <summary>Which facts are administrative acts, and what the trail says of them (RELIABILITY.md 4.6).</summary>
public sealed class AuditRulesTests
{
    private static readonly DateTimeOffset _at = new(2026, 11, 29, 8, 0, 0, TimeSpan.Zero);
    private static readonly MemberId _administrator = new(7);
    private static readonly MemberId _member = new(12);

    [Fact]
    public void A_suspension_says_who_whom_and_until_when_and_not_why()
    {
        var entry = Of(new MemberSuspended(_member, _at.AddDays(3), "rude in three answers"), "k:12");
        Assert.Equal(new AuditEntry(_at, "member-suspended", "m:7", "m:12", "until 2026-12-02 08:00:00Z", 44), entry);
        Assert.Contains(ActivityRouting.AuditTarget, ActivityRouting.TargetsOf("k:12", new MemberSuspended(_member, _at, null)));
    }

    [Fact]
    public void What_somebody_does_to_their_own_post_is_theirs_and_what_a_moderator_does_is_not()
    {
        var own = new PostDeleted(new PostRef(new AnswerId(9)), _administrator, [], []);
        Assert.Null(Of(own, "q:5"));
        Assert.Equal(("q:5", "answer 9"), Said(Of(own with { Author = _member, Reason = "advertising" }, "q:5")));
        Assert.Equal(("q:5", "question"), Said(Of(new PostUndeleted(new PostRef(null), _member, [], 3, []), "q:5")));
    }

    [Fact]
    public void The_sites_webhooks_are_administrative_and_a_members_own_are_not()
    {
        var made = new WebhookMade(2, "https://hooks.example/1", ["answer.posted"]);
        Assert.Equal(("webhook 2", ""), Said(Of(made, GrainKeys.WebhooksOf(null))));
        Assert.Null(Of(made, GrainKeys.WebhooksOf(_member)));
        Assert.DoesNotContain(ActivityRouting.AuditTarget, ActivityRouting.TargetsOf(GrainKeys.WebhooksOf(_member), made));
    }

    [Fact]
    public void A_role_is_noted_where_it_is_more_than_a_members()
    {
        Assert.Null(Of(new AccountOpened("a@b.example", "x", "h", Role.Member), "k:12"));
        Assert.Equal(("m:12", "administrator"), Said(Of(new AccountOpened("a@b.example", "x", "h", Role.Administrator), "k:12")));
    }

    [Fact]
    public void Sign_ins_are_noted_of_those_who_may_do_more_than_others()
    {
        Assert.Null(Of(new SessionOpened("t", _at.AddDays(30), "Firefox"), "k:12"));
        var opened = new SessionOpened("t", _at.AddDays(30), "canary", Role.Administrator);
        Assert.Equal(("m:12", "administrator"), Said(Of(opened, "k:12")));
        Assert.DoesNotContain("canary", Of(opened, "k:12")!.ToString(), StringComparison.Ordinal);
        Assert.Contains(ActivityRouting.AuditTarget, ActivityRouting.TargetsOf("k:12", opened));
    }

    [Fact]
    public void Nothing_that_somebody_wrote_and_no_address_is_in_an_entry()
    {
        Fact[] facts =
        [
            new SiteTextWritten(SiteText.Charter, Locale.Fr, "canary"), new AddressChanged("canary@b.example", "canary@a.example"), new PasswordChanged("canary", null),
            new MemberSuspended(_member, _at, "canary"), new PostDeleted(new PostRef(null), _member, [], [], "canary"), new WebhookMade(1, "https://canary.example", []),
        ];
        foreach (var fact in facts)
        {
            var entry = Of(fact, fact is WebhookMade ? GrainKeys.WebhooksOf(null) : "k:12");
            Assert.NotNull(entry);
            Assert.DoesNotContain("canary", entry.ToString(), StringComparison.Ordinal);
        }
    }

    private static AuditEntry? Of(Fact fact, string stream) => AuditRules.Of(fact, new Occurrence(stream, 3, _at, _administrator), 44);

    private static (string Subject, string Detail) Said(AuditEntry? entry) => (entry!.Subject, entry.Detail);
}
