using Skiller.Simulator.Journal;
using Skiller.Simulator.People;
using Skiller.Simulator.Plan;
using Skiller.Simulator.Target;

namespace Skiller.Simulator.Growing;

/// <summary>Carries out one act at the target, as often as it takes to know what came of it, always with the same key.</summary>
internal sealed class ActSender(TargetApi api, ActRequests requests, Sessions sessions, DraftKeeper drafts, string keys, TimeProvider clock)
{
    /// <summary>Sends it; the line says what came of it, and what it created.</summary>
    /// <param name="act">The act.</param>
    /// <param name="who">Whose it is.</param>
    /// <param name="needed">What it needs.</param>
    /// <param name="perhapsDone">Whether it was sent before and nobody knows what came of it.</param>
    /// <param name="ct">Gives up.</param>
    public async Task<(JournalLine Line, Known? Created)> Send(Act act, Person who, Known? needed, bool perhapsDone, CancellationToken ct)
    {
        var began = Now();
        if (act is Act.Draft draft)
        {
            var kept = await drafts.Keep(draft, who, needed!, ct);
            return (kept with { Began = began, Ended = Now() }, null);
        }

        var request = requests.Of(act, needed);
        var reply = await Patience.Ask(
            async () =>
            {
                var once = await Once(act, who, request, ct);
                perhapsDone |= once.Status == 0 || (once.Status >= 500 && once.Code != "unavailable");
                return once;
            },
            ct);

        // An edit has no key: when one that may have been done is sent again, it meets itself.
        var outcome = reply.Status == 412 && perhapsDone ? Outcome.Unknown : OutcomeOf(reply);
        var line = request.Line with { Began = began, Ended = Now(), Status = reply.Status, Code = reply.Code, Outcome = outcome };
        var created = line.IsAcknowledged ? Created(act, reply, line) : null;

        // The code of an invitation is what the newcomer needs; it is the run's own.
        return (line with { Id = created?.Id, Question = created?.Question ?? line.Question }, created);
    }

    private async Task<Reply> Once(Act act, Person who, ActRequest request, CancellationToken ct)
    {
        var token = act is Act.Join ? null : await sessions.Token(who.Email, ct);
        if (token is null && act is not Act.Join)
        {
            return new Reply(0, "no session", null);
        }

        var body = (System.Text.Json.Nodes.JsonObject?)request.Body?.DeepClone();
        var reply = await api.Send(request.Method, request.Path, body, token, request.IsKeyed ? $"{keys}-{act.Name}" : null, request.Version, ct);
        if (reply.Status == 401 && token is not null)
        {
            sessions.Forget(who.Email);
            return new Reply(0, "session ended", null);
        }

        return reply;
    }

    private static Outcome OutcomeOf(Reply reply) => reply switch
    {
        { IsSuccess: true } => Outcome.Acknowledged,

        // 503 unavailable is certainly not done; what was asked before it with the same key was unknown at worst, and the target would have answered as before.
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
