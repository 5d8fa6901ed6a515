namespace Skiller.Web.Site;

/// <summary>Addresses of this site with a query, in which what is null is left out.</summary>
internal static class PageAddress
{
    public static string Of(string path, params ReadOnlySpan<(string Name, string? Value)> query)
    {
        var present = new List<KeyValuePair<string, string?>>();
        foreach (var (name, value) in query)
        {
            if (value is not null)
            {
                present.Add(KeyValuePair.Create<string, string?>(name, value));
            }
        }

        return path + QueryString.Create(present);
    }
}
