using System.Collections.Immutable;
using Skiller.Contracts.Members;
using Skiller.Grains.Projections;
using Xunit;

namespace Skiller.Tests.Unit.Projections;

/// <summary>Whom somebody may mean.</summary>
public sealed class ProposingMembersTests
{
    private static readonly MemberCard _ada = Card(1, "ada", "Ada Lovelace");
    private static readonly MemberCard _eloise = Card(2, "eloise-b", "Éloïse Bernard");
    private static readonly MemberCard _me = Card(3, "adele", "Adèle");
    private static readonly MemberCard _adam = Card(4, "adam", "Adam");

    [Fact]
    public void Those_who_take_part_come_in_their_order_before_the_others_and_oneself_never() =>
        Assert.Equal([_eloise, _ada, _adam], Proposed([], [_ada, _me, _eloise], [_adam, _ada, _me], 2, 3, 1));

    [Theory]
    [InlineData("elo", "eloise-b")]
    [InlineData("ber", "eloise-b")]
    [InlineData("eloise b", "eloise-b")]
    [InlineData("love", "ada")]
    [InlineData("oise", "")]
    public void Of_those_who_take_part_words_of_name_or_handle_begin_as_what_was_typed(string words, string handles) =>
        Assert.Equal(handles, string.Join(' ', Proposed([.. words.Split(' ')], [_ada, _eloise], [], 1, 2).Select(static card => card.Handle)));

    [Fact]
    public void There_are_eight_at_most() =>
        Assert.Equal(8, Proposed([], [], [.. Enumerable.Range(10, 20).Select(static number => Card(number, $"m{number}", "M"))]).Length);

    private static ImmutableArray<MemberCard> Proposed(ImmutableArray<string> words, ImmutableArray<MemberCard> first, ImmutableArray<MemberCard> others, params long[] order) =>
        ProposingMembers.Of(new MemberProposalQuery("", [.. order.Select(static id => new MemberId(id))], new MemberId(3)), words, first, others);

    private static MemberCard Card(long id, string handle, string name) => new(new MemberId(id), handle, name, null, 0);
}
