using Skiller.Contracts.Search;
using Skiller.Grains.Search;
using Xunit;

namespace Skiller.Tests.Unit.Search;

/// <summary>A reader who goes on meets the rest once, also when others ask meanwhile.</summary>
public sealed class RankingTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(250)]
    [InlineData(-250)]
    public void It_goes_on_behind_the_last_one_however_keys_have_moved(long moved)
    {
        List<Found> now = [.. new long[] { 9, 8, 7, 6, 5 }.Select(document => new Found(1_000 + moved, SearchKind.Question, document))];
        Assert.Equal([6, 5], Ranking.Behind(now, 1_000, 7).Select(static found => found.Document));
    }

    [Fact]
    public void Where_the_last_one_is_gone_it_goes_on_where_that_stood()
    {
        List<Found> now = [new(1_200, SearchKind.Question, 3), new(1_000, SearchKind.Question, 9), new(1_000, SearchKind.Question, 4), new(800, SearchKind.Question, 11)];
        Assert.Equal([4, 11], Ranking.Behind(now, 1_000, 7).Select(static found => found.Document));
    }

    [Fact]
    public void Numbers_of_two_kinds_are_told_apart_by_their_keys()
    {
        List<Found> now = [new(1_200, SearchKind.Member, 7), new(1_000, SearchKind.Question, 7), new(800, SearchKind.Question, 2)];
        Assert.Equal([2], Ranking.Behind(now, 1_000, 7).Select(static found => found.Document));
        Assert.Equal([7, 2], Ranking.Behind(now, 1_200, 7).Select(static found => found.Document));
    }
}
