using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;

namespace Skiller.Silo.Import;

/// <summary>What an import read, took and left, by file and reason; and where what it made differs from the dump's own figures.</summary>
internal sealed class Tally
{
    private const string Read = "read";
    private const string Imported = "imported";
    private readonly ConcurrentDictionary<(string File, string What), long> _counts = new();
    private readonly ConcurrentQueue<string> _differences = new();

    public static ImmutableArray<string> Columns { get; } = ["File", "What", "Rows"];

    public ImmutableArray<string> Differences => [.. _differences];

    public void HasRead(string file) => Count(file, Read);

    public void HasImported(string file) => Count(file, Imported);

    public void Skipped(string file, string reason) => Count(file, $"skipped: {reason}");

    public void Differs(string difference) => _differences.Enqueue(difference);

    public ImmutableArray<ImmutableArray<string>> Rows() =>
    [
        .. _counts.OrderBy(c => c.Key.File, StringComparer.Ordinal).ThenBy(c => Order(c.Key.What)).ThenBy(c => c.Key.What, StringComparer.Ordinal)
            .Select(c => ImmutableArray.Create(c.Key.File, c.Key.What, c.Value.ToString(CultureInfo.InvariantCulture))),
    ];

    private static int Order(string what) => what switch { Read => 0, Imported => 1, _ => 2 };

    private void Count(string file, string what) => _counts.AddOrUpdate((file, what), 1, static (_, n) => n + 1);
}
