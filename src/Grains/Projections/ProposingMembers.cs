using System.Collections.Immutable;
using Skiller.Contracts;
using Skiller.Contracts.Members;

namespace Skiller.Grains.Projections;

/// <summary>Whom somebody may mean who begins to name a member: those who take part first, then the others. Pure.</summary>
internal static class ProposingMembers
{
    /// <summary>At most <see cref="Limits.MembersProposed"/>, each once.</summary>
    /// <param name="query">What was typed, and who comes first.</param>
    /// <param name="words">Its words, folded; empty: all who come first.</param>
    /// <param name="first">Who comes first, in any order.</param>
    /// <param name="others">Others whom the words fit, in their order.</param>
    public static ImmutableArray<MemberCard> Of(
        MemberProposalQuery query, ImmutableArray<string> words, ImmutableArray<MemberCard> first, ImmutableArray<MemberCard> others) =>
    [
        .. first.Where(card => Fits(card, words)).OrderBy(card => query.First.IndexOf(card.Id))
            .Concat(others)
            .Where(card => card.Id != query.Except)
            .DistinctBy(static card => card.Id)
            .Take(Limits.MembersProposed),
    ];

    private static bool Fits(MemberCard card, ImmutableArray<string> words)
    {
        var own = Search.Words.Of($"{card.Name} {card.Handle}");
        return words.All(word => own.Exists(one => one.Text.StartsWith(word, StringComparison.Ordinal)));
    }
}
