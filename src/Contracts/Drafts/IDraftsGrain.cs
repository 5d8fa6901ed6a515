using System.Collections.Immutable;

namespace Skiller.Contracts.Drafts;

/// <summary>
/// What a member is writing and has not sent. Theirs alone, no act of the community and so no part of the log: kept as plain grain state
/// beside the snapshots, and gone for good when it is discarded. Key <c>w:87</c>. Bounds: <see cref="Limits.DraftsPerMember"/>.
/// </summary>
[Alias("skiller.drafts"), GrainInterfaceType("skiller.drafts")]
public interface IDraftsGrain : IGrainWithStringKey
{
    /// <summary>
    /// Keeps a draft in place of an earlier one of its name; durable on return. The one that was kept longest ago makes room for a further
    /// one. Refusals: invalid (a name that is none, a draft larger than <see cref="Limits.DraftBytes"/>).
    /// </summary>
    /// <param name="name">What it is for: 1 to 40 of a–z, 0–9 and hyphens, such as <c>ask</c> or <c>answer-1234</c>.</param>
    /// <param name="fields">What stands in its form, by field.</param>
    /// <param name="ct">Ends the wait, not the act.</param>
    [Alias("Keep")]
    Task<Result<Draft>> Keep(string name, ImmutableDictionary<string, string> fields, CancellationToken ct);

    /// <summary>A draft, null when there is none or it was kept for longer than <see cref="Limits.DraftLifetime"/>.</summary>
    /// <param name="name">What it is for.</param>
    /// <param name="ct">Ends the wait.</param>
    [Alias("Find")]
    Task<Draft?> Find(string name, CancellationToken ct);

    /// <summary>All drafts, the newest first.</summary>
    /// <param name="ct">Ends the wait.</param>
    [Alias("List")]
    Task<ImmutableArray<Draft>> List(CancellationToken ct);

    /// <summary>Throws a draft away; where there is none, nothing changes.</summary>
    /// <param name="name">What it is for.</param>
    /// <param name="ct">Ends the wait, not the act.</param>
    [Alias("Discard")]
    Task Discard(string name, CancellationToken ct);

    /// <summary>Throws everything away, as when its member is erased: no trace of it is left.</summary>
    /// <param name="ct">Ends the wait, not the act.</param>
    [Alias("DiscardAll")]
    Task DiscardAll(CancellationToken ct);
}

/// <summary>What is being written.</summary>
/// <param name="Name">What it is for.</param>
/// <param name="Fields">What stands in its form, by field.</param>
/// <param name="At">When it was kept last.</param>
[GenerateSerializer, Immutable, Alias("skiller.draft")]
public sealed record Draft(
    [property: Id(0)] string Name,
    [property: Id(1)] ImmutableDictionary<string, string> Fields,
    [property: Id(2)] DateTimeOffset At);
