using Skiller.Contracts;
using Skiller.Contracts.Members;
using Skiller.Contracts.Skills;
using Skiller.Grains.Activity;
using Skiller.Grains.Members;
using Skiller.Tests.Unit.Invitations;
using Xunit;
using static Skiller.Tests.Unit.Invitations.Community;

namespace Skiller.Tests.Unit.Members;

/// <summary>Profiles and endorsements: every refusal by name, right facts when due, none when repeated.</summary>
public sealed class MemberTests
{
    private static readonly MemberId _bob = new(2);
    private static readonly MemberId _nobody = new(77);
    private static readonly SkillSlug _skill = SkillSlug.Parse("c#");
    private readonly Community _community = Founded();

    public MemberTests() => Assert.Null(_community.Join(_community.Invited(Administrator), _bob, "bob@example.org", "bob").Refusal);

    [Fact]
    public void Only_what_differs_is_in_the_fact()
    {
        var edited = Edit(_bob, Fields(_bob) with { Name = " Bob B. ", Headline = "", Bio = "Hello", Locale = Locale.En, Skills = [_skill] });

        Assert.Equal([new ProfileEdited("Bob B.", null, "Hello", null, null)], edited.Facts.Select(static f => f.Fact));
        Assert.Equal(("Bob B.", "Hello", 2), (edited.Receipt?.Name, edited.Receipt?.Bio, edited.Receipt?.Version));
    }

    [Fact]
    public void An_empty_text_clears_and_null_leaves()
    {
        Edit(_bob, Fields(_bob) with { Headline = "H", Bio = "B" });
        var edited = Edit(_bob, Fields(_bob) with { Headline = "" });

        Assert.Equal([new ProfileEdited(null, "", null, null, null)], edited.Facts.Select(static f => f.Fact));
        Assert.Equal((null, "B"), (_community.Member(_bob).Headline, _community.Member(_bob).Bio));
    }

    [Fact]
    public void The_same_edit_again_is_no_fact()
    {
        var fields = Fields(_bob) with { Name = "Bob", Headline = "H", Skills = [SkillSlug.Parse("go"), _skill], Locale = Locale.Fr };

        Assert.Single(Edit(_bob, fields).Facts);
        Assert.Empty(Edit(_bob, fields).Facts);
        Assert.Equal(1, _community.Member(_bob).Edits);
    }

    [Fact]
    public void The_receipt_of_an_edit_is_the_profile_that_is_read_afterwards()
    {
        var edited = Edit(_bob, Fields(_bob) with { Name = "Bob", Skills = [] });

        Assert.Equivalent(MemberProfiles.Of(_community.Member(_bob)), edited.Receipt, strict: true);
    }

    [Fact]
    public void An_administrator_edits_any_profile_and_a_member_only_their_own()
    {
        Assert.Null(Edit(_bob, Fields(Administrator) with { Name = "B" }).Refusal);
        Assert.Equal(RefusalCode.NotAllowed, Edit(Administrator, Fields(_bob) with { Name = "A" }).Refusal?.Code);
    }

    [Fact]
    public void A_name_cannot_be_cleared() =>
        Assert.Equal([("name", "no-words")], Edit(_bob, Fields(_bob) with { Name = " " }).Refusal?.Errors.Select(static e => (e.Field, e.Rule)));

    [Fact]
    public void Nobody_is_not_found()
    {
        Assert.Equal(RefusalCode.NotFound, Edit(_nobody, Fields(_bob)).Refusal?.Code);
        Assert.Equal(RefusalCode.NotFound, Endorse(_nobody, _bob).Refusal?.Code);
        Assert.Equal(RefusalCode.NotFound, Withdraw(_nobody, _bob).Refusal?.Code);
        Assert.Equal(RefusalCode.NotFound, MemberProfiles.View(_community.Member(_nobody)).Refusal?.Code);
    }

    [Fact]
    public void The_suspended_only_read()
    {
        var suspended = _community.As(_bob) with { SuspendedUntil = _community.Now.AddDays(1) };

        Assert.Equal(RefusalCode.Suspended, Edit(_bob, Fields(_bob) with { Actor = suspended }).Refusal?.Code);
        Assert.Equal(RefusalCode.Suspended, Endorse(Administrator, suspended).Refusal?.Code);
        Assert.Equal(RefusalCode.Suspended, Withdraw(Administrator, suspended).Refusal?.Code);
    }

    [Fact]
    public void Endorsing_counts_once_and_the_same_again_is_no_fact()
    {
        Assert.Equal([new SkillEndorsed(_bob, _skill, "Good", false)], Endorse(Administrator, _bob, "Good").Facts.Select(static f => f.Fact));
        Assert.Empty(Endorse(Administrator, _bob, " Good ").Facts);
        Assert.Equal([new SkillEndorsements(_skill, 1)], MemberProfiles.Of(_community.Member(Administrator)).Endorsements);
    }

    [Fact]
    public void What_a_peer_says_has_the_time_at_which_they_said_it_last_and_an_answer_does_not_move_it()
    {
        var said = Endorse(Administrator, _bob, "Good").Facts[0].At;
        _community.OnMember(Administrator, state => AnsweringEndorsement.Decide(
            state, new AnswerEndorsement(_community.As(Administrator), _bob, _skill, false), _community.Now));
        Assert.Equal(said, Shown());

        var again = Endorse(Administrator, _bob, "Better").Facts[0].At;
        Assert.NotEqual(said, again);
        Assert.Equal(again, Shown());

        DateTimeOffset? Shown() => MemberProfiles.Endorsements(_community.Member(Administrator), Administrator, new PageRequest(null, 9)).Value?.Items[0].At;
    }

    [Fact]
    public void Everybody_sees_of_each_skill_the_newest_that_were_accepted_and_no_more_than_are_shown()
    {
        var peers = Enumerable.Range(200, Limits.VouchersShown + 2).Select(static i => new MemberId(i)).ToArray();
        foreach (var peer in peers)
        {
            _community.Now = _community.Now.AddMinutes(1);
            Endorse(Administrator, peer, $"By {peer.Value}");
        }

        foreach (var peer in peers[..^1])
        {
            _community.OnMember(Administrator, state => AnsweringEndorsement.Decide(
                state, new AnswerEndorsement(_community.As(Administrator), peer, _skill, Hide: false), _community.Now));
        }

        var shown = MemberProfiles.Vouchers(_community.Member(Administrator), [SkillSlug.Parse("nobodys"), _skill]).Value!.Items;
        Assert.Equal(peers[1..^1].Reverse(), shown.Select(static said => said.By));
        Assert.Empty(MemberProfiles.Vouchers(_community.Member(Administrator), []).Value!.Items);
    }

    [Fact]
    public void Another_note_renews_and_does_not_count_again()
    {
        Endorse(Administrator, _bob, "Good");

        Assert.Equal([new SkillEndorsed(_bob, _skill, null, true)], Endorse(Administrator, _bob, " ").Facts.Select(static f => f.Fact));
        Assert.Equal([new SkillEndorsements(_skill, 1)], MemberProfiles.Of(_community.Member(Administrator)).Endorsements);
    }

    [Fact]
    public void Withdrawing_takes_back_once()
    {
        Endorse(Administrator, _bob);

        Assert.Equal([new EndorsementWithdrawn(_bob, _skill)], Withdraw(Administrator, _bob).Facts.Select(static f => f.Fact));
        Assert.Empty(Withdraw(Administrator, _bob).Facts);
        Assert.Empty(MemberProfiles.Of(_community.Member(Administrator)).Endorsements);
    }

    [Fact]
    public void Nobody_endorses_their_own_skill() => Assert.Equal(RefusalCode.OwnSkill, Endorse(_bob, _bob).Refusal?.Code);

    [Fact]
    public void A_note_has_at_most_500_characters_and_a_skill_its_grammar()
    {
        Assert.Null(Endorse(_bob, Administrator, string.Concat(Enumerable.Repeat("😀", 500))).Refusal);
        var refusal = _community.OnMember(
            _bob, state => EndorsingSkill.Decide(state, new EndorseSkill(_community.As(Administrator), default, new string('x', 501)), isUsed: false, Noon)).Refusal;

        Assert.Equal([("note", "too-long"), ("slug", "not-a-skill")], refusal?.Errors.Select(static e => (e.Field, e.Rule)));
    }

    [Fact]
    public void Endorsements_are_bounded_and_those_that_are_there_can_still_be_renewed()
    {
        var state = _community.Member(_bob);
        for (var i = 0; i < Limits.EndorsementsPerMember; i++)
        {
            state = state.Apply(new SkillEndorsed(new MemberId(1_000 + i), _skill, null, false), new Occurrence("m:2", state.Version + 1, Noon, null));
        }

        Decision<Done> Decide(long by) =>
            EndorsingSkill.Decide(state, new EndorseSkill(new Actor(new MemberId(by), Role.Member, null), _skill, "New"), isUsed: true, Noon);

        Assert.Equal(RefusalCode.Full, Decide(1).Refusal?.Code);
        Assert.Single(Decide(1_000).Facts);
    }

    [Fact]
    public void One_peer_vouches_for_20_skills_of_a_member_and_for_another_in_place_of_one_that_is_taken_back()
    {
        for (var i = 0; i < 20; i++)
        {
            Assert.Single(OfSkill(Administrator, _bob, $"skill-{i}").Facts);
        }

        Assert.Equal(RefusalCode.Full, OfSkill(Administrator, _bob, "skill-20").Refusal?.Code);
        Assert.Empty(OfSkill(Administrator, _bob, "skill-0").Facts);
        Assert.Single(OfSkill(Administrator, new MemberId(1_000), "skill-20").Facts);
        _community.OnMember(Administrator, state => WithdrawingEndorsement.Decide(
            state, new WithdrawEndorsement(_community.As(_bob), SkillSlug.Parse("skill-0")), isUsed: true, _community.Now));
        Assert.Single(OfSkill(Administrator, _bob, "skill-20").Facts);
    }

    [Fact]
    public void A_skill_that_nobody_has_used_is_not_there_to_be_vouched_for()
    {
        Assert.Equal(RefusalCode.NotFound, OfSkill(Administrator, _bob, "never-used", isUsed: false).Refusal?.Code);
        Assert.Equal(RefusalCode.OwnSkill, OfSkill(_bob, _bob, "never-used", isUsed: false).Refusal?.Code);
        Assert.Equal(RefusalCode.NotFound, _community.OnMember(Administrator, state => WithdrawingEndorsement.Decide(
            state, new WithdrawEndorsement(_community.As(_bob), _skill), isUsed: false, _community.Now)).Refusal?.Code);
    }

    [Fact]
    public void An_imported_member_has_the_time_and_the_name_of_old_and_no_account()
    {
        Assert.Single(_community.Import(_nobody, "old", "N\0ame\u202E", "<p>Bio").Facts);

        var state = _community.Member(_nobody);
        Assert.Equal(("old", "N\uFFFDame\u202E", Noon.AddYears(-3)), (state.Handle, state.Name, state.JoinedAt));
        Assert.False(_community.Account(_nobody).IsOpen);
        Assert.Equal(_nobody, Assert.IsType<HandleClaimed>(_community.Streams[GrainKeys.ClaimOf(HandleOf("old"))][0].Fact.Fact).Member);
    }

    [Fact]
    public void An_import_that_is_repeated_is_no_fact_and_a_handle_of_another_is_taken()
    {
        _community.Import(_nobody, "old");

        Assert.Empty(_community.Import(_nobody, "old").Facts);
        Assert.Equal(RefusalCode.HandleTaken, _community.Import(new MemberId(78), "BOB").Refusal?.Code);
        Assert.Equal(RefusalCode.HandleTaken, _community.Import(new MemberId(78), "Moderator").Refusal?.Code);
    }

    private EditProfile Fields(MemberId by) => new(_community.As(by), null, null, null, null, null);

    private Decision<MemberProfile> Edit(MemberId member, EditProfile command) =>
        _community.OnMember(member, state => EditingProfile.Decide(state, command, _community.Now));

    private Decision<Done> OfSkill(MemberId member, MemberId by, string skill, bool isUsed = true) => _community.OnMember(
        member, state => EndorsingSkill.Decide(state, new EndorseSkill(_community.As(by), SkillSlug.Parse(skill), null), isUsed, _community.Now));

    private Decision<Done> Endorse(MemberId member, MemberId by, string? note = null) => Endorse(member, _community.As(by), note);

    private Decision<Done> Endorse(MemberId member, Actor by, string? note = null) =>
        _community.OnMember(member, state => EndorsingSkill.Decide(state, new EndorseSkill(by, _skill, note), isUsed: true, _community.Now));

    private Decision<Done> Withdraw(MemberId member, MemberId by) => Withdraw(member, _community.As(by));

    private Decision<Done> Withdraw(MemberId member, Actor by) =>
        _community.OnMember(member, state => WithdrawingEndorsement.Decide(state, new WithdrawEndorsement(by, _skill), isUsed: true, _community.Now));
}
