using System.Text.Json;
using System.Text.Json.Serialization;

namespace Skiller.Grains.Webhooks;

/// <summary>
/// What is sent, as Standard Webhooks 1.0 recommends it: thin, with the shapes and names of the API. Texts are not in it: whoever may read them asks for
/// them where they are, as they are then. By the bounds of titles and names it never has 20 KB.
/// </summary>
/// <param name="Type">Of <see cref="Contracts.Webhooks.WebhookKinds"/>.</param>
/// <param name="Timestamp">When it happened.</param>
/// <param name="Data">What.</param>
internal sealed record WebhookPayload(string Type, DateTimeOffset Timestamp, WebhookData Data)
{
    /// <summary>As it is signed and sent.</summary>
    public byte[] Bytes() => JsonSerializer.SerializeToUtf8Bytes(this, WebhookJson.Default.WebhookPayload);
}

/// <summary>What happened.</summary>
/// <param name="Position">Its place in the activity log, by which receivers can order what they were told.</param>
/// <param name="Url">The page that shows it.</param>
internal sealed record WebhookData(long Position, string Url)
{
    /// <summary>Who did it.</summary>
    public WebhookPerson? Actor { get; init; }

    /// <summary>The member whom it is about.</summary>
    public WebhookPerson? Member { get; init; }

    public WebhookQuestion? Question { get; init; }

    public string? AnswerId { get; init; }

    public string? CommentId { get; init; }

    public IReadOnlyList<string>? Skills { get; init; }

    /// <summary>What a moderator did.</summary>
    public string? Act { get; init; }
}

/// <summary>A member.</summary>
internal sealed record WebhookPerson(string Id, string Handle, string Name);

/// <summary>A question; its title is away when it is not shown any more.</summary>
internal sealed record WebhookQuestion(string Id, string? Title);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(WebhookPayload))]
internal sealed partial class WebhookJson : JsonSerializerContext;
