using Skiller.Contracts.Search;

namespace Skiller.Grains.Search;

/// <summary>
/// What can be found, as rows: texts, words, and which documents hold them. Keeps and looks up, and knows nothing of languages or of what is
/// the best: that is decided once, outside, so that both drivers find the same in the same order. Derived from the log.
/// </summary>
internal interface ISearchIndex
{
    /// <summary>The mark of a shard of the projection, 0 when nothing was written.</summary>
    Task<long> LoadMark(string shard, CancellationToken ct);

    /// <summary>Writes changes, in their order, and the mark together, if the stored mark still is the one that was loaded.</summary>
    /// <returns>False: another activation wrote; nothing was written.</returns>
    Task<bool> Write(string shard, long loaded, long mark, IReadOnlyList<SearchChange> changes, CancellationToken ct);

    /// <summary>The words of the vocabulary with these forms (<see cref="Forms"/>).</summary>
    Task<IReadOnlyList<(long Form, string Word)>> Words(IReadOnlyCollection<long> forms, CancellationToken ct);

    /// <summary>In how many documents words stand; a word that stands in none is left out.</summary>
    Task<IReadOnlyDictionary<string, long>> Uses(IReadOnlyCollection<string> words, CancellationToken ct);

    /// <summary>The blocks of the documents that hold tokens; of one kind, or of all.</summary>
    Task<IReadOnlyList<PostingBlock>> Postings(SearchKind? kind, IReadOnlyCollection<string> tokens, CancellationToken ct);

    /// <summary>The texts of documents that are shown, in the order of their parts; of a document at most <paramref name="most"/> parts.</summary>
    Task<IReadOnlyList<SearchText>> Texts(IReadOnlyCollection<(SearchKind Kind, long Document)> documents, int most, CancellationToken ct);
}

/// <summary>A block of documents that hold a token.</summary>
/// <param name="Token">The token.</param>
/// <param name="Block">Which documents: their kind, and what divides them.</param>
/// <param name="Bytes">The list (<see cref="PostingList"/>).</param>
internal sealed record PostingBlock(string Token, BlockKey Block, byte[] Bytes);

/// <summary>Documents that are kept together: those of one kind and shard whose numbers are near.</summary>
internal readonly record struct BlockKey(int Shard, SearchKind Kind, long Segment);
