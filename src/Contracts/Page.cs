using System.Collections.Immutable;

namespace Skiller.Contracts;

/// <summary>One page of a list.</summary>
/// <typeparam name="T">An item.</typeparam>
/// <param name="Items">The items, never more than were asked for.</param>
/// <param name="Next">The cursor of the page after this one, null at the end.</param>
[GenerateSerializer, Immutable, Alias("skiller.page`1")]
public sealed record Page<T>([property: Id(0)] ImmutableArray<T> Items, [property: Id(1)] string? Next);

/// <summary>Which part of a list is wanted.</summary>
/// <param name="Cursor">Where to go on, null for the beginning.</param>
/// <param name="Limit">How many items at most: 1 to <see cref="Limits.PageMax"/>.</param>
[GenerateSerializer, Immutable, Alias("skiller.page-request")]
public sealed record PageRequest([property: Id(0)] string? Cursor, [property: Id(1)] int Limit)
{
    /// <summary>The first page of the usual size.</summary>
    public static PageRequest First { get; } = new(null, Limits.PageDefault);
}
