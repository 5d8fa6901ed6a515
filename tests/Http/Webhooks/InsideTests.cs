using Skiller.Tests.Http.Sites;
using Xunit;

namespace Skiller.Tests.Http.Webhooks;

/// <summary>A site as it is set up leads no webhook inside (RELIABILITY.md P10).</summary>
public sealed class InsideTests(SqliteSite site)
{
    [Theory]
    [InlineData("https://127.0.0.1:5081/operations/drain")]
    [InlineData("https://[::1]/")]
    [InlineData("https://[::ffff:169.254.169.254]/latest/meta-data")]
    [InlineData("https://2130706433/")]
    [InlineData("https://0177.1/")]
    [InlineData("https://localhost/")]
    [InlineData("http://hooks.example.org/")]
    [InlineData("file:///etc/passwd")]
    public async Task An_address_inside_is_refused_when_a_webhook_is_made_or_changed(string url)
    {
        var member = await site.Member("inside");
        (await site.Send("POST", "/webhooks", new { url }, member)).ExpectFaults("url");
        Assert.Empty((await site.Send("GET", "/webhooks", by: member)).Expect(200).Items());
    }
}
