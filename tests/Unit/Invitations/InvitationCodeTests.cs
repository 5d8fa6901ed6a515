using CsCheck;
using Skiller.Grains.Activity;
using Skiller.Grains.Invitations;
using Xunit;

namespace Skiller.Tests.Unit.Invitations;

/// <summary>Codes are derived, long enough, and always the same.</summary>
public sealed class InvitationCodeTests
{
    // The first 21 bytes of HMAC-SHA256, computed elsewhere.
    private const string Known = "m_YkHJqOP9uG4BCHFvQEItq2D0jd";

    private static readonly byte[] _secret = [.. Enumerable.Range(0, 32).Select(static i => (byte)i)];

    [Fact]
    public void A_code_is_what_it_always_was()
    {
        var code = InvitationCode.Derive(_secret, "first-administrator");

        Assert.Equal(Known, code.Text);
        Assert.Equal(Known[^4..], code.Hint);
        Assert.Equal($"i:{code.Hash}", code.Stream);
        Assert.Equal(code.Stream, InvitationCode.StreamOf(code.Hash));
    }

    [Fact]
    public void A_code_has_128_bits_beside_its_hint() =>
        Assert.True((InvitationCode.Derive(_secret, "x").Text.Length - 4) * 6 >= 128);

    [Fact]
    public void Another_id_or_another_secret_makes_another_code() => Gen.String.Array[2].Where(static a => a[0] != a[1]).Sample(static ids =>
    {
        Assert.NotEqual(InvitationCode.Derive(_secret, ids[0]).Text, InvitationCode.Derive(_secret, ids[1]).Text);
        Assert.NotEqual(InvitationCode.Derive(_secret, ids[0]).Text, InvitationCode.Derive([1], ids[0]).Text);
    });

    [Fact]
    public void Every_code_is_possible_and_needs_no_escaping() => Gen.String.Sample(static id =>
    {
        var text = InvitationCode.Derive(_secret, id).Text;
        Assert.True(InvitationCode.IsPossible(text));
        Assert.Equal(text, Uri.EscapeDataString(text));
    });

    [Theory]
    [InlineData("")]
    [InlineData("short")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAA/")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAA ")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAé=")]
    public void What_has_another_shape_is_impossible(string text) => Assert.False(InvitationCode.IsPossible(text));

    [Fact]
    public void Ids_have_128_bits_and_differ()
    {
        string[] ids = [.. Enumerable.Range(0, 1_000).Select(static _ => DerivedSecret.NewId())];

        Assert.All(ids, static id => Assert.Equal(22, id.Length));
        Assert.Equal(ids.Length, ids.Distinct().Count());
    }
}
