using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Skiller.Simulator.Target;

namespace Skiller.Simulator.Growing;

/// <summary>Sessions of members at the API, each opened when it is first needed.</summary>
internal sealed class Sessions(TargetApi api, string password)
{
    private static readonly Reply _open = new(200, "", null);
    private readonly ConcurrentDictionary<string, string> _tokens = new(StringComparer.Ordinal);

    /// <summary>
    /// Asks as a member: signs them in where that is needed, and once more when the session is no good any more (a member has few at once, and each draft
    /// opens one). Nothing is waited for: who wants <see cref="Patience"/> has it around this.
    /// </summary>
    /// <param name="email">The member's.</param>
    /// <param name="ask">Asks with a token.</param>
    /// <param name="ct">Gives up.</param>
    /// <returns>The answer; when signing in gave no token, the answer to that, which is never a success.</returns>
    public async Task<Reply> Send(string email, Func<string, Task<Reply>> ask, CancellationToken ct)
    {
        for (var isFirst = true; ; isFirst = false)
        {
            var (token, refused) = await Open(email, ct);
            if (token is null)
            {
                return refused;
            }

            var reply = await ask(token);
            if (reply.Status != 401)
            {
                return reply;
            }

            // One that somebody else opened meanwhile stays.
            _tokens.TryRemove(KeyValuePair.Create(email, token));
            if (!isFirst)
            {
                return reply;
            }
        }
    }

    /// <summary>The session that a member has; signs them in when there is none.</summary>
    /// <returns>Its token and a success; or nothing, and the answer to signing in, which is none.</returns>
    public async Task<(string? Token, Reply Reply)> Open(string email, CancellationToken ct)
    {
        if (_tokens.TryGetValue(email, out var token))
        {
            return (token, _open);
        }

        var body = new JsonObject { ["email"] = email, ["password"] = password };
        var signedIn = await api.Send(HttpMethod.Post, "tokens", body, null, null, null, ct);
        return signedIn.IsSuccess && signedIn.Json?["token"]?.GetValue<string>() is { } opened
            ? (_tokens.GetOrAdd(email, opened), signedIn)
            : (null, signedIn.IsSuccess ? new Reply(0, "no token", null) : signedIn);
    }
}
