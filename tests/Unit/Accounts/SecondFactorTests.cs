using OtpNet;
using Skiller.Contracts;
using Skiller.Contracts.Accounts;
using Skiller.Grains.Accounts;
using Skiller.Tests.Unit.Invitations;
using Xunit;
using static Skiller.Tests.Unit.Invitations.Community;

namespace Skiller.Tests.Unit.Accounts;

/// <summary>The second factor: on with a code, asked for at sign-in, each code once, recovery codes once each (A08, A09).</summary>
public sealed class SecondFactorTests
{
    private static readonly byte[] _key = [.. Enumerable.Range(0, 32).Select(static i => (byte)i)];
    private static readonly TimeSpan _step = TimeSpan.FromSeconds(30);
    private readonly Community _community = Founded();

    private AccountState Ada => _community.Account(Administrator);

    [Fact]
    public void It_is_on_once_a_code_of_it_was_given()
    {
        Assert.Equal(RefusalCode.BadCode, Enable("000000x").Refusal?.Code);
        Assert.Null(Ada.Factor);

        var codes = Enable(Code(_community.Now)).Receipt!.RecoveryCodes;
        Assert.Equal(10, codes.Distinct().Count());
        Assert.All(codes, static code => Assert.Matches("^[a-z2-7]{4}(-[a-z2-7]{4}){3}$", code));
        Assert.Equal(RefusalCode.NotAllowed, Enable(Code(_community.Now)).Refusal?.Code);
    }

    [Fact]
    public void Without_it_the_password_is_enough_and_with_it_a_code_is_asked_for()
    {
        Assert.Null(SignIn("a", null).Refusal);
        On();

        Assert.Equal(RefusalCode.SecondFactorRequired, SignIn("b", null).Refusal?.Code);
        Assert.Equal(RefusalCode.BadCode, SignIn("b", "123").Refusal?.Code);
        Assert.Null(SignIn("b", Code(_community.Now)).Refusal);
    }

    [Fact]
    public void A_code_is_good_once_and_none_before_it_is_good_after_it()
    {
        On();
        var code = Code(_community.Now);
        Assert.Null(SignIn("a", code).Refusal);

        Assert.Equal(RefusalCode.BadCode, SignIn("b", code).Refusal?.Code);
        Assert.Equal(RefusalCode.BadCode, SignIn("b", Code(_community.Now - _step)).Refusal?.Code);
        Assert.Null(SignIn("b", Code(_community.Now + _step)).Refusal);
    }

    [Theory]
    [InlineData(-2, false)]
    [InlineData(-1, true)]
    [InlineData(0, true)]
    [InlineData(1, true)]
    [InlineData(2, false)]
    public void A_code_of_one_step_to_either_side_is_good_and_of_two_is_not(int steps, bool isGood)
    {
        On();
        Assert.Equal(isGood, SignIn("a", Code(_community.Now + (steps * _step))).Refusal is null);
    }

    [Fact]
    public void A_code_of_another_account_or_another_seed_opens_nothing()
    {
        On();
        Assert.Null(SecondFactor.Match(_key, new Contracts.Members.MemberId(2), Ada.Factor!, Code(_community.Now), _community.Now));
        Assert.Equal(RefusalCode.BadCode, SignIn("a", Code(_community.Now, "other seed")).Refusal?.Code);
    }

    [Fact]
    public void A_recovery_code_opens_once_however_it_is_typed()
    {
        var codes = On();
        Assert.Null(SignIn("a", codes[3].ToUpperInvariant().Replace('-', ' ')).Refusal);
        Assert.Equal(9, Ada.Factor!.RecoveryHashes.Length);

        Assert.Equal(RefusalCode.BadCode, SignIn("b", codes[3]).Refusal?.Code);
        Assert.Null(SignIn("b", codes[4]).Refusal);
    }

    [Fact]
    public void It_goes_off_with_a_code_only_and_then_the_password_is_enough_again()
    {
        var codes = On();
        Assert.Equal(RefusalCode.BadCode, Disable("123456").Refusal?.Code);
        Assert.Null(Disable(codes[0]).Refusal);

        Assert.Null(SignIn("a", null).Refusal);
        Assert.Empty(Disable("123456").Facts);
    }

    [Fact]
    public void A_new_password_does_not_turn_it_off()
    {
        On();
        _community.OnAccount(Administrator, state => ChangingPassword.Decide(state, new ChangePassword("hash", "none"), _community.Now));
        Assert.Equal(RefusalCode.SecondFactorRequired, SignIn("a", null).Refusal?.Code);
    }

    [Theory]
    [InlineData("Skiller", "Skiller")]
    [InlineData("Les Métiers & Cie", "Les%20M%C3%A9tiers%20%26%20Cie")]
    [InlineData("Atelier: bois?secret=x", "Atelier%20bois%3Fsecret%3Dx")]
    public void An_authenticator_lists_it_under_the_name_of_the_site(string site, string issuer)
    {
        var offer = SecondFactor.OfferOf(_key, Administrator, "seed", "ada-l", site);
        Assert.Equal($"otpauth://totp/{issuer}:ada-l?secret={offer.Secret}&issuer={issuer}", offer.Address);
    }

    private System.Collections.Immutable.ImmutableArray<string> On()
    {
        var codes = Enable(Code(_community.Now)).Receipt!.RecoveryCodes;

        // The code that turned it on is used up.
        _community.Now += 3 * _step;
        return codes;
    }

    private Grains.Activity.Decision<SecondFactorReceipt> Enable(string code)
    {
        var recovery = SecondFactor.NewRecoveryCodes();
        return _community.OnAccount(Administrator, state => SettingSecondFactor.Enable(
            state,
            new EnableSecondFactor("seed", code),
            SecondFactor.StepOf(_key, Administrator, "seed", code, _community.Now),
            recovery,
            [.. recovery.Select(static c => SecondFactor.HashOf(_key, Administrator, c))],
            _community.Now));
    }

    private Grains.Activity.Decision<Done> Disable(string code) =>
        _community.OnAccount(Administrator, state => SettingSecondFactor.Disable(state, Match(state, code), _community.Now));

    private Grains.Activity.Decision<SessionReceipt> SignIn(string token, string? code) => _community.OnAccount(
        Administrator,
        state => OpeningSession.Decide(state, new OpenSession(token, null, code), Match(state, code), _community.Now));

    private FactorMatch? Match(AccountState state, string? code) =>
        state.Factor is { } factor && code is not null ? SecondFactor.Match(_key, Administrator, factor, code, _community.Now) : null;

    private static string Code(DateTimeOffset at, string seed = "seed") =>
        new Totp(Base32Encoding.ToBytes(SecondFactor.OfferOf(_key, Administrator, seed, "ada", "Skiller").Secret)).ComputeTotp(at.UtcDateTime);
}
