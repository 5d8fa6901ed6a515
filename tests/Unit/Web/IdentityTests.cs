using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Skiller.Contracts.Members;
using Skiller.Web;
using Skiller.Web.Identity;
using Skiller.Web.Problems;
using Xunit;

namespace Skiller.Tests.Unit.Web;

public sealed class IdentityTests
{
    [Fact]
    public void A_token_is_read_back_and_tells_only_whose_account_to_ask()
    {
        var (text, token) = SessionToken.New(new MemberId(87));
        Assert.StartsWith("sk_87_", text, StringComparison.Ordinal);
        Assert.Equal(token, SessionToken.FromHeader($"Bearer {text}"));
        Assert.Equal(token, SessionToken.FromHeader($"bearer  {text} "));
        Assert.Matches("^[0-9a-f]{64}$", token.Hash);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Bearer")]
    [InlineData("Bearer ")]
    [InlineData("Basic c2tfMV8=")]
    [InlineData("Bearer sk_0_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("Bearer sk_01_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("Bearer sk_-1_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("Bearer sk_9999999999999999999_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("Bearer sk_1_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("Bearer sk_1_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA!")]
    public void What_cannot_be_a_token_is_none(string header) => Assert.Null(SessionToken.FromHeader(header));

    [Theory]
    [InlineData("password", true)]
    [InlineData("Password123", true)]
    [InlineData("motdepasse", true)]
    [InlineData("azertyuiop", true)]
    [InlineData("Soleil2024!", true)]
    [InlineData("aaaaaaaaaaaa", true)]
    [InlineData("12345678", true)]
    [InlineData("98765432", true)]
    [InlineData("skiller2026", true)]
    [InlineData("ada-lovelace", true)]
    [InlineData("!ada-lovelace99", true)]
    [InlineData("a.lovelace1815", true)]
    [InlineData("le pont neuf est vieux", false)]
    [InlineData("h7Gq-19xTz", false)]
    [InlineData("correct cheval agrafe", false)]
    public void Common_passwords_are_known_whoever_they_are_common_to(string password, bool common) =>
        Assert.Equal(common, CommonPasswords.Contains(password, "ada-lovelace", "a.lovelace"));

    [Theory]
    [InlineData("ada@example.org", true)]
    [InlineData("ada+skiller@xn--exmple-cua.example", true)]
    [InlineData("adaexample.org", false)]
    [InlineData("@example.org", false)]
    [InlineData("ada@", false)]
    [InlineData("ada@a@b.example", false)]
    [InlineData("ada @example.org", false)]
    [InlineData("ada@example..org", false)]
    [InlineData("ada@-a.example", false)]
    [InlineData("ada@example.org\r\nBcc: x@y.example", false)]
    public void An_address_is_plausible_or_not(string address, bool plausible) => Assert.Equal(plausible, EmailAddress.IsPlausible(address));

    [Theory]
    [InlineData("ada@example.org", true)]
    [InlineData("ada@sub.Example.ORG", true)]
    [InlineData("ada@load.test", true)]
    [InlineData("ada@myexample.org", false)]
    [InlineData("ada@test.org", false)]
    public void Reserved_domains_are_those_of_RFC_2606(string address, bool reserved) => Assert.Equal(reserved, EmailAddress.IsReserved(address));

    [Theory]
    [InlineData("192.0.2.7", "192.0.2.7")]
    [InlineData("::ffff:192.0.2.7", "192.0.2.7")]
    [InlineData("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64")]
    [InlineData("2001:db8:1:2:ffff::1", "2001:db8:1:2::/64")]
    public void One_subscriber_is_one_source(string address, string source) => Assert.Equal(source, SourceAddress.Of(IPAddress.Parse(address)));

    [Fact]
    public async Task A_password_is_checked_against_its_hash_and_an_old_cost_is_renewed()
    {
        using var old = new PasswordHashing(new WebOptions { PublicUrl = new Uri("http://localhost"), PasswordIterations = 1_000 });
        using var present = new PasswordHashing(new WebOptions { PublicUrl = new Uri("http://localhost"), PasswordIterations = 2_000 });
        var hash = await old.Hash("le pont neuf", CancellationToken.None);
        Assert.Equal(PasswordVerificationResult.Success, await old.Check(hash, "le pont neuf", CancellationToken.None));
        Assert.Equal(PasswordVerificationResult.SuccessRehashNeeded, await present.Check(hash, "le pont neuf", CancellationToken.None));
        Assert.Equal(PasswordVerificationResult.Failed, await present.Check(hash, "le pont vieux", CancellationToken.None));
    }

    [Fact]
    public async Task D13_A_flood_of_hashing_is_turned_away()
    {
        using var hashing = new PasswordHashing(new WebOptions { PublicUrl = new Uri("http://localhost"), PasswordIterations = 200_000 });
        var flood = Enumerable.Range(0, 22 + Environment.ProcessorCount).Select(_ => hashing.Hash("le pont neuf", CancellationToken.None)).ToList();
        var outcomes = await Task.WhenAll(flood.Select(async hash =>
        {
            try
            {
                await hash;
                return StatusCodes.Status200OK;
            }
            catch (RequestRefusedException refused)
            {
                Assert.NotNull(refused.Problem.RetryAfter);
                return refused.Problem.Status;
            }
        }));
        Assert.Contains(StatusCodes.Status429TooManyRequests, outcomes);
        Assert.InRange(outcomes.Count(o => o == StatusCodes.Status200OK), 20 + Math.Max(1, Environment.ProcessorCount - 1), outcomes.Length - 1);
    }
}
