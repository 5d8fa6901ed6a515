using System.Buffers;
using System.Text.Json;
using System.Text.Unicode;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;
using Skiller.Contracts;
using Skiller.Web.Problems;

namespace Skiller.Web.Api;

/// <summary>Reads a JSON body strictly: media type, size, encoding and grammar each have their refusal.</summary>
internal static class RequestBody
{
    /// <summary>Most bytes that are taken off the wire before a refusal.</summary>
    private const int MostDrained = 16 * Limits.RequestBytes;

    private static readonly JsonDocumentOptions _strict = new() { AllowDuplicateProperties = false, MaxDepth = 16 };

    /// <summary>Reads the whole body.</summary>
    /// <param name="request">The request.</param>
    /// <param name="mayBeEmpty">Whether no body at all, of whatever type, stands for an empty object.</param>
    /// <param name="ct">Ends the reading.</param>
    public static async Task<byte[]> Read(HttpRequest request, bool mayBeEmpty, CancellationToken ct)
    {
        if (!mayBeEmpty)
        {
            RequireJson(request);
        }

        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = MostDrained;
        }

        var body = new ArrayBufferWriter<byte>(256);
        while (true)
        {
            var read = await request.Body.ReadAsync(body.GetMemory(256), ct);
            if (read == 0)
            {
                return mayBeEmpty && body.WrittenCount == 0 ? "{}"u8.ToArray() : body.WrittenSpan.ToArray();
            }

            if (body.WrittenCount == 0)
            {
                RequireJson(request);
            }

            body.Advance(read);
            if (body.WrittenCount > Limits.RequestBytes)
            {
                await Drain(request.Body, ct);
                throw new RequestRefusedException(ProblemMapping.TooLarge);
            }
        }
    }

    /// <summary>A client that is still sending would not read the refusal; one that sends far too much is cut off by the server.</summary>
    private static async Task Drain(Stream body, CancellationToken ct)
    {
        var rest = ArrayPool<byte>.Shared.Rent(16 * 1024);
        try
        {
            while (await body.ReadAsync(rest, ct) > 0)
            {
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rest);
        }
    }

    public static RequestFields Parse(byte[] body)
    {
        if (!Utf8.IsValid(body))
        {
            throw new RequestRefusedException(ProblemMapping.Malformed);
        }

        try
        {
            var root = JsonDocument.Parse(body, _strict).RootElement;
            return root.ValueKind == JsonValueKind.Object ? new RequestFields(root) : throw new RequestRefusedException(ProblemMapping.Malformed);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // A property name with a lone surrogate ends in InvalidOperationException.
            throw new RequestRefusedException(ProblemMapping.Malformed);
        }
    }

    private static void RequireJson(HttpRequest request)
    {
        var isJson = request.Headers.ContentType.Count == 1
            && MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            && type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase)
            && (!type.Charset.HasValue || HeaderUtilities.RemoveQuotes(type.Charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase))
            && request.Headers.ContentEncoding.Count == 0;
        if (!isJson)
        {
            throw new RequestRefusedException(ProblemMapping.UnsupportedMediaType);
        }
    }
}
