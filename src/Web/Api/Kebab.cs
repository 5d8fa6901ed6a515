namespace Skiller.Web.Api;

/// <summary>Names of enumerations as the API shows them: <c>AnswerVotedUp</c> is <c>answer-voted-up</c>.</summary>
internal static class Kebab
{
    public static string Of<T>(T value)
        where T : struct, Enum => Names<T>.All.GetValueOrDefault(value, "other");

    /// <summary>All names, in the order of the values.</summary>
    public static IEnumerable<string> All<T>()
        where T : struct, Enum => Enum.GetValues<T>().Distinct().Select(Of);

    private static class Names<T>
        where T : struct, Enum
    {
        public static readonly Dictionary<T, string> All = Enum.GetValues<T>().Distinct().ToDictionary(v => v, v => Words(v.ToString()));
    }

    private static string Words(string name) =>
        string.Concat(name.Select((c, i) => char.IsUpper(c) ? (i == 0 ? "" : "-") + char.ToLowerInvariant(c) : c.ToString()));
}
