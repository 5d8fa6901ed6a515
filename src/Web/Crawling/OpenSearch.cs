using System.Text;
using System.Xml;
using Skiller.Web.Site;

namespace Skiller.Web.Crawling;

/// <summary>Tells a browser how to search here from its own address bar (OpenSearch 1.1).</summary>
internal static class OpenSearch
{
    public const string MediaType = "application/opensearchdescription+xml; charset=utf-8";

    private const int ShortNameMax = 16;
    private const string Namespace = "http://a9.com/-/spec/opensearch/1.1/";

    public static byte[] Write(Words words, WebOptions options)
    {
        using var bytes = new MemoryStream();
        using (var xml = XmlWriter.Create(bytes, new XmlWriterSettings { Encoding = new UTF8Encoding(false) }))
        {
            xml.WriteStartElement("OpenSearchDescription", Namespace);
            xml.WriteElementString("ShortName", Namespace, Short(words.Site));
            xml.WriteElementString("LongName", Namespace, words.Site);
            xml.WriteElementString("Description", Namespace, words["search.description"]);
            xml.WriteElementString("InputEncoding", Namespace, "UTF-8");
            xml.WriteStartElement("Image", Namespace);
            xml.WriteAttributeString("type", "image/svg+xml");
            xml.WriteString(options.Absolute(SiteAssets.Url("mark.svg")));
            xml.WriteEndElement();
            xml.WriteStartElement("Url", Namespace);
            xml.WriteAttributeString("type", "text/html");
            xml.WriteAttributeString("method", "get");
            xml.WriteAttributeString("template", options.Absolute("/search?q={searchTerms}"));
            xml.WriteEndElement();
            xml.WriteStartElement("Url", Namespace);
            xml.WriteAttributeString("type", "application/opensearchdescription+xml");
            xml.WriteAttributeString("rel", "self");
            xml.WriteAttributeString("template", options.Absolute("/opensearch.xml"));
            xml.WriteEndElement();
            xml.WriteEndElement();
        }

        return bytes.ToArray();
    }

    // A browser takes no more.
    private static string Short(string name) => string.Concat(name.EnumerateRunes().Take(ShortNameMax).Select(static rune => rune.ToString())).Trim();
}
