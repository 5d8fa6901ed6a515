using Skiller.Grains.Projections;
using Xunit;

namespace Skiller.Tests.Unit.Projections;

/// <summary>Places by points, over the pages of a list.</summary>
public sealed class RanksTests
{
    [Fact]
    public void Equal_points_stand_equal_and_the_next_after_all_of_them() =>
        Assert.Equal([1, 2, 2, 4, 5, 5, 5], Ranks.Of([90, 50, 50, 20, 0, 0, 0], null));

    [Fact]
    public void However_a_list_is_cut_into_pages_the_ranks_are_those_of_the_whole()
    {
        long[] points = [90, 50, 50, 50, 20, 20, 7, 0, 0];
        var whole = Ranks.Of(points, null);
        for (var cut = 1; cut < points.Length; cut++)
        {
            var last = points[cut - 1];
            var until = new Standers(points.Count(other => other > last), points.Take(cut).Count(other => other == last));
            Assert.Equal(whole.Skip(cut), Ranks.Of(points[cut..], (last, until)));
        }
    }

    [Fact]
    public void Nobody_has_no_rank() => Assert.Empty(Ranks.Of([], null));
}
