using System.Globalization;
using System.Text;

namespace Skiller.Web.Live;

/// <summary>What is written into a stream of events (HTML Standard, 9.2.6).</summary>
internal static class LiveFrames
{
    /// <summary>An event with the position to resume from. JSON has no line breaks.</summary>
    public static ReadOnlyMemory<byte> Event(long position, string kind, ReadOnlySpan<byte> json)
    {
        var head = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"id: {position}\nevent: {kind}\ndata: "));
        var frame = new byte[head.Length + json.Length + 2];
        head.CopyTo(frame, 0);
        json.CopyTo(frame.AsSpan(head.Length));
        frame[^2] = frame[^1] = (byte)'\n';
        return frame;
    }

    /// <summary>No event, but from now on the client resumes from here; also keeps the way open through proxies.</summary>
    public static ReadOnlyMemory<byte> Position(long position) => Text($"id: {position}\n\n");

    /// <summary>What the client has cannot be brought up to date: it is to load afresh, and goes on from here.</summary>
    public static ReadOnlyMemory<byte> Reset(long position) => Text($"id: {position}\nevent: reset\ndata: {{}}\n\n");

    /// <summary>How long to wait before connecting again.</summary>
    public static ReadOnlyMemory<byte> Retry(TimeSpan wait) => Text($"retry: {(long)wait.TotalMilliseconds}\n\n");

    private static ReadOnlyMemory<byte> Text(FormattableString text) => Encoding.UTF8.GetBytes(text.ToString(CultureInfo.InvariantCulture));
}
