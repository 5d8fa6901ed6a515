using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;
using Skiller.Contracts;
using Skiller.Web.Pulse;
using Xunit;

namespace Skiller.Tests.Unit.Pulse;

/// <summary>What a front counts: pages that people look at, and who did on a day, of which nothing is kept.</summary>
public sealed class PageViewsTests
{
    private const string Browser = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 3, 18, 23, 59, 0, TimeSpan.Zero));
    private readonly PageViews _views;

    public PageViewsTests() => _views = new PageViews(_clock);

    [Fact]
    public void Each_page_is_a_view_and_each_address_with_a_browser_one_visit()
    {
        Look("10.0.0.1", Browser);
        Look("10.0.0.1", Browser);
        Look("10.0.0.2", Browser);
        Look("10.0.0.2", Browser + " Other");
        var counted = Assert.Single(_views.Counted());
        Assert.Equal((new DateOnly(2026, 3, 18), 4L, 3L, false), (counted.Day, counted.Views, counted.Visits, counted.AreVisitsAtLeast));
    }

    [Theory]
    [InlineData("")]
    [InlineData("Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)")]
    [InlineData("curl/8.14.1")]
    [InlineData("python-requests/2.32")]
    public void Robots_do_not_count(string agent)
    {
        Look("10.0.0.1", agent);
        Assert.Equal(0, Assert.Single(_views.Counted()).Views);
    }

    [Fact]
    public void Parts_of_pages_and_what_nobody_looks_at_yet_do_not_count()
    {
        Look("10.0.0.1", Browser, http => http.Request.Headers["HX-Request"] = "true");
        Look("10.0.0.1", Browser, http => http.Request.Headers["Sec-Purpose"] = "prefetch");
        Look("10.0.0.1", Browser, http => http.Request.Method = "POST");
        Look("10.0.0.1", Browser, PageViews.Ignore);
        Assert.Equal(0, Assert.Single(_views.Counted()).Views);
    }

    [Fact]
    public void A_new_day_counts_anew_and_the_old_one_stays_until_it_is_written()
    {
        Look("10.0.0.1", Browser);
        _clock.Advance(TimeSpan.FromMinutes(2));
        Look("10.0.0.1", Browser);
        Look("10.0.0.1", Browser);

        var counted = _views.Counted();
        Assert.Equal([(18, 1L, 1L), (19, 2L, 1L)], counted.Select(static day => (day.Day.Day, day.Views, day.Visits)));
        Assert.Single(counted.Select(static day => day.Front).Distinct());

        _views.Written(counted[0]);
        Assert.Equal([19], _views.Counted().Select(static day => day.Day.Day));
    }

    [Fact]
    public void More_visitors_than_are_told_apart_are_at_least_so_many()
    {
        var day = new DayViews(new DateOnly(2026, 3, 18));
        for (var i = 0; i <= Limits.VisitsPerDay; i++)
        {
            day.Count(new IPAddress(i), Browser);
        }

        Assert.Equal((Limits.VisitsPerDay + 1L, (long)Limits.VisitsPerDay, true), day.Counted);
        day.Forget();
        day.Count(new IPAddress(1), Browser);
        Assert.Equal((Limits.VisitsPerDay + 2L, (long)Limits.VisitsPerDay, true), day.Counted);
    }

    private void Look(string address, string agent, Action<HttpContext>? with = null)
    {
        var http = new DefaultHttpContext();
        http.Request.Method = "GET";
        http.Request.Headers.UserAgent = agent;
        http.Connection.RemoteIpAddress = IPAddress.Parse(address);
        with?.Invoke(http);
        _views.Count(http);
    }
}
