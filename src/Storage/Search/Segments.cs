using Skiller.Contracts.Search;

namespace Skiller.Storage.Search;

/// <summary>How documents are divided into blocks. Part of the storage format.</summary>
internal static class Segments
{
    private const int NumbersShift = 13;
    private const int OfSkills = 16;

    /// <summary>Numbers are given one after the other: 8,192 of them are a block. Those of skills are hashes.</summary>
    public static long Of(SearchKind kind, long document) => kind == SearchKind.Skill ? document % OfSkills : document >> NumbersShift;
}
