using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Skiller.Grains.Activity;

namespace Skiller.Tests.Storage.Activity;

/// <summary>Appends in short words.</summary>
internal static class Appends
{
    /// <summary>A time that both databases keep exactly.</summary>
    public static readonly DateTimeOffset Noon = new(2026, 3, 4, 12, 0, 0, 123, 456, TimeSpan.Zero);

    public static NewActivity Fact(string payload = "{}", params ImmutableArray<string> targets) =>
        new("tested", 1, Encoding.UTF8.GetBytes(payload), null, Noon, null, targets);

    public static AppendRequest To(string stream, long expected, params ImmutableArray<NewActivity> facts) =>
        new([new StreamAppend(stream, expected, facts)], []);

    public static AppendRequest And(this AppendRequest request, string stream, long expected, params ImmutableArray<NewActivity> facts) =>
        request with { Streams = request.Streams.Add(new StreamAppend(stream, expected, facts)) };

    public static AppendRequest By(this AppendRequest request, RecordedCommand command) =>
        request with { Commands = request.Commands.Add(command) };

    public static RecordedCommand Command(int number, string fingerprint = "f", DateTimeOffset? expires = null) => new(
        number.ToString("x64", CultureInfo.InvariantCulture),
        fingerprint.PadLeft(64, '0'),
        Encoding.UTF8.GetBytes($$"""{"id":{{number}}}"""),
        expires);

    public static string Text(this ReadOnlyMemory<byte> bytes) => Encoding.UTF8.GetString(bytes.Span);

    public static async Task<AppendOutcome> Append(this OpenedStorage storage, AppendRequest request) =>
        await storage.Log.Append(request, CancellationToken.None);

    public static async Task<List<RecordedActivity>> Stream(this OpenedStorage storage, string stream, long after = 0)
    {
        var read = new List<RecordedActivity>();
        await foreach (var activity in storage.Log.ReadStream(stream, after, CancellationToken.None))
        {
            read.Add(activity);
        }

        return read;
    }
}
