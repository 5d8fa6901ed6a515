using System.Globalization;

namespace Skiller.Tests.Processes.Crash;

/// <summary>Joins members.</summary>
internal static class Newcomers
{
    public const string Password = "an ordinary sentence of words";

    /// <summary>Joins with an invitation; the token of the creation is the handle.</summary>
    public static async Task<Answer> Join(World? world, History history, Caller caller, string code, bool giveUp, CancellationToken ct)
    {
        var handle = world?.NewToken() ?? "administrator";
        var body = new { invitation = code, email = $"{handle}@example.org", password = Password, handle, name = $"Writer {handle}", locale = "en" };
        var answer = await caller.Call(HttpMethod.Post, "/api/v1/members", body, null, true, null, giveUp, ct);
        history.Add(new Creation("member", handle, "", answer.Id, answer.Outcome));
        return answer;
    }

    public static async Task<Member> SignIn(Caller caller, Answer joined, CancellationToken ct)
    {
        var handle = joined.Body.GetProperty("handle").GetString()!;
        var email = $"{handle}@example.org";
        var answer = await caller.Call(HttpMethod.Post, "/api/v1/tokens", new { email, password = Password }, null, false, null, false, ct);
        return new Member(long.Parse(joined.Id!, CultureInfo.InvariantCulture), handle, email, answer.Body.GetProperty("token").GetString()!);
    }
}
