using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;

namespace Skiller.Silo.Import;

/// <summary>What an import read, took and left, by file and reason; and where what it made differs from the dump's own figures.</summary>
internal sealed class Tally
{
    /// <summary>Differences that are named; the others are only counted, so that memory does not grow with them.</summary>
    public const int MostNamed = 50;

    private const string Read = "read";
    private const string Imported = "imported";
    private readonly ConcurrentDictionary<(string File, string What), long> _counts = new();
    private readonly ConcurrentQueue<string> _named = new();
    private long _differences;

    public static ImmutableArray<string> Columns { get; } = ["File", "What", "Rows"];

    /// <summary>How many figures differ.</summary>
    public long Differences => Interlocked.Read(ref _differences);

    /// <summary>The first of them.</summary>
    public ImmutableArray<string> Named => [.. _named];

    public void HasRead(string file) => Count(file, Read, 1);

    public void HasImported(string file, int rows = 1) => Count(file, Imported, rows);

    /// <summary>What was made beside the rows themselves: it stood in a row that is counted already.</summary>
    public void HasMade(string file, string what) => Count(file, $"with {what}", 1);

    public void Skipped(string file, string reason, int rows = 1) => Count(file, $"skipped: {reason}", rows);

    public void Differs(string difference)
    {
        if (Interlocked.Increment(ref _differences) <= MostNamed)
        {
            _named.Enqueue(difference);
        }
    }

    public ImmutableArray<ImmutableArray<string>> Rows() =>
    [
        .. _counts.OrderBy(c => c.Key.File, StringComparer.Ordinal).ThenBy(c => Order(c.Key.What)).ThenBy(c => c.Key.What, StringComparer.Ordinal)
            .Select(c => ImmutableArray.Create(c.Key.File, c.Key.What, c.Value.ToString(CultureInfo.InvariantCulture))),
    ];

    private static int Order(string what) => what switch
    {
        Read => 0,
        Imported => 1,
        _ when what.StartsWith("with ", StringComparison.Ordinal) => 2,
        _ => 3,
    };

    private void Count(string file, string what, int rows) => _counts.AddOrUpdate((file, what), rows, (_, n) => n + rows);
}
