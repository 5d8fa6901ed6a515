using System.Net.Sockets;
using System.Text;

namespace Skiller.Tests.Http.Security;

/// <summary>Bytes as a client sends them that keeps to no rule.</summary>
internal static class RawCall
{
    /// <summary>The status and the head of the answer.</summary>
    /// <param name="site">Where to.</param>
    /// <param name="lines">The request's line and headers.</param>
    public static async Task<(int Status, string Head)> Send(Uri site, params string[] lines)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(site.Host, site.Port);
        await using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(string.Join("\r\n", lines) + "\r\n\r\n"));
        using var reader = new StreamReader(stream, Encoding.ASCII);
        var head = new StringBuilder();
        while (await reader.ReadLineAsync() is { Length: > 0 } line)
        {
            head.AppendLine(line);
        }

        return (int.Parse(head.ToString().AsSpan(9, 3), System.Globalization.CultureInfo.InvariantCulture), head.ToString());
    }
}
