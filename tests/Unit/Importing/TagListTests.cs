using Skiller.Silo.Import;
using Xunit;

namespace Skiller.Tests.Unit.Importing;

public sealed class TagListTests
{
    [Theory]
    [InlineData("<wood><c++><hand-tools>", "wood c++ hand-tools")]
    [InlineData("|wood|c++|hand-tools|", "wood c++ hand-tools")]
    [InlineData("|Wood|wood|", "wood")]
    [InlineData("<wood>", "wood")]
    [InlineData("", "")]
    public void Both_spellings_give_each_skill_once(string tags, string skills)
    {
        var (read, unfit) = TagList.Read(tags);
        Assert.Equal(skills, string.Join(' ', read));
        Assert.Empty(unfit);
    }

    [Fact]
    public void A_tag_that_cannot_be_a_skill_is_named_as_it_stood()
    {
        var (read, unfit) = TagList.Read("|wood|Holz & Leim|");
        Assert.Equal("wood", Assert.Single(read).Value);
        Assert.Equal(["Holz & Leim"], unfit);
    }
}
