using Skiller.Silo.Import;
using Xunit;

namespace Skiller.Tests.Unit.Importing;

public sealed class HandleMakerTests
{
    [Theory]
    [InlineData("Zoé Lumière", "zoe-lumiere, zoe-lumiere-7, member-7, imported-member-7")]
    [InlineData("時計", "member-7, imported-member-7")]
    [InlineData("--a__b!!c--", "a-b-c, a-b-c-7, member-7, imported-member-7")]
    [InlineData("An uncommonly long name that goes on", "an-uncommonly-long-na, an-uncommonly-long-na-7, member-7, imported-member-7")]
    public void The_nicest_handle_comes_first_and_one_with_the_number_is_always_left(string name, string handles) =>
        Assert.Equal(handles, string.Join(", ", HandleMaker.Of(name, 7).Select(static handle => handle.Value)));
}
