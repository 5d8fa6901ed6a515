using Xunit;

namespace Skiller.Tests.Browser;

/// <summary>WCAG 2.1.1, 2.4.3: pages are walked from end to end. They are those that all tests write on, so nobody else acts meanwhile.</summary>
[Collection(nameof(Alone))]
public sealed class KeyboardWalkTests(Community community, Browsers browsers)
{
    [Theory]
    [InlineData("fr", 1280, false, Explicit = true)]
    [InlineData("en", 360, true)]
    public async Task Keys_lead_everywhere_the_focus_is_seen_and_the_head_is_walked_as_it_is_read(string language, int width, bool isDark)
    {
        var told = await community.Tell();
        await using var reader = await browsers.Open(community.Address, new Seen(language, width, isDark));
        await reader.ActAs(community.Admin);
        foreach (var path in new[]
        {
            "/questions", $"/questions/{told.Question}", "/ask", "/skills", "/skills/maintenance", "/skills/maintenance/edit", "/members", $"/members/{told.Helper.Handle}",
            "/search", "/settings", "/settings/security", "/settings/sharing", "/invitations", "/administration/members", $"/administration/members/{told.Helper.Handle}", "/administration/texts/charter/en",
        })
        {
            await reader.Visit(path);
            var stops = await new Keyboard(reader.Page).WalkThrough();
            var head = stops.Where(static stop => stop.IsInHead).ToList();
            Assert.NotEmpty(head);
            Assert.Equal(head.OrderBy(static stop => Math.Round(stop.Middle / 16)).ThenBy(static stop => stop.Left).Select(static stop => stop.Name), head.Select(static stop => stop.Name));
        }
    }
}
