using System.Globalization;
using Skiller.Simulator.Growing;
using Skiller.Simulator.People;
using Skiller.Simulator.Plan;
using Skiller.Simulator.Shapes;
using Skiller.Simulator.Target;

namespace Skiller.Simulator.Direct;

/// <summary>
/// Takes turns with HTTP: questions, answers, comments, votes and readings of questions go to the grains themselves. The same people at the
/// same site: what differs between the turns is the front.
/// </summary>
internal sealed class DirectWay(GrainCaller caller, Sessions sessions, TimeSpan turn)
{
    /// <summary>Whether it is the grains' turn; the first is the front's.</summary>
    public bool IsTurn(TimeSpan elapsed) => (long)(elapsed / turn) % 2 == 1;

    /// <summary>The way of an act; null: over HTTP.</summary>
    /// <param name="act">The act.</param>
    /// <param name="elapsed">Since the run's beginning.</param>
    /// <param name="joined">What joining created: the member.</param>
    public Func<ActRequest, string, string?, Task<Reply>>? Of(Act act, TimeSpan elapsed, Known? joined) =>
        joined is not null && caller.Takes(act.Kind) && IsTurn(elapsed)
            ? (request, token, key) => caller.Act(request, Number(joined), token, key, CancellationToken.None)
            : null;

    /// <summary>The way of a page load; null: over HTTP.</summary>
    /// <param name="load">The page load.</param>
    /// <param name="elapsed">Since the run's beginning.</param>
    /// <param name="question">The question's id; null: there is none yet.</param>
    /// <param name="member">Who; null: a reader without an account.</param>
    /// <param name="joined">What joining created; null: they have not joined.</param>
    public Func<Task<Reply>>? Of(Act.Load load, TimeSpan elapsed, string? question, Person? member, Known? joined)
    {
        if (load.Page != PageKind.Question || question is null || !IsTurn(elapsed) || (member is not null && joined is null))
        {
            return null;
        }

        return member is null
            ? () => caller.Look(question, CancellationToken.None)
            : () => sessions.Send(member.Email, token => caller.View(question, Number(joined!), token, CancellationToken.None), CancellationToken.None);
    }

    private static long Number(Known joined) => long.Parse(joined.Id, CultureInfo.InvariantCulture);
}
