using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Skiller.Tests.Given;

namespace Skiller.Tests.Processes.Telemetry;

/// <summary>A collector that takes OTLP over HTTP as protobuf (opentelemetry-proto, collector/trace/v1), and keeps the spans and the names of the metrics.</summary>
internal sealed class OtlpReceiver : IAsyncDisposable
{
    private readonly HttpListener _listener = new();
    private readonly Task _loop;

    public OtlpReceiver()
    {
        Address = new Uri($"http://127.0.0.1:{Ports.Free()}");
        _listener.Prefixes.Add(Address.AbsoluteUri);
        _listener.Start();
        _loop = Listen();
    }

    public Uri Address { get; }

    public ConcurrentQueue<ReceivedSpan> Spans { get; } = new();

    public ConcurrentDictionary<string, bool> Metrics { get; } = new(StringComparer.Ordinal);

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _loop;
        _listener.Close();
    }

    private async Task Listen()
    {
        while (true)
        {
            HttpListenerContext context;
            try
            {
                context = await _listener.GetContextAsync();
            }
            catch (Exception stopped) when (stopped is HttpListenerException or ObjectDisposedException)
            {
                return;
            }

            using var body = new MemoryStream();
            await context.Request.InputStream.CopyToAsync(body);
            Take(context.Request.Url!.AbsolutePath, body.ToArray());
            context.Response.StatusCode = (int)HttpStatusCode.OK;
            context.Response.ContentType = "application/x-protobuf";
            context.Response.Close();
        }
    }

    private void Take(string path, byte[] body)
    {
        foreach (var (_, resource, _) in ProtoReader.Fields(body).Where(static field => field.Number == 1))
        {
            var process = ProtoReader.Fields(resource).Where(static field => field.Number == 1)
                .SelectMany(static field => ProtoReader.Fields(field.Bytes)).Where(static field => field.Number == 1)
                .Select(static attribute => Attribute(attribute.Bytes)).First(static pair => pair.Key == "service.instance.id").Value;
            var items = ProtoReader.Fields(resource).Where(static field => field.Number == 2)
                .SelectMany(static scope => ProtoReader.Fields(scope.Bytes)).Where(static field => field.Number == 2);
            foreach (var (_, item, _) in items)
            {
                if (path == "/v1/traces")
                {
                    Spans.Enqueue(Span(process, item));
                }
                else
                {
                    Metrics[Text(ProtoReader.Fields(item).First(static field => field.Number == 1).Bytes)] = true;
                }
            }
        }
    }

    private static ReceivedSpan Span(string process, ReadOnlyMemory<byte> span)
    {
        var fields = ProtoReader.Fields(span).ToList();
        return new ReceivedSpan(
            process,
            Hex(fields, 1),
            Hex(fields, 2),
            Hex(fields, 4),
            Text(fields.First(static field => field.Number == 5).Bytes),
            (int)fields.FirstOrDefault(static field => field.Number == 6).Value,
            fields.First(static field => field.Number == 7).Value,
            fields.First(static field => field.Number == 8).Value,
            fields.Where(static field => field.Number == 9).Select(static field => Attribute(field.Bytes))
                .ToDictionary(static pair => pair.Key, static pair => pair.Value, StringComparer.Ordinal));
    }

    // Of values only texts and whole numbers are of use here.
    private static KeyValuePair<string, string> Attribute(ReadOnlyMemory<byte> attribute)
    {
        var fields = ProtoReader.Fields(attribute).ToList();
        var (number, bytes, whole) = ProtoReader.Fields(fields.First(static field => field.Number == 2).Bytes).FirstOrDefault();
        return new(
            Text(fields.First(static field => field.Number == 1).Bytes),
            number == 1 ? Text(bytes) : whole.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    private static string Hex(List<(int Number, ReadOnlyMemory<byte> Bytes, ulong Value)> fields, int number) =>
        Convert.ToHexStringLower(fields.FirstOrDefault(field => field.Number == number).Bytes.Span);

    private static string Text(ReadOnlyMemory<byte> bytes) => Encoding.UTF8.GetString(bytes.Span);
}

/// <summary>A span as a collector has it.</summary>
/// <param name="Process">Who sent it.</param>
/// <param name="Trace">Its trace.</param>
/// <param name="Id">Itself.</param>
/// <param name="Parent">What caused it, empty: nothing.</param>
/// <param name="Name">What was done.</param>
/// <param name="Kind">1 internal, 2 server, 3 client, 4 producer, 5 consumer.</param>
/// <param name="Begun">Nanoseconds since 1970.</param>
/// <param name="Ended">Nanoseconds since 1970.</param>
/// <param name="Tags">What else is said.</param>
internal sealed record ReceivedSpan(
    string Process, string Trace, string Id, string Parent, string Name, int Kind, ulong Begun, ulong Ended, IReadOnlyDictionary<string, string> Tags);
