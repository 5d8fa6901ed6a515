using System.Collections.Immutable;
using Skiller.Contracts;
using Skiller.Grains.Drafts;
using Xunit;

namespace Skiller.Tests.Unit.Drafts;

/// <summary>Drafts are kept, replaced by name, and bounded in number, size and age.</summary>
public sealed class DraftBoxTests
{
    private static readonly DateTimeOffset _noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_draft_takes_the_place_of_the_one_of_its_name()
    {
        var box = Keep(Keep(DraftBox.Empty, "ask", "first", 0), "ask", "second", 1);
        Assert.Equal("second", Assert.Single(box.Drafts.Values).Fields["body"]);
        Assert.Equal(_noon.AddMinutes(1), box.Drafts["ask"].At);
        Assert.Empty(box.Without("ask").Drafts);
        Assert.Single(box.Without("other").Drafts);
    }

    [Fact]
    public void The_one_that_was_kept_longest_ago_makes_room()
    {
        var box = Enumerable.Range(0, Limits.DraftsPerMember + 1).Aggregate(DraftBox.Empty, static (all, i) => Keep(all, $"answer-{i}", "text", i));
        Assert.Equal(Limits.DraftsPerMember, box.Drafts.Count);
        Assert.Null(box.Find("answer-0", _noon));
        Assert.NotNull(box.Find("answer-1", _noon));
    }

    [Fact]
    public void All_together_are_bounded_and_the_newest_is_always_among_them()
    {
        var large = new string('x', 60_000);
        var box = Enumerable.Range(0, 6).Aggregate(DraftBox.Empty, (all, i) => Keep(all, $"answer-{i}", large, i));
        Assert.Equal(["answer-2", "answer-3", "answer-4", "answer-5"], box.Drafts.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void One_that_is_too_large_or_has_no_name_is_refused()
    {
        Assert.Equal(RefusalCode.Invalid, DraftBox.Empty.With("ask", Body(new string('é', Limits.DraftBytes / 2)), _noon).Refusal?.Code);
        Assert.Equal(RefusalCode.Invalid, DraftBox.Empty.With("", Body("x"), _noon).Refusal?.Code);
        Assert.Equal(RefusalCode.Invalid, DraftBox.Empty.With("Ask me", Body("x"), _noon).Refusal?.Code);
        Assert.Equal(RefusalCode.Invalid, DraftBox.Empty.With(new string('a', 41), Body("x"), _noon).Refusal?.Code);
    }

    [Fact]
    public void One_that_nobody_touched_for_half_a_year_is_gone()
    {
        var box = Keep(DraftBox.Empty, "ask", "old", 0);
        Assert.NotNull(box.Find("ask", _noon + Limits.DraftLifetime));
        Assert.Null(box.Find("ask", _noon + Limits.DraftLifetime + TimeSpan.FromTicks(1)));
        Assert.DoesNotContain("ask", Keep(box, "answer-1", "new", (int)Limits.DraftLifetime.TotalMinutes + 1).Drafts.Keys);
    }

    [Fact]
    public void What_is_stored_is_what_was_kept()
    {
        var box = Keep(Keep(DraftBox.Empty, "ask", "é <b>", 0), "answer-1", "", 1);
        var json = System.Text.Json.JsonSerializer.Serialize(DraftsState.Of(box), DraftJson.Default.DraftsState);
        Assert.Equal("""{"drafts":[{"name":"ask","fields":{"body":"\u00E9 \u003Cb\u003E"},"at":"2026-03-01T12:00:00+00:00"},{"name":"answer-1","fields":{"body":""},"at":"2026-03-01T12:01:00+00:00"}]}""", json);
        var back = System.Text.Json.JsonSerializer.Deserialize(json, DraftJson.Default.DraftsState)!.Box();
        Assert.Equal("é <b>", back.Find("ask", _noon)?.Fields["body"]);
        Assert.Equal(2, back.Drafts.Count);
    }

    private static DraftBox Keep(DraftBox box, string name, string body, int minute) => box.With(name, Body(body), _noon.AddMinutes(minute)).Value!;

    private static ImmutableDictionary<string, string> Body(string text) => ImmutableDictionary<string, string>.Empty.Add("body", text);
}
