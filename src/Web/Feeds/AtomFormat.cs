using System.Globalization;
using System.Text;
using System.Xml;
using Skiller.Web.Api;
using Skiller.Web.Text;

namespace Skiller.Web.Feeds;

/// <summary>Writes feeds as Atom (RFC 4287). What members wrote is text or the renderer's HTML as text: nothing of it becomes mark-up of the feed.</summary>
internal static class AtomFormat
{
    public const string MediaType = "application/atom+xml; charset=utf-8";

    private const string Atom = "http://www.w3.org/2005/Atom";
    private static readonly XmlWriterSettings _settings = new() { Encoding = new UTF8Encoding(false), Indent = false };

    public static byte[] Write(Feed feed, string site, WebOptions options)
    {
        using var bytes = new MemoryStream();
        using (var xml = XmlWriter.Create(bytes, _settings))
        {
            xml.WriteStartElement("feed", Atom);
            xml.WriteAttributeString("xml", "lang", null, RequestLanguage.Tag(feed.Language));
            xml.WriteAttributeString("xml", "base", null, options.Absolute("/"));
            Element(xml, "id", options.Absolute(feed.Page));
            Element(xml, "title", $"{feed.Title} · {site}");
            Element(xml, "updated", Time(feed.ChangedAt));
            Element(xml, "icon", options.Absolute(Site.SiteAssets.Url("mark.svg")));
            Link(xml, "self", options.Absolute(feed.Path), "application/atom+xml");
            Link(xml, "alternate", options.Absolute(feed.Page), "text/html");
            foreach (var entry in feed.Entries)
            {
                Entry(xml, entry);
            }

            xml.WriteEndElement();
        }

        return bytes.ToArray();
    }

    private static void Entry(XmlWriter xml, FeedEntry entry)
    {
        xml.WriteStartElement("entry", Atom);
        xml.WriteAttributeString("xml", "lang", null, entry.Language);
        Element(xml, "id", entry.Id);
        Element(xml, "title", entry.Title);
        Link(xml, "alternate", entry.Url, "text/html");
        Element(xml, "published", Time(entry.CreatedAt));
        Element(xml, "updated", Time(entry.ChangedAt));
        xml.WriteStartElement("author", Atom);
        Element(xml, "name", entry.Author);
        if (entry.AuthorUrl is { } author)
        {
            Element(xml, "uri", author);
        }

        xml.WriteEndElement();
        foreach (var skill in entry.Skills)
        {
            xml.WriteStartElement("category", Atom);
            xml.WriteAttributeString("term", skill);
            xml.WriteEndElement();
        }

        xml.WriteStartElement("content", Atom);
        xml.WriteAttributeString("type", "html");
        xml.WriteString(WellFormed.Of(entry.Html));
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static void Element(XmlWriter xml, string name, string text) => xml.WriteElementString(name, Atom, WellFormed.Of(text));

    private static void Link(XmlWriter xml, string relation, string address, string type)
    {
        xml.WriteStartElement("link", Atom);
        xml.WriteAttributeString("rel", relation);
        xml.WriteAttributeString("type", type);
        xml.WriteAttributeString("href", address);
        xml.WriteEndElement();
    }

    private static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
