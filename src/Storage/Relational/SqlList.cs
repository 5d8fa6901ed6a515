using System.Globalization;
using System.Numerics;

namespace Skiller.Storage.Relational;

/// <summary>Values for an <c>in (…)</c> that both databases understand.</summary>
internal static class SqlList
{
    /// <summary>
    /// Names <c>@p0, @p1, …</c> for the text, and the parameters to go with them; for an empty list one that nothing equals. As many as the
    /// next power of two, the last value again and again, so that a query has few texts and each is prepared once.
    /// </summary>
    public static (string Names, (string Name, object Value)[] Parameters) Of<T>(string prefix, IReadOnlyCollection<T> values, T nothing)
        where T : notnull
    {
        var parameters = Filled(values.Count == 0 ? [nothing] : values).Select((value, i) => (Name: string.Create(CultureInfo.InvariantCulture, $"{prefix}{i}"), Value: (object)value)).ToArray();
        return (string.Join(", ", parameters.Select(static p => $"@{p.Name}")), parameters);
    }

    /// <summary>As many as the next power of two: the last value again and again.</summary>
    public static IEnumerable<T> Filled<T>(IReadOnlyCollection<T> values) =>
        values.Concat(Enumerable.Repeat(values.Last(), (int)BitOperations.RoundUpToPowerOf2((uint)values.Count) - values.Count));
}
