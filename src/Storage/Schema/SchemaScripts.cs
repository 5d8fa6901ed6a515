using System.Reflection;
using DbUp.Engine;

namespace Skiller.Storage.Schema;

/// <summary>The embedded migrations of a dialect. Their names in the journal are those of the files, whatever the assembly is called.</summary>
internal static class SchemaScripts
{
    public static IReadOnlyList<SqlScript> Of(string dialect)
    {
        var folder = $"Skiller.Storage.Schema.{dialect}.";
        return
        [
            .. Assembly.GetExecutingAssembly().GetManifestResourceNames()
                .Where(name => name.StartsWith(folder, StringComparison.Ordinal))
                .Select(name => name[folder.Length..])
                .Order(StringComparer.Ordinal)
                .Select(name => new SqlScript(name, SqlText.Read($"Schema.{dialect}.{name}"))),
        ];
    }
}
