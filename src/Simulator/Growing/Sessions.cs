using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Skiller.Simulator.Target;

namespace Skiller.Simulator.Growing;

/// <summary>Tokens of members, each got when it is first needed.</summary>
internal sealed class Sessions(TargetApi api, string password)
{
    private readonly ConcurrentDictionary<string, string> _tokens = new(StringComparer.Ordinal);

    /// <summary>A member's token; null when the target gives none.</summary>
    public async Task<string?> Token(string email, CancellationToken ct)
    {
        if (_tokens.TryGetValue(email, out var known))
        {
            return known;
        }

        var body = new JsonObject { ["email"] = email, ["password"] = password };
        var reply = await Patience.Ask(() => api.Send(HttpMethod.Post, "tokens", (JsonObject)body.DeepClone(), null, null, null, ct), ct);
        if (reply is not { IsSuccess: true, Json: { } json } || json["token"]?.GetValue<string>() is not { } token)
        {
            return null;
        }

        _tokens[email] = token;
        return token;
    }

    /// <summary>A token that is no good any more.</summary>
    public void Forget(string email) => _tokens.TryRemove(email, out _);
}
