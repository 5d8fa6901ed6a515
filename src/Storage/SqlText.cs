using System.Collections.Frozen;
using System.Reflection;

namespace Skiller.Storage;

/// <summary>The named queries of one embedded file: each begins with a line <c>-- name: it</c>.</summary>
internal sealed class SqlText
{
    private const string Marker = "-- name:";

    private readonly FrozenDictionary<string, string> _queries;
    private readonly string _file;

    private SqlText(string file, FrozenDictionary<string, string> queries) => (_file, _queries) = (file, queries);

    public string this[string name] => _queries.TryGetValue(name, out var text)
        ? text
        : throw new KeyNotFoundException($"{_file} has no query named {name}.");

    /// <summary>Reads a file by its path below src/Storage with dots, such as <c>Activity.Sqlite.activity.sql</c>.</summary>
    public static SqlText Load(string file)
    {
        var queries = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var section in Read(file).Split(Marker).Skip(1))
        {
            var end = section.IndexOf('\n', StringComparison.Ordinal);
            queries.Add(section[..end].Trim(), section[(end + 1)..].Trim());
        }

        return new SqlText(file, queries.ToFrozenDictionary(StringComparer.Ordinal));
    }

    /// <summary>The whole text of an embedded file.</summary>
    public static string Read(string file)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"Skiller.Storage.{file}")
            ?? throw new FileNotFoundException("No such embedded script.", file);
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
