namespace Skiller.Grains.Activity;

/// <summary>What every projection can be told from inside the cluster. Key: the target's key.</summary>
[Alias("skiller.projection"), GrainInterfaceType("skiller.projection")]
internal interface IProjectionGrain : IGrainWithStringKey
{
    /// <summary>
    /// Folds what the log holds for the target and writes it; for two seconds at most, and at least a page of it. Never waits for the rest,
    /// which goes on by itself: <see cref="FoldProgress"/> says whether there is any.
    /// </summary>
    /// <param name="ct">Ends the wait, not the act.</param>
    [Alias("CatchUp")]
    Task<FoldProgress> CatchUp(CancellationToken ct);

    /// <summary>
    /// Forgets what is in memory and folds again from the stored mark, after the rows were dropped for a rebuild; goes as far as
    /// <see cref="CatchUp"/>, with which it is continued.
    /// </summary>
    /// <param name="ct">Ends the wait, not the act.</param>
    [Alias("Refold")]
    Task<FoldProgress> Refold(CancellationToken ct);
}

/// <summary>Finds the projection of a target.</summary>
internal static class ProjectionKeys
{
#pragma warning disable RS0030 // Keys of targets are made by ActivityRouting; GrainKeys knows only contracts.
    /// <summary>The projection of a target <c>namespace/key</c>: the grain type <c>skiller.namespace-projection</c> of that key.</summary>
    public static IProjectionGrain Projection(this IGrainFactory grains, string target)
    {
        var slash = target.IndexOf('/', StringComparison.Ordinal);
        var id = GrainId.Create($"skiller.projection.{target[..slash]}", target[(slash + 1)..]);
        return grains.GetGrain<IProjectionGrain>(id);
    }
#pragma warning restore RS0030
}
