using System.Globalization;
using System.Text;

namespace Skiller.Tests.Processes.Live;

/// <summary>Takes a stream of events apart as a browser does (HTML Standard, 9.2.6): what is not ended by an empty line was never said.</summary>
internal static class SseReader
{
    public static async IAsyncEnumerable<Heard> Read(Stream stream, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var (id, kind, data) = ("", "", new StringBuilder());
        while (await reader.ReadLineAsync(ct) is { } line)
        {
            var (name, value) = line.Split(':', 2) is [var field, var rest] ? (field, rest.StartsWith(' ') ? rest[1..] : rest) : (line, "");
            switch (name)
            {
                case "id":
                    id = value;
                    break;
                case "event":
                    kind = value;
                    break;
                case "data":
                    data.Append(value);
                    break;
                case "" when line.Length == 0:
                    if (id.Length > 0)
                    {
                        yield return new Heard(long.Parse(id, CultureInfo.InvariantCulture), data.Length > 0 ? kind : "", data.ToString());
                    }

                    (kind, _) = ("", data.Clear());
                    break;
                default:
                    break;
            }
        }
    }
}
