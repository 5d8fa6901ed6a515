namespace Skiller.Silo.Configuration;

/// <summary>Reads addresses as Kestrel takes them, wildcards included.</summary>
internal static class PublicUrls
{
    /// <summary>The port of an address, null when it is none.</summary>
    public static int? Port(string address)
    {
        try
        {
            return BindingAddress.Parse(address) is { Scheme: "http" or "https", IsUnixPipe: false } parsed ? parsed.Port : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    /// <summary>How a browser on this machine reaches an address: a wildcard is read as localhost.</summary>
    public static string Reachable(string address)
    {
        var parsed = BindingAddress.Parse(address);
        var host = parsed.Host is "*" or "+" or "0.0.0.0" or "[::]" ? "localhost" : parsed.Host;
        return new UriBuilder(parsed.Scheme, host, parsed.Port).Uri.AbsoluteUri.TrimEnd('/');
    }
}
