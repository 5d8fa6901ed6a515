using Skiller.Contracts;
using Skiller.Contracts.Members;
using Skiller.Contracts.Site;
using Skiller.Grains.Activity;
using Skiller.Grains.Site;
using Xunit;

namespace Skiller.Tests.Unit.Site;

/// <summary>Writing the site's own words and going back to what ships: who may, what stands against it, what is kept of it.</summary>
public sealed class ChangingSiteTextTests
{
    private static readonly DateTimeOffset _now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly Actor _administrator = new(new MemberId(1), Role.Administrator, null);
    private SiteState _state = SiteState.Initial(GrainKeys.SiteStream);

    [Fact]
    public void A_text_is_written_in_one_language_and_goes_back_to_what_ships()
    {
        Assert.Null(Write(SiteText.Charter, Locale.Fr, "  Soyez **bons**.  ").Refusal);

        Assert.Equal("Soyez **bons**.", _state.Of(SiteText.Charter, Locale.Fr));
        Assert.Null(_state.Of(SiteText.Charter, Locale.En));
        Assert.Null(_state.Of(SiteText.Legal, Locale.Fr));

        Assert.Single(Write(SiteText.Charter, Locale.Fr, null, seen: 1).Facts);
        Assert.Null(_state.Of(SiteText.Charter, Locale.Fr));
        Assert.Equal([(2L, true), (1L, false)], _state.ChangesOf(SiteText.Charter, Locale.Fr).Select(static change => (change.Version, change.IsShipped)));
    }

    [Fact]
    public void The_same_again_changes_nothing_whatever_was_seen()
    {
        Assert.Empty(Write(SiteText.Legal, Locale.En, null, seen: 7).Facts);
        Write(SiteText.Legal, Locale.En, "Us.");
        Assert.Empty(Write(SiteText.Legal, Locale.En, "Us. ").Facts);
    }

    [Fact]
    public void What_somebody_wrote_meanwhile_is_not_written_over()
    {
        Write(SiteText.Name, Locale.Fr, "Atelier");
        Write(SiteText.Name, Locale.En, "Workshop");

        Assert.Equal(RefusalCode.Stale, Write(SiteText.Name, Locale.Fr, "Fabrique").Refusal?.Code);
        Assert.Equal(RefusalCode.Stale, Write(SiteText.Name, Locale.Fr, null, seen: 2).Refusal?.Code);
        Assert.Null(Write(SiteText.Name, Locale.Fr, "Fabrique", seen: 1).Refusal);
        Assert.Null(Write(SiteText.Name, Locale.En, "Factory", seen: 2).Refusal);
    }

    [Theory]
    [InlineData(SiteText.Name, "", "name", "no-words")]
    [InlineData(SiteText.Name, "Two\nlines", "name", "control-characters")]
    [InlineData(SiteText.Name, "Turned\u202Eround", "name", "control-characters")]
    [InlineData(SiteText.Name, "A name of one and thirty letters", "name", "too-long")]
    [InlineData(SiteText.Privacy, " \n ", "body", "no-words")]
    [InlineData(SiteText.Privacy, "Bell\a", "body", "control-characters")]
    public void What_is_wrong_is_told_beside_its_field(SiteText text, string content, string field, string rule)
    {
        var refusal = Assert.IsType<Refusal>(Write(text, Locale.Fr, content).Refusal);

        Assert.Contains((field, rule), refusal.Errors.Select(static error => (error.Field, error.Rule)));
    }

    [Fact]
    public void A_page_is_as_long_as_a_question_at_most()
    {
        Assert.Null(Write(SiteText.Privacy, Locale.Fr, new string('a', Limits.BodyMax)).Refusal);
        Assert.Equal(RefusalCode.Invalid, Write(SiteText.Privacy, Locale.Fr, new string('a', Limits.BodyMax + 1), seen: 1).Refusal?.Code);
    }

    [Fact]
    public void Only_administrators_who_are_not_suspended_write()
    {
        Assert.Equal(RefusalCode.NotAllowed, Write(SiteText.Name, Locale.Fr, "Mine", by: new Actor(new MemberId(2), Role.Member, null)).Refusal?.Code);
        Assert.Equal(RefusalCode.Suspended, Write(SiteText.Name, Locale.Fr, "Mine", by: _administrator with { SuspendedUntil = _now.AddTicks(1) }).Refusal?.Code);
    }

    [Fact]
    public void A_redacted_text_is_what_ships_and_the_newest_changes_are_kept()
    {
        for (var i = 0; i <= Limits.SiteTextChanges; i++)
        {
            Write(SiteText.Legal, Locale.Fr, $"Version {i}", seen: i);
        }

        Assert.Equal(Limits.SiteTextChanges, _state.ChangesOf(SiteText.Legal, Locale.Fr).Length);
        Assert.Equal(Limits.SiteTextChanges + 1, _state.VersionOf(SiteText.Legal, Locale.Fr));
        Record(new SiteTextWritten(SiteText.Legal, Locale.Fr, null));
        Assert.Null(_state.Of(SiteText.Legal, Locale.Fr));
    }

    private Decision<Done> Write(SiteText text, Locale locale, string? content, long seen = 0, Actor? by = null)
    {
        var decision = ChangingSiteText.Decide(_state, new ChangeSiteText(by ?? _administrator, text, locale, content, seen), _now);
        foreach (var fact in decision.Facts)
        {
            Record(fact.Fact);
        }

        return decision;
    }

    private void Record(Fact fact) =>
        _state = _state.Apply(fact, new Occurrence(GrainKeys.SiteStream, _state.Version + 1, _now, _administrator.Member));
}
