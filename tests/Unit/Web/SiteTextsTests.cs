using Microsoft.Extensions.Time.Testing;
using Skiller.Contracts;
using Skiller.Contracts.Site;
using Skiller.Web.Site;
using Xunit;

namespace Skiller.Tests.Unit.Web;

/// <summary>How old the site's own words may be on a page, and what they cost it.</summary>
public sealed class SiteTextsTests
{
    private readonly FakeTimeProvider _clock = new();
    private readonly SiteTexts _site;
    private Func<Task<SiteLook>> _answer = static () => Task.FromResult(Named("Atelier", 1));
    private int _asked;

    public SiteTextsTests() => _site = new SiteTexts(
        _ =>
        {
            _asked++;
            return _answer();
        },
        _clock);

    [Fact]
    public async Task Once_in_half_a_second_they_are_asked_for_however_many_pages_there_are()
    {
        Assert.Equal("Skiller", _site.Current.NameIn(Locale.Fr));
        await Refresh();
        await Refresh();
        _clock.Advance(TimeSpan.FromMilliseconds(499));
        await Refresh();
        Assert.Equal(("Atelier", 1), (_site.Current.NameIn(Locale.Fr), _asked));
        Assert.Equal("Skiller", _site.Current.NameIn(Locale.En));

        _answer = static () => Task.FromResult(Named("Fabrique", 2));
        _clock.Advance(TimeSpan.FromMilliseconds(1));
        await Refresh();
        Assert.Equal(("Fabrique", 2), (_site.Current.NameIn(Locale.Fr), _asked));
    }

    [Fact]
    public async Task Whoever_may_change_them_sees_them_as_they_are()
    {
        await Refresh();
        _answer = static () => Task.FromResult(Named("Fabrique", 2));
        await _site.Refresh(atOnce: true);
        Assert.Equal("Fabrique", _site.Current.NameIn(Locale.Fr));
    }

    [Fact]
    public async Task While_they_cannot_be_had_those_of_last_time_are_shown_and_nobody_waits_longer_than_a_moment()
    {
        await Refresh();
        var late = new TaskCompletionSource<SiteLook>();
        _answer = () => late.Task;
        _clock.Advance(TimeSpan.FromMinutes(1));
        var first = Refresh();
        Assert.False(first.IsCompleted);
        _clock.Advance(TimeSpan.FromMilliseconds(250));
        await first;
        Assert.True(Refresh().IsCompleted);
        Assert.Equal("Atelier", _site.Current.NameIn(Locale.Fr));

        late.SetException(new UnavailableException("The database is away.", TimeSpan.Zero));
        _answer = static () => Task.FromResult(Named("Fabrique", 2));
        _clock.Advance(TimeSpan.FromMilliseconds(250));
        await Refresh();
        Assert.Equal("Fabrique", _site.Current.NameIn(Locale.Fr));
    }

    [Fact]
    public void What_is_older_than_what_is_known_changes_nothing()
    {
        _site.Learn(Named("Fabrique", 2));
        _site.Learn(Named("Atelier", 1));
        Assert.Equal("Fabrique", _site.Current.NameIn(Locale.Fr));
    }

    private static SiteLook Named(string name, long version) => new(version, DateTimeOffset.UnixEpoch, [new WrittenText(SiteText.Name, Locale.Fr, name)]);

    private Task Refresh() => _site.Refresh(atOnce: false).AsTask();
}
