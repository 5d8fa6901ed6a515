using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;

namespace Skiller.Tests.Http.Fuzz;

/// <summary>A request that the fuzzer makes.</summary>
internal sealed record FuzzedRequest(string Method, string Path, byte[]? Body, IReadOnlyList<(string Name, string Value)> Headers, Caller By);

/// <summary>Who sends a request.</summary>
internal enum Caller
{
    /// <summary>May do everything.</summary>
    Administrator,

    /// <summary>Whose question and answer are known to the fuzzer.</summary>
    Owner,

    /// <summary>Any other member.</summary>
    Member,

    /// <summary>Somebody with a token that has ended.</summary>
    SignedOut,

    /// <summary>Nobody.</summary>
    Visitor,
}

/// <summary>
/// Makes requests for an operation: mostly in order by the document, now and then with something odd in a path, a query, a header or a body.
/// Every choice comes from one list of numbers, so that a failure can be made again and made smaller.
/// </summary>
internal sealed class Requests(ApiDescription api, IReadOnlyDictionary<string, string> known)
{
    private static readonly string[] _hostile =
    [
        "", " ", "a", "0", "-1", "1e9", "99999999999999999999", "null", "true", "\0", "\u0007", "é", "œuvre", "\u202Egnp", "\u200B", "👩‍👩‍👧", "İ", "ß", "ﬁ", "＜script＞", "'; drop table activity; --",
        "<script>alert(1)</script>", "../../etc/passwd", "%2e%2e%2f", "{{7*7}}", "%s%n", "C#", "c#", ".net", "a b", "--", "__proto__", "constructor", "con",
        new string('x', 2_000), new string('>', 200), new string('[', 200), "e" + new string('\u0301', 500), "\r\nSet-Cookie: a=b", "\uFFFE", "\uD83D\uDE00",
    ];

    // Most is learnt from those who may do something.
    private static readonly Caller[] _callers =
    [
        Caller.Administrator, Caller.Administrator, Caller.Administrator, Caller.Owner, Caller.Owner, Caller.Owner, Caller.Member, Caller.Member,
        Caller.SignedOut, Caller.Visitor,
    ];

    // NUL is what databases stumble over, each in its own way.
    private static readonly string[] _odd = [.. _hostile, "\0", "a\0b", "\0", "\u0085", "\uD800"];

    public static Gen<int[]> Choices { get; } = Gen.Int[0, 1_000_000].Array[40];

    public FuzzedRequest Make(ApiOperation operation, int[] choices)
    {
        var draw = new Draw(choices);
        var path = new StringBuilder(operation.Path);
        var query = new List<string>();
        var headers = new List<(string, string)>();
        foreach (var parameter in operation.Parameters)
        {
            var value = draw.OneIn(parameter.In == "query" ? 3 : 6) ? draw.From(_odd) : Fitting(parameter, draw);
            switch (parameter.In)
            {
                case "path":
                    path.Replace($"{{{parameter.Name}}}", value.Length == 0 ? "%20" : Escaped(value));
                    break;
                case "query" when draw.OneIn(2):
                    query.Add($"{parameter.Name}={Escaped(value)}");
                    break;
                case "header" when (draw.OneIn(2) || parameter.Name == "If-Match") && value.All(c => c is >= ' ' and <= '~'):
                    headers.Add((parameter.Name, value));
                    break;
            }
        }

        if (query.Count > 0 && draw.OneIn(12))
        {
            query.Add(query[0]);
        }

        // A request line beyond 8 KiB is the server's to refuse, before anything of ours runs.
        while (query.Sum(static part => part.Length) > 6_000)
        {
            query.RemoveAt(query.Count - 1);
        }

        var body = operation.Body is { } schema ? Bytes(schema, draw) : null;
        return new FuzzedRequest(
            operation.Method,
            path + (query.Count > 0 ? "?" + string.Join('&', query) : ""),
            body,
            headers,
            _callers[draw.Below(_callers.Length)]);
    }

    private static string Escaped(string value) => Uri.EscapeDataString(value);

    private string Fitting(ApiParameter parameter, Draw draw)
    {
        if (parameter.Schema.TryGetProperty("enum", out var choices))
        {
            return choices[draw.Below(choices.GetArrayLength())].GetString() ?? "";
        }

        return parameter.Name switch
        {
            "limit" => draw.Between(1, 100).ToString(CultureInfo.InvariantCulture),
            "If-Match" => $"\"{draw.Between(1, 3)}\"",
            "Idempotency-Key" => $"fuzz-{draw.Between(0, 1_000_000)}",
            "Accept-Language" => draw.From(["fr", "en", "en-GB;q=0.5, fr;q=0.1", "de"]),
            _ => known.GetValueOrDefault(parameter.Name, "c#"),
        };
    }

    private byte[] Bytes(JsonElement schema, Draw draw)
    {
        if (draw.OneIn(15))
        {
            return Encoding.UTF8.GetBytes(draw.From(["", "nothing", "[]", "null", "{\"a\":1,\"a\":2}", "{\"a\":\"\\ud800\"}", "{\"a\":1}}", "\uFEFF{}"]));
        }

        var body = Object(api.Resolve(schema), draw);
        var text = body.ToJsonString(new JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        return Encoding.UTF8.GetBytes(text);
    }

    private JsonObject Object(JsonElement schema, Draw draw)
    {
        var made = new JsonObject();
        var required = schema.TryGetProperty("required", out var names) ? names.EnumerateArray().Select(n => n.GetString()).ToHashSet() : [];
        foreach (var property in schema.GetProperty("properties").EnumerateObject())
        {
            if (draw.OneIn(required.Contains(property.Name) ? 15 : 2))
            {
                continue;
            }

            made[property.Name] = draw.OneIn(8) ? Odd(draw) : Value(property.Name, api.Resolve(property.Value), draw);
        }

        if (draw.OneIn(20))
        {
            made["extra"] = Odd(draw);
        }

        return made;
    }

    private JsonNode? Value(string name, JsonElement schema, Draw draw)
    {
        if (schema.TryGetProperty("enum", out var choices))
        {
            return JsonNode.Parse(choices[draw.Below(choices.GetArrayLength())].GetRawText());
        }

        var type = schema.GetProperty("type");
        var first = type.ValueKind == JsonValueKind.Array ? type.EnumerateArray().Select(t => t.GetString()).First(t => t != "null") : type.GetString();
        return first switch
        {
            "integer" => draw.Between(Bound(schema, "minimum", -3), Bound(schema, "maximum", 3)),
            "array" => new JsonArray([.. Enumerable.Range(0, draw.Between(0, 6)).Select(i => JsonValue.Create($"skill-{draw.Between(0, 40)}"))]),
            _ when known.TryGetValue(name, out var fitting) && !draw.OneIn(3) => fitting,
            _ => Words(draw.Between(Bound(schema, "minLength", 0), Math.Min(300, Bound(schema, "maxLength", 60) + 1))),
        };
    }

    private static JsonNode? Odd(Draw draw) => draw.Below(7) switch
    {
        0 => null,
        1 => JsonValue.Create(draw.Between(-5, 5)),
        2 => JsonValue.Create(true),
        3 => new JsonArray(1, "a", null),
        4 => new JsonObject { ["a"] = 1 },
        5 => JsonNode.Parse("1e400"),
        _ => JsonValue.Create(draw.From(_odd)),
    };

    private static int Bound(JsonElement schema, string name, int otherwise) => schema.TryGetProperty(name, out var bound) && bound.TryGetInt32(out var number) ? number : otherwise;

    private static string Words(int length) => string.Concat(Enumerable.Repeat("quelques mots ", (length / 14) + 1))[..length];

    /// <summary>Takes choices one after another, from the beginning again when there are no more.</summary>
    private sealed class Draw(int[] choices)
    {
        private int _next;

        public int Below(int bound) => choices[_next++ % choices.Length] % Math.Max(1, bound);

        public int Between(int low, int high) => low + Below(high - low + 1);

        public bool OneIn(int times) => Below(times) == 0;

        public string From(string[] values) => values[Below(values.Length)];
    }
}
