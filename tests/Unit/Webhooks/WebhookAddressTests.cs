using System.Net;
using Skiller.Contracts;
using Skiller.Grains.Webhooks;
using Xunit;

namespace Skiller.Tests.Unit.Webhooks;

/// <summary>Nothing that somebody types leads a webhook inside (RELIABILITY.md P10).</summary>
public sealed class WebhookAddressTests
{
    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("0.1.2.3")]
    [InlineData("10.0.0.1")]
    [InlineData("100.64.0.1")]
    [InlineData("100.127.255.255")]
    [InlineData("127.0.0.1")]
    [InlineData("127.255.255.254")]
    [InlineData("169.254.169.254")]
    [InlineData("172.16.0.1")]
    [InlineData("172.31.255.255")]
    [InlineData("192.0.0.8")]
    [InlineData("192.168.1.1")]
    [InlineData("198.18.0.1")]
    [InlineData("203.0.113.7")]
    [InlineData("224.0.0.1")]
    [InlineData("239.255.255.250")]
    [InlineData("240.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("::")]
    [InlineData("::1")]
    [InlineData("::127.0.0.1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("::ffff:10.1.2.3")]
    [InlineData("64:ff9b::7f00:1")]
    [InlineData("64:ff9b::a9fe:a9fe")]
    [InlineData("64:ff9b:1::1")]
    [InlineData("2001::1")]
    [InlineData("2001:db8::1")]
    [InlineData("2002:7f00:1::1")]
    [InlineData("fc00::1")]
    [InlineData("fd12:3456::1")]
    [InlineData("fe80::1")]
    [InlineData("fe80::1%2")]
    [InlineData("fec0::1")]
    [InlineData("ff02::1")]
    public void An_address_that_is_nobodys_on_the_internet_is_refused(string address) => Assert.False(PublicAddresses.Has(IPAddress.Parse(address)));

    [Theory]
    [InlineData("1.1.1.1")]
    [InlineData("100.63.255.255")]
    [InlineData("100.128.0.1")]
    [InlineData("172.15.255.255")]
    [InlineData("172.32.0.1")]
    [InlineData("192.167.255.255")]
    [InlineData("223.255.255.254")]
    [InlineData("::ffff:1.1.1.1")]
    [InlineData("64:ff9b::101:101")]
    [InlineData("2606:4700:4700::1111")]
    [InlineData("2a00:1450:4007::1")]
    public void An_address_of_the_internet_is_taken(string address) => Assert.True(PublicAddresses.Has(IPAddress.Parse(address)));

    [Theory]
    [InlineData("https://127.0.0.1/", "private-address")]
    [InlineData("https://127.1/", "private-address")]
    [InlineData("https://2130706433/", "private-address")]
    [InlineData("https://0x7f000001/", "private-address")]
    [InlineData("https://0x7f.1/", "private-address")]
    [InlineData("https://0177.0.0.1/", "private-address")]
    [InlineData("https://017700000001/", "private-address")]
    [InlineData("https://0/", "private-address")]
    [InlineData("https://[::1]/", "private-address")]
    [InlineData("https://[::ffff:127.0.0.1]/", "private-address")]
    [InlineData("https://[::ffff:7f00:1]:8443/", "private-address")]
    [InlineData("https://１２７.０.０.１/", "private-address")]
    [InlineData("https://localhost/", "private-address")]
    [InlineData("https://LOCALHOST./", "private-address")]
    [InlineData("https://a.localhost/", "private-address")]
    [InlineData("https://169.254.169.254/latest/meta-data", "private-address")]
    [InlineData("http://example.org/", "not-https")]
    [InlineData("ftp://example.org/", "not-a-url")]
    [InlineData("file:///etc/passwd", "not-a-url")]
    [InlineData("gopher://example.org/", "not-a-url")]
    [InlineData("https://ada:secret@example.org/", "not-a-url")]
    [InlineData("//example.org/", "not-a-url")]
    [InlineData("example.org", "not-a-url")]
    [InlineData("https://", "not-a-url")]
    [InlineData("", "not-a-url")]
    public void What_leads_inside_is_refused_however_it_is_spelt(string typed, string rule)
    {
        Assert.False(WebhookUrl.TryParse(typed, allowPrivate: false, out _, out var fault));
        Assert.Equal(rule, fault);
    }

    [Fact]
    public void An_address_with_a_name_is_taken_and_one_that_is_too_long_is_not()
    {
        Assert.True(WebhookUrl.TryParse("https://hooks.example.org:8443/a?b=c", allowPrivate: false, out var url, out _));
        Assert.Equal("hooks.example.org", url.Host);
        Assert.False(WebhookUrl.TryParse("https://example.org/" + new string('a', Limits.WebhookUrlMax), allowPrivate: true, out _, out var fault));
        Assert.Equal("too-long", fault);
    }

    [Fact]
    public void Where_settings_allow_it_a_webhook_may_lead_inside_and_go_without_TLS_and_still_nowhere_else()
    {
        Assert.True(WebhookUrl.TryParse("http://127.0.0.1:8080/", allowPrivate: true, out _, out _));
        Assert.False(WebhookUrl.TryParse("ftp://127.0.0.1/", allowPrivate: true, out _, out _));
    }
}
