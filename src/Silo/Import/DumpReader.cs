using System.Globalization;
using System.Xml;

namespace Skiller.Silo.Import;

/// <summary>One <c>row</c> of a dump's file.</summary>
internal sealed class DumpRow(IReadOnlyDictionary<string, string> attributes)
{
    public long? Number(string name) =>
        attributes.TryGetValue(name, out var text) && long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    public string? Text(string name) => attributes.GetValueOrDefault(name);

    /// <summary>Times of dumps are UTC without saying so.</summary>
    public DateTimeOffset? Time(string name) =>
        attributes.TryGetValue(name, out var text)
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
            ? time
            : null;
}

/// <summary>Reads the files of a Stack Exchange dump row by row; what a file lacks, adds or begins with (a byte-order mark) does not matter.</summary>
internal static class DumpReader
{
    /// <summary>The rows of a file; none when there is no such file.</summary>
    /// <exception cref="XmlException">The file is cut off or is no XML; names line and column.</exception>
    public static IEnumerable<DumpRow> Rows(string folder, string file)
    {
        var path = Path.Combine(folder, file);
        if (!File.Exists(path))
        {
            yield break;
        }

        using var stream = File.OpenRead(path);
        using var xml = XmlReader.Create(stream, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, CheckCharacters = false });
        while (xml.Read())
        {
            if (xml is { NodeType: XmlNodeType.Element, Name: "row" })
            {
                yield return Row(xml);
            }
        }
    }

    private static DumpRow Row(XmlReader xml)
    {
        var attributes = new Dictionary<string, string>(xml.AttributeCount, StringComparer.Ordinal);
        while (xml.MoveToNextAttribute())
        {
            attributes[xml.Name] = xml.Value;
        }

        return new DumpRow(attributes);
    }
}
