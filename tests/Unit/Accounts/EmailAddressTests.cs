using CsCheck;
using Skiller.Grains.Accounts;
using Xunit;

namespace Skiller.Tests.Unit.Accounts;

/// <summary>What could be an address, and which spellings are one.</summary>
public sealed class EmailAddressTests
{
    [Theory]
    [InlineData(" Ada.Lovelace+x@Example.ORG ", "Ada.Lovelace+x@example.org", "ada.lovelace+x@example.org")]
    [InlineData("a@localhost", "a@localhost", "a@localhost")]
    [InlineData("zoe\u0308@exa\u0308mple.fr", "zo\u00EB@ex\u00E4mple.fr", "zo\u00EB@ex\u00E4mple.fr")]
    public void An_address_is_stored_trimmed_and_composed_with_its_domain_in_lower_case(string typed, string stored, string key)
    {
        Assert.True(EmailAddress.TryParse(typed, out var address));
        Assert.Equal((stored, key), (address.Value, address.Key));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("ada")]
    [InlineData("@example.org")]
    [InlineData("ada@")]
    [InlineData("ada@nodot")]
    [InlineData("a@b@example.org")]
    [InlineData("ada@example..org")]
    [InlineData("ada@.example.org")]
    [InlineData("ada@-example.org")]
    [InlineData("a da@example.org")]
    [InlineData("ada@exam\u00A0ple.org")]
    [InlineData("ada\u200B@example.org")]
    [InlineData("ada\n@example.org")]
    [InlineData("ada\0@example.org")]
    [InlineData("Ada <ada@example.org>")]
    [InlineData("ada@example.org,eve@example.org")]
    public void What_could_not_be_one_is_refused(string? typed) => Assert.False(EmailAddress.TryParse(typed, out _));

    [Fact]
    public void A_lone_surrogate_is_refused() => Assert.False(EmailAddress.TryParse("a\uD800@example.org", out _));

    [Fact]
    public void An_address_has_at_most_254_characters()
    {
        var domain = string.Join('.', Enumerable.Repeat(new string('d', 49), 5));

        Assert.Equal(249, domain.Length);
        Assert.True(EmailAddress.TryParse($"abcd@{domain}", out _));
        Assert.False(EmailAddress.TryParse($"abcde@{domain}", out _));
    }

    [Theory]
    [InlineData("a@example.org", true)]
    [InlineData("a@EXAMPLE.com", true)]
    [InlineData("a@load.example.net", true)]
    [InlineData("a@some.test", true)]
    [InlineData("a@x.invalid", true)]
    [InlineData("a@localhost", true)]
    [InlineData("a@myexample.org", false)]
    [InlineData("a@example.fr", false)]
    [InlineData("a@contest.org", false)]
    public void Reserved_domains_are_those_of_RFC_2606(string typed, bool isReserved)
    {
        Assert.True(EmailAddress.TryParse(typed, out var address));
        Assert.Equal(isReserved, address.IsReserved);
        Assert.Equal(isReserved, new SimulationOptions { Allowed = true }.Covers(typed));
        Assert.False(new SimulationOptions().Covers(typed));
        Assert.Equal(isReserved, new SimulationOptions { Allowed = true }.Silences(typed));
        Assert.False(new SimulationOptions { Allowed = true, CapturesMails = true }.Silences(typed));
    }

    [Fact]
    public void What_is_stored_is_an_address_and_stays_as_it_is() => Gen.String.Sample(static local =>
    {
        if (EmailAddress.TryParse($"{local}@Example.org", out var address))
        {
            Assert.True(EmailAddress.TryParse(address.Value, out var again));
            Assert.Equal(address, again);
        }
    });
}
