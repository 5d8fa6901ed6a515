using System.Globalization;
using System.Text;
using System.Xml;

namespace Skiller.Web.Crawling;

/// <summary>Writes lists of addresses as sitemaps.org describes them.</summary>
internal static class SitemapFormat
{
    public const string MediaType = "application/xml; charset=utf-8";

    private const string Namespace = "http://www.sitemaps.org/schemas/sitemap/0.9";

    /// <summary>The index of parts.</summary>
    public static byte[] Index(IEnumerable<string> parts) => Write("sitemapindex", "sitemap", parts.Select(static part => (part, (DateTimeOffset?)null)));

    /// <summary>A part: addresses, with the time of their last change where it is known.</summary>
    public static byte[] Part(IEnumerable<(string Address, DateTimeOffset? ChangedAt)> pages) => Write("urlset", "url", pages);

    private static byte[] Write(string all, string one, IEnumerable<(string Address, DateTimeOffset? ChangedAt)> listed)
    {
        using var bytes = new MemoryStream();
        using (var xml = XmlWriter.Create(bytes, new XmlWriterSettings { Encoding = new UTF8Encoding(false) }))
        {
            xml.WriteStartElement(all, Namespace);
            foreach (var (address, changedAt) in listed)
            {
                xml.WriteStartElement(one, Namespace);
                xml.WriteElementString("loc", Namespace, address);
                if (changedAt is { } at)
                {
                    xml.WriteElementString("lastmod", Namespace, at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
                }

                xml.WriteEndElement();
            }

            xml.WriteEndElement();
        }

        return bytes.ToArray();
    }
}
