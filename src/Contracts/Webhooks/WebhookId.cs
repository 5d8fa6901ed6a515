using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Skiller.Contracts.Members;

namespace Skiller.Contracts.Webhooks;

/// <summary>
/// Names a webhook: whose it is and its number among theirs, as text <c>87-2</c>, or <c>site-2</c> for one of the whole site. Given once, and never
/// again to another one.
/// </summary>
/// <param name="Owner">The member, null: the site.</param>
/// <param name="Number">From 1.</param>
[GenerateSerializer, Immutable, Alias("skiller.webhook-id")]
public readonly record struct WebhookId([property: Id(0)] MemberId? Owner, [property: Id(1)] int Number)
{
    private const string Site = "site";

    /// <summary>Reads an id.</summary>
    /// <param name="text">As <see cref="ToString"/> writes it, and no other way.</param>
    /// <param name="id">The id.</param>
    /// <returns>Whether it is one.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, out WebhookId id)
    {
        id = default;
        var dash = text?.IndexOf('-', StringComparison.Ordinal) ?? -1;
        if (text is null || dash < 1 || !int.TryParse(text.AsSpan(dash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return false;
        }

        if (text.AsSpan(0, dash).SequenceEqual(Site))
        {
            id = new WebhookId(null, number);
        }
        else if (long.TryParse(text.AsSpan(0, dash), NumberStyles.None, CultureInfo.InvariantCulture, out var owner) && owner > 0)
        {
            id = new WebhookId(new MemberId(owner), number);
        }

        return number > 0 && id.ToString() == text;
    }

    /// <inheritdoc/>
    public override string ToString() =>
        Owner is { } owner ? string.Create(CultureInfo.InvariantCulture, $"{owner.Value}-{Number}") : string.Create(CultureInfo.InvariantCulture, $"{Site}-{Number}");
}
