using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Skiller.Grains.Activity;

/// <summary>
/// Turns facts into their stored form and back. What is marked <see cref="PersonalAttribute"/> goes into a payload of its own, which can be
/// redacted in place: the fact then reads with nulls there, and everything that is counted still holds.
/// </summary>
internal static class FactCodec
{
    private static readonly JsonSerializerOptions _plain = Writing(personal: false);
    private static readonly JsonSerializerOptions _personal = Writing(personal: true);

    /// <summary>The stored form of a fact of a stream, with its targets.</summary>
    public static NewActivity Encode(string stream, TimedFact timed)
    {
        var kind = ActivityKinds.Of(timed.Fact);
        var type = timed.Fact.GetType();
        var payload = JsonSerializer.SerializeToUtf8Bytes(timed.Fact, _plain.GetTypeInfo(type));
        var personal = JsonSerializer.SerializeToUtf8Bytes(timed.Fact, _personal.GetTypeInfo(type));
        return new NewActivity(
            kind.Name,
            kind.Schema,
            payload,
            personal.Length > 2 ? (ReadOnlyMemory<byte>?)personal : null,
            timed.At,
            timed.Actor?.Value,
            ActivityRouting.TargetsOf(stream, timed));
    }

    /// <summary>The fact that was stored.</summary>
    /// <exception cref="UnknownActivityException">A newer version of the program wrote it.</exception>
    /// <exception cref="JsonException">The row is damaged.</exception>
    public static Fact Decode(RecordedActivity activity)
    {
        var type = ActivityKinds.TypeOf(activity);
        var json = activity.Personal is { Length: > 2 } personal ? Splice(activity.Payload.Span, personal.Span) : activity.Payload;
        return JsonSerializer.Deserialize(json.Span, FactJson.Default.GetTypeInfo(type)!) as Fact
            ?? throw new JsonException($"Position {activity.Position} holds no fact.");
    }

    /// <summary>Where and when a stored fact stands.</summary>
    public static Occurrence OccurrenceOf(RecordedActivity activity) =>
        new(activity.Stream, activity.Version, activity.At, activity.Actor is { } actor ? new Contracts.Members.MemberId(actor) : null);

    // {"a":1} and {"b":2} make {"a":1,"b":2}.
    private static ReadOnlyMemory<byte> Splice(ReadOnlySpan<byte> payload, ReadOnlySpan<byte> personal)
    {
        if (payload.Length <= 2)
        {
            return personal.ToArray();
        }

        var json = new byte[payload.Length + personal.Length - 1];
        payload[..^1].CopyTo(json);
        json[payload.Length - 1] = (byte)',';
        personal[1..].CopyTo(json.AsSpan(payload.Length));
        return json;
    }

    private static JsonSerializerOptions Writing(bool personal)
    {
        var options = new JsonSerializerOptions(FactJson.Default.Options)
        {
            TypeInfoResolver = FactJson.Default.WithAddedModifier(info => Select(info, personal)),
        };
        options.MakeReadOnly();
        return options;
    }

    private static void Select(JsonTypeInfo info, bool personal)
    {
        if (!info.Type.IsSubclassOf(typeof(Fact)))
        {
            return;
        }

        foreach (var property in info.Properties)
        {
            if (property.AttributeProvider?.IsDefined(typeof(PersonalAttribute), inherit: false) != personal)
            {
                property.ShouldSerialize = static (_, _) => false;
            }
        }
    }
}
