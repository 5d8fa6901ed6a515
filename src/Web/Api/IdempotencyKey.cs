using System.Security.Cryptography;
using System.Text;
using Skiller.Contracts;
using Skiller.Contracts.Members;
using Skiller.Web.Problems;

namespace Skiller.Web.Api;

/// <summary>Turns an <c>Idempotency-Key</c> into a command id (API.md, "Conventions").</summary>
internal static class IdempotencyKey
{
    public const string Header = "Idempotency-Key";
    private const int MaxLength = 64;

    /// <summary>The command, null without a key.</summary>
    /// <param name="request">The request.</param>
    /// <param name="member">Who sends it, null for nobody: then the key covers the body.</param>
    /// <param name="body">The body.</param>
    /// <param name="isSecret">Whether the body has a password in it: its fingerprint is then keyed with what the client alone knows.</param>
    public static CommandId? Read(HttpRequest request, MemberId? member, ReadOnlySpan<byte> body, bool isSecret = false)
    {
        var values = request.Headers[Header];
        if (values.Count == 0)
        {
            return null;
        }

        if (values is not [{ Length: >= 1 and <= MaxLength } key] || !key.All(c => c is > ' ' and <= '~'))
        {
            throw new RequestRefusedException(Refusal.Invalid(FieldError.Of(Header, "not-a-key")));
        }

        var content = isSecret ? Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), body)) : Hash(body);
        var who = member is { } id ? $"m{id}" : $"b{content}";
        var act = $"{who}\n{request.Method} {request.Path.Value}\n{key}";

        // A body may hold an address or a few words: by itself its hash could be looked up. The key that goes with it is kept nowhere.
        return new CommandId(Hash(Encoding.UTF8.GetBytes(act)), Hash(Encoding.UTF8.GetBytes($"{act}\n{content}")));
    }

    private static string Hash(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
