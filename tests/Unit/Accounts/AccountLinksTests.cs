using Skiller.Contracts;
using Skiller.Contracts.Accounts;
using Skiller.Contracts.Members;
using Skiller.Grains.Accounts;
using Skiller.Tests.Unit.Invitations;
using Xunit;
using static Skiller.Tests.Unit.Invitations.Community;

namespace Skiller.Tests.Unit.Accounts;

/// <summary>Links in mails: a new password, a proved address. The newest, once, in time, for this account and this purpose, and nothing else (A11).</summary>
public sealed class AccountLinksTests
{
    private static readonly byte[] _secret = new byte[32];
    private readonly Community _community = Founded();

    private AccountState Ada => _community.Account(Administrator);

    [Fact]
    public void A_link_sets_a_new_password_once_and_ends_all_sessions()
    {
        _community.SignIn(Administrator, "here");
        _community.SignIn(Administrator, "there");
        Ask();
        var due = Due(Ada);

        Assert.Null(Reset(due).Refusal);
        Assert.Equal(("new hash", 0), (Ada.PasswordHash, Ada.Sessions.Length));
        Assert.Equal(RefusalCode.InvalidLink, Reset(due).Refusal?.Code);
    }

    [Fact]
    public void Only_the_newest_link_is_good()
    {
        Ask();
        var first = Due(Ada);
        Ask();

        Assert.Equal(RefusalCode.InvalidLink, Reset(first).Refusal?.Code);
        Assert.Null(Reset(Due(Ada)).Refusal);
    }

    [Fact]
    public void A_link_is_good_for_half_an_hour_to_the_tick()
    {
        Ask();
        var (due, askedAt) = (Due(Ada), Ada.Reset!.At);

        Assert.Null(ResettingPassword.Obstacle(Ada, due, due, askedAt.AddMinutes(30).AddTicks(-1)));
        Assert.Equal(RefusalCode.InvalidLink, ResettingPassword.Obstacle(Ada, due, due, askedAt.AddMinutes(30)));
    }

    [Fact]
    public void What_is_cut_or_in_another_case_or_for_another_purpose_member_version_or_time_is_no_link()
    {
        Ask();
        var due = Due(Ada);
        var (version, at) = (Ada.Reset!.Version, Ada.Reset.At);
        string[] wrong =
        [
            "", due[..^1], due + "A", due.ToUpperInvariant(), due.ToLowerInvariant(),
            AccountLinks.Derive(_secret, LinkPurpose.ConfirmAddress, Administrator, version, at),
            AccountLinks.Derive(_secret, LinkPurpose.ResetPassword, new MemberId(2), version, at),
            AccountLinks.Derive(_secret, LinkPurpose.ResetPassword, Administrator, version + 1, at),
            AccountLinks.Derive(_secret, LinkPurpose.ResetPassword, Administrator, version, at.AddTicks(10)),
            AccountLinks.Derive([.. _secret[..^1], 1], LinkPurpose.ResetPassword, Administrator, version, at),
        ];
        Assert.All(wrong, token => Assert.Equal(RefusalCode.InvalidLink, Reset(token).Refusal?.Code));
        Assert.Equal(RefusalCode.InvalidLink, ResettingPassword.Obstacle(Ada, due, null, _community.Now));
    }

    [Fact]
    public void A_changed_password_ends_all_other_sessions_and_the_link()
    {
        _community.SignIn(Administrator, "here");
        _community.SignIn(Administrator, "there");
        Ask();
        var due = Due(Ada);
        _community.OnAccount(Administrator, state => ChangingPassword.Decide(state, new ChangePassword("changed", "here"), _community.Now));

        Assert.Equal(["here"], Ada.Sessions.Select(static session => session.TokenHash));
        Assert.Equal("changed", Ada.PasswordHash);
        Assert.Equal(RefusalCode.InvalidLink, Reset(due).Refusal?.Code);
    }

    [Fact]
    public void The_first_link_confirms_the_address_that_somebody_joined_with_and_once_more_changes_nothing()
    {
        Assert.False(Ada.IsConfirmed);

        Assert.Equal([new AddressConfirmed()], Confirm(DueProof(Ada)).Facts.Select(static f => f.Fact));
        Assert.True(Ada.IsConfirmed);
        Assert.Empty(Confirm(DueProof(Ada)).Facts);
    }

    [Fact]
    public void Another_address_becomes_the_accounts_once_it_is_proved_and_the_old_one_is_free_for_others()
    {
        Assert.Null(AskAddress("Ada@Elsewhere.org").Refusal);
        Assert.Equal(FirstEmail, Ada.Email);
        Ask();
        var reset = Due(Ada);

        Assert.Null(Confirm(DueProof(Ada)).Refusal);

        Assert.Equal(("Ada@elsewhere.org", true), (Ada.Email, Ada.IsConfirmed));
        Assert.Equal((Administrator, (MemberId?)null), (_community.AddressOf("ada@elsewhere.org").Owner, _community.AddressOf(FirstEmail).Owner));
        Assert.Equal(RefusalCode.InvalidLink, Reset(reset).Refusal?.Code);
        Assert.Null(_community.Join(_community.Invited(Administrator), new MemberId(2), FirstEmail, "other").Refusal);
        Assert.Equal(new MemberId(2), _community.AddressOf(FirstEmail).Owner);
    }

    [Fact]
    public void An_address_that_became_somebody_elses_meanwhile_is_not_taken_from_them()
    {
        AskAddress("wanted@elsewhere.org");
        _community.Join(_community.Invited(Administrator), new MemberId(2), "wanted@elsewhere.org", "other");

        Assert.Equal(RefusalCode.InvalidLink, Confirm(DueProof(Ada)).Refusal?.Code);
        Assert.Equal((FirstEmail, new MemberId(2)), (Ada.Email, _community.AddressOf("wanted@elsewhere.org").Owner));
    }

    [Fact]
    public void Another_spelling_of_ones_own_address_moves_no_claim()
    {
        AskAddress("ADA@example.org");

        Assert.Empty(Confirm(DueProof(Ada)).Sides);
        Assert.Equal("ADA@example.org", Ada.Email);
    }

    [Fact]
    public void A_proof_is_good_for_seven_days_and_the_newest_alone()
    {
        AskAddress("one@elsewhere.org");
        var first = DueProof(Ada);
        AskAddress("two@elsewhere.org");
        Assert.Equal(RefusalCode.InvalidLink, Confirm(first).Refusal?.Code);

        _community.Now = Ada.Proof!.At.AddDays(7);
        Assert.Equal(RefusalCode.InvalidLink, Confirm(DueProof(Ada)).Refusal?.Code);
        Assert.Equal(RefusalCode.Invalid, AskAddress("no address").Refusal?.Code);
    }

    private void Ask() => Assert.Null(_community.OnAccount(Administrator, state => ResettingPassword.Ask(state, _community.Now)).Refusal);

    private Grains.Activity.Decision<Done> AskAddress(string email) =>
        _community.OnAccount(Administrator, state => ChangingAddress.Ask(state, email, _community.Now));

    private Grains.Activity.Decision<Done> Reset(string token) => _community.OnAccount(
        Administrator,
        state => ResettingPassword.Decide(state, new ResetPassword(token, "new hash"), state.Reset is null ? null : Due(state), _community.Now));

    private Grains.Activity.Decision<Done> Confirm(string token) => _community.OnAccount(
        Administrator,
        state => ChangingAddress.Decide(
            state, token, DueProof(state), _community.AddressOf(state.Proof!.Email!), _community.AddressOf(state.Email!), _community.Now));

    private static string Due(AccountState state) =>
        AccountLinks.Derive(_secret, LinkPurpose.ResetPassword, state.Member, state.Reset!.Version, state.Reset.At);

    private static string DueProof(AccountState state) =>
        AccountLinks.Derive(_secret, LinkPurpose.ConfirmAddress, state.Member, state.Proof!.Version, state.Proof.At);
}
