using System.Security.Cryptography;
using System.Text;
using Skiller.Contracts;

namespace Skiller.Simulator.Direct;

/// <summary>The command id of an act, the same as a front makes of its request: an act that is sent again the other way is recognised.</summary>
internal static class CommandKey
{
    /// <param name="member">Who acts.</param>
    /// <param name="method">The request's method.</param>
    /// <param name="path">Its path from the root of the site.</param>
    /// <param name="key">Its Idempotency-Key.</param>
    /// <param name="body">Its body.</param>
    public static CommandId Of(long member, string method, string path, string key, string body)
    {
        var act = $"m{member}\n{method} {path}\n{key}";
        return new CommandId(Hash(act), Hash($"{act}\n{Hash(body)}"));
    }

    /// <summary>64 hexadecimal digits: SHA-256.</summary>
    public static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
