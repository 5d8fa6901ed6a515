using System.Text.Json;
using System.Text.Json.Serialization;
using Skiller.Contracts;
using Skiller.Contracts.Questions;
using Skiller.Grains.Accounts;
using Skiller.Grains.Invitations;
using Skiller.Grains.Webhooks;

namespace Skiller.Grains.Activity;

/// <summary>The stored form of receipts that are kept with a command's key: ids and times only.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, Converters = [typeof(MemberIdJson)])]
[JsonSerializable(typeof(Done))]
[JsonSerializable(typeof(PostReceipt))]
[JsonSerializable(typeof(ImportReceipt))]
[JsonSerializable(typeof(JoinedReceipt))]
[JsonSerializable(typeof(InvitedReceipt))]
[JsonSerializable(typeof(SharedReceipt))]
[JsonSerializable(typeof(WebhookReceipt))]
internal sealed partial class ReceiptJson : JsonSerializerContext
{
    public static byte[] Encode<T>(T receipt) => JsonSerializer.SerializeToUtf8Bytes(receipt, typeof(T), Default);

    public static T Decode<T>(ReadOnlyMemory<byte> json)
        where T : class =>
        JsonSerializer.Deserialize(json.Span, typeof(T), Default) as T ?? throw new JsonException($"No {typeof(T).Name} was stored.");
}
