using Skiller.Web.Questions.Pages;
using Xunit;

namespace Skiller.Tests.Unit.Web;

/// <summary>What differs between two versions: by line, and by word within a line.</summary>
public sealed class DifferenceTests
{
    [Fact]
    public void Equal_texts_do_not_differ() => Assert.Empty(Difference.Of("a\nb", "a\nb"));

    [Fact]
    public void A_word_that_changed_is_marked_alone_on_either_side()
    {
        var line = Assert.Single(Difference.Of("the old saw cuts", "the new saw cuts"));
        Assert.True(line.IsChanged);
        Assert.Equal([new("the ", false), new("old", true), new(" saw cuts", false)], line.Before!);
        Assert.Equal([new("the ", false), new("new", true), new(" saw cuts", false)], line.After!);
    }

    [Fact]
    public void A_line_that_came_or_went_has_nothing_on_the_other_side()
    {
        var came = Difference.Of("one\ntwo", "one\nnew\ntwo");
        Assert.Equal([false, true, false], came.Select(static line => line.IsChanged));
        Assert.Null(came[1].Before);
        Assert.Equal([new("new", true)], came[1].After!);
        Assert.Null(Difference.Of("one\nold\ntwo", "one\ntwo")[1].After);
    }

    [Fact]
    public void Lines_far_from_any_change_are_left_out()
    {
        var before = string.Join('\n', Enumerable.Range(0, 100));
        var lines = Difference.Of(before, before + "\nlast");
        Assert.Equal(2, lines.Count);
    }

    [Fact]
    public void Long_texts_are_compared_by_line_in_little_time()
    {
        var before = string.Join('\n', Enumerable.Range(0, 6_000).Select(static i => $"a{i}"));
        var after = string.Join('\n', Enumerable.Range(0, 6_000).Select(static i => $"b{i}"));
        var lines = Difference.Of(before[..30_000], after[..30_000]);
        Assert.All(lines, static line => Assert.True(line.Before is null or [_]));
        Assert.NotEmpty(lines);
    }
}
