using MimeKit;

namespace Skiller.Silo.Mail;

/// <summary>Reads what a mail server sends back about a mail (RFC 3464).</summary>
internal static class BounceReport
{
    /// <summary>Most recipients that are read from one report; our mails have one each.</summary>
    private const int Most = 10;

    /// <summary>
    /// The addresses that a mail failed to reach for good: action <c>failed</c> with a status of class 5 (RFC 3463). A mailbox that is full, or a
    /// server that is away, is neither. None where it is no such report.
    /// </summary>
    public static IReadOnlyCollection<string> Failed(byte[] message)
    {
        using var stream = new MemoryStream(message);
        try
        {
            using var read = MimeMessage.Load(stream);
            return
            [
                .. read.BodyParts.OfType<MessageDeliveryStatus>()
                    .SelectMany(static part => part.StatusGroups)
                    .Where(static group => IsFailure(group["Action"], group["Status"]))
                    .Select(static group => Address(group["Original-Recipient"]) ?? Address(group["Final-Recipient"]))
                    .OfType<string>()
                    .Distinct(StringComparer.OrdinalIgnoreCase)
                    .Take(Most),
            ];
        }
        catch (FormatException)
        {
            return [];
        }
    }

    private static bool IsFailure(string? action, string? status) =>
        string.Equals(action?.Trim(), "failed", StringComparison.OrdinalIgnoreCase) && status?.TrimStart().StartsWith("5.", StringComparison.Ordinal) == true;

    // rfc822; ada@example.org
    private static string? Address(string? field) =>
        field?.Split(';', 2) is [var kind, var address] && string.Equals(kind.Trim(), "rfc822", StringComparison.OrdinalIgnoreCase) && address.Trim().Trim('<', '>') is { Length: > 0 } text
            ? text
            : null;
}
