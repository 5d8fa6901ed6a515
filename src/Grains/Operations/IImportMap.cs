namespace Skiller.Grains.Operations;

/// <summary>Which number here stands for which one of an imported site: recorded before it is used, so that a resumed import uses the same.</summary>
internal interface IImportMap
{
    /// <summary>The numbers of things of a site; those that have none get one.</summary>
    /// <param name="site">The site's name.</param>
    /// <param name="kind"><c>member</c>, <c>post</c> or <c>comment</c>.</param>
    /// <param name="foreign">Their numbers there; at most 500.</param>
    /// <param name="draw">Draws a new number.</param>
    /// <param name="ct">Gives it up.</param>
    Task<IReadOnlyDictionary<long, long>> Assign(
        string site,
        string kind,
        IReadOnlyCollection<long> foreign,
        Func<CancellationToken, Task<long>> draw,
        CancellationToken ct);

    /// <summary>The numbers of those things that have one.</summary>
    Task<IReadOnlyDictionary<long, long>> Find(string site, string kind, IReadOnlyCollection<long> foreign, CancellationToken ct);
}
