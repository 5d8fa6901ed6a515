using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;
using Skiller.Web.Problems;
using Skiller.Web.Site;
using Skiller.Web.Site.Remembered;
using Xunit;

namespace Skiller.Tests.Unit.Web;

/// <summary>How old a copy of a page may be, and for whom.</summary>
public sealed class RememberedPagesTests : IDisposable
{
    private readonly FakeTimeProvider _clock = new();
    private readonly Health _health = new();
    private readonly RememberedPages _pages;
    private int _visits;

    public RememberedPagesTests() => _pages = new RememberedPages(_health, _clock);

    public void Dispose() => _pages.Dispose();

    [Fact]
    public async Task For_a_moment_nobody_is_asked_and_then_the_page_is_made_again()
    {
        Assert.Equal("one", await Serve("one"));
        Assert.Equal("one", await Serve("two"));
        _clock.Advance(TimeSpan.FromMilliseconds(250));
        Assert.Equal("two", await Serve("two"));
    }

    [Fact]
    public async Task While_it_is_made_again_the_others_get_the_copy_unless_it_is_old()
    {
        Assert.Equal("one", await Serve("one"));
        _clock.Advance(TimeSpan.FromMilliseconds(300));
        var slow = new TaskCompletionSource<string>();
        var first = Serve(slow.Task);
        Assert.Equal("one", await Serve("two"));

        _clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal("two", await Serve("two"));
        slow.SetResult("three");
        Assert.Equal("three", await first);
    }

    [Fact]
    public async Task What_the_page_is_made_of_decides_whether_it_is_made_again_for_a_minute()
    {
        var basis = new object();
        Assert.Equal("one", await Serve("one", basis));
        _clock.Advance(TimeSpan.FromSeconds(59));
        Assert.Equal("one", await Serve("two", basis));
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("three", await Serve("three", basis));
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("four", await Serve("four", new object()));
    }

    [Fact]
    public async Task A_page_that_cannot_be_made_now_is_shown_as_it_was_with_a_word_about_it()
    {
        await Serve("<main id=\"content\">one</main>");
        _clock.Advance(TimeSpan.FromHours(1));
        var shown = await Serve(Task.FromException<string>(new RequestRefusedException(ProblemMapping.Unavailable())));
        Assert.EndsWith("<main id=\"content\">one</main>", shown, StringComparison.Ordinal);
        Assert.StartsWith("<p class=\"read-only\" role=\"status\">", shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_pages_say_of_the_node_changes_at_once()
    {
        Assert.Equal("one", await Serve("one"));
        _health.IsReadOnly = true;
        Assert.Equal("read-only", await Serve("read-only"));
    }

    [Fact]
    public async Task A_page_whose_site_has_another_name_is_made_again_although_it_is_made_of_the_same()
    {
        var basis = new object();
        Assert.Equal("Skiller", await Serve("Skiller", basis));
        Assert.Equal("Atelier", await Serve("Atelier", basis, site: 1));
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("Atelier", await Serve("again", basis, site: 1));
    }

    [Fact]
    public async Task Looks_at_the_copy_are_told_when_the_page_is_made_again_and_one_that_goes_on_is_none()
    {
        await Serve("one");
        await Serve("one");
        await Serve("one", visits: 0);
        await Serve("one");
        _clock.Advance(TimeSpan.FromSeconds(1));
        await Serve("two", visits: 0);
        Assert.Equal(2, _visits);
    }

    private Task<string> Serve(string text, int visits) => Serve(Task.FromResult(text), visits: visits);

    private Task<string> Serve(string text, object? basis = null, long site = 0) => Serve(Task.FromResult(text), basis, site);

    private async Task<string> Serve(Task<string> making, object? basis = null, long site = 0, int visits = 1)
    {
        var http = new DefaultHttpContext { Request = { Path = "/" } };
        var remembering = new Remembering { Site = site, Visits = visits };
        var answer = await _pages.Serve(http, remembering, async () =>
        {
            var text = await making;
            _visits = remembering.Visits;
            return basis is not null && remembering.Holds(basis) ? Remembering.Kept : new Page(text);
        });
        using var body = new MemoryStream();
        http.Response.Body = body;
        await ((IResult)answer!).ExecuteAsync(http);
        return Encoding.UTF8.GetString(body.ToArray());
    }

    private sealed class Health : INodeHealth
    {
        public bool IsReadOnly { get; set; }
    }

    private sealed class Page(string text) : IPage
    {
        public int Status => StatusCodes.Status200OK;

        public Task<byte[]> Render(HttpContext http) => Task.FromResult(Encoding.UTF8.GetBytes(text));

        public Task ExecuteAsync(HttpContext httpContext) => throw new InvalidOperationException("It is sent from memory.");
    }
}
