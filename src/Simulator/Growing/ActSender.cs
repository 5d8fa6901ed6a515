using Skiller.Simulator.Journal;
using Skiller.Simulator.People;
using Skiller.Simulator.Plan;
using Skiller.Simulator.Target;

namespace Skiller.Simulator.Growing;

/// <summary>Carries out one act at the target, as often as it takes to know what came of it, always with the same key.</summary>
internal sealed class ActSender(TargetApi api, ActRequests requests, Sessions sessions, DraftKeeper drafts, string keys, TimeProvider clock)
{
    // Longer than an act is tried for.
    private static readonly TimeSpan _longest = TimeSpan.FromMinutes(10);

    /// <summary>What is known of an act before it is sent: it may happen from now on.</summary>
    public JournalLine Before(Act act, Known? needed) => requests.Of(act, needed).Line with { Began = Now(), Ended = Now() + (long)_longest.TotalMilliseconds };

    /// <summary>Sends it; the line says what came of it, and what it created.</summary>
    /// <param name="act">The act.</param>
    /// <param name="who">Whose it is.</param>
    /// <param name="needed">What it needs.</param>
    /// <param name="perhapsDone">Whether it was sent before and nobody knows what came of it.</param>
    /// <param name="ct">Gives up.</param>
    public Task<(JournalLine Line, Known? Created)> Send(Act act, Person who, Known? needed, bool perhapsDone, CancellationToken ct) => SendBy(null, act, who, needed, perhapsDone, ct);

    /// <summary>The same by another way than HTTP, which is given the request, the member's session and the key; null: over HTTP.</summary>
    public async Task<(JournalLine Line, Known? Created)> SendBy(
        Func<ActRequest, string, string?, Task<Reply>>? way, Act act, Person who, Known? needed, bool perhapsDone, CancellationToken ct)
    {
        var (began, attempts) = (Now(), 0);
        if (act is Act.Draft draft)
        {
            var kept = await drafts.Keep(draft, who, needed!, ct);
            var came = kept.Outcome == Outcome.Refused && perhapsDone ? Outcome.Unknown : kept.Outcome;
            return (kept with { Began = began, Ended = Now(), Outcome = came }, null);
        }

        var request = requests.Of(act, needed);
        var reply = await Patience.Ask(
            () => act is Act.Join ? Once(null) : sessions.Send(who.Email, Once, ct),
            ct);
        var outcome = OutcomeOf(reply, request.IsKeyed, perhapsDone);
        var line = request.Line with { Began = began, Ended = Now(), Status = reply.Status, Code = reply.Code, Outcome = outcome, Attempts = attempts > 1 ? attempts : 0 };
        var created = line.IsAcknowledged ? Created(act, reply, line) : null;

        // The code of an invitation is what the newcomer needs; it is the run's own.
        return (line with { Id = created?.Id, Question = created?.Question ?? line.Question }, created);

        async Task<Reply> Once(string? token)
        {
            attempts++;
            var body = (System.Text.Json.Nodes.JsonObject?)request.Body?.DeepClone();
            var key = request.IsKeyed ? $"{keys}-{act.Name}" : null;
            var once = way is null || token is null ? await api.Send(request.Method, request.Path, body, token, key, request.Version, ct) : await way(request, token, key);

            // 503 unavailable is certainly not done.
            perhapsDone |= once.Status == 0 || (once.Status >= 500 && once.Code != "unavailable");
            return once;
        }
    }

    private static Outcome OutcomeOf(Reply reply, bool isKeyed, bool perhapsDone) => reply switch
    {
        { IsSuccess: true } => Outcome.Acknowledged,

        // What has no key and was done at first meets itself: an edit the version that it made, a vote what has changed since. What has one is answered as
        // before, unless nobody looked at the key.
        { Status: >= 400 and < 500 } when perhapsDone && (!isKeyed || reply.Status is 401 or 429) => Outcome.Unknown,
        { Status: >= 400 and < 500 } => Outcome.Refused,
        _ => Outcome.Unknown,
    };

    private static Known? Created(Act act, Reply reply, JournalLine line)
    {
        var id = reply.Json is System.Text.Json.Nodes.JsonObject json ? (json["id"] ?? json["code"])?.ToString() : null;
        return act switch
        {
            Act.Invite => new Known(reply.Json?["code"]?.ToString() ?? "", null, null),
            Act.Join => new Known(id ?? "", null, null),
            Act.Ask => new Known(id ?? "", id, null),
            Act.Answer => new Known(id ?? "", line.Question, id),
            Act.Comment => new Known(id ?? "", line.Question, line.Answer),
            _ => null,
        };
    }

    private long Now() => clock.GetUtcNow().ToUnixTimeMilliseconds();
}
