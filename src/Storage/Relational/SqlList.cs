using System.Globalization;

namespace Skiller.Storage.Relational;

/// <summary>Values for an <c>in (…)</c> that both databases understand.</summary>
internal static class SqlList
{
    /// <summary>Names <c>@p0, @p1, …</c> for the text, and the parameters to go with them; for an empty list one that nothing equals.</summary>
    public static (string Names, (string Name, object Value)[] Parameters) Of<T>(string prefix, IReadOnlyCollection<T> values, T nothing)
        where T : notnull
    {
        var listed = values.Count == 0 ? [nothing] : values;
        var parameters = listed.Select((value, i) => (Name: string.Create(CultureInfo.InvariantCulture, $"{prefix}{i}"), Value: (object)value)).ToArray();
        return (string.Join(", ", parameters.Select(static p => $"@{p.Name}")), parameters);
    }
}
