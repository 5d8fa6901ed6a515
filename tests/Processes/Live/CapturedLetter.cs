using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;

namespace Skiller.Tests.Processes.Live;

/// <summary>A mail of what somebody was told, as the server took it.</summary>
internal sealed partial record CapturedLetter(string To, string Id, ImmutableArray<string> Lines)
{
    private const string Subject = "Subject: News for you on ";

    /// <summary>Reads a message; null when it is another sort of mail.</summary>
    public static CapturedLetter? Read(string to, string message)
    {
        var headers = message[..message.IndexOf("\r\n\r\n", StringComparison.Ordinal)].Split("\r\n");
        if (!Array.Exists(headers, static header => header.StartsWith(Subject, StringComparison.Ordinal)))
        {
            return null;
        }

        var id = headers.Single(static header => header.StartsWith("Message-Id: ", StringComparison.OrdinalIgnoreCase));
        return new CapturedLetter(to, id[(id.IndexOf('<', StringComparison.Ordinal) + 1)..^1], LinesOf(PlainText(message)));
    }

    /// <summary>What a mail says as plain text.</summary>
    public static string PlainText(string message)
    {
        var part = message[message.IndexOf("Content-Type: text/plain", StringComparison.OrdinalIgnoreCase)..];
        part = part[(part.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..];
        return Decode(part[..part.IndexOf("\r\n--", StringComparison.Ordinal)].Replace("=\r\n", "", StringComparison.Ordinal));
    }

    // Quoted-printable (RFC 2045, 6.7), its soft line breaks taken out.
    private static string Decode(string text)
    {
        var bytes = new List<byte>(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '=')
            {
                bytes.Add(Convert.ToByte(text.Substring(i + 1, 2), 16));
                i += 2;
            }
            else
            {
                bytes.Add((byte)text[i]);
            }
        }

        return Encoding.UTF8.GetString([.. bytes]);
    }

    private static ImmutableArray<string> LinesOf(string text) =>
        [.. Said().Matches(text.ReplaceLineEndings("\n")).Select(static match => $"{match.Groups["text"].Value} {match.Groups["link"].Value}")];

    [GeneratedRegex("^- (?<text>.*)\n  (?<link>\\S+)$", RegexOptions.CultureInvariant | RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Said();
}
