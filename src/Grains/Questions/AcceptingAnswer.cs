using System.Collections.Immutable;
using Skiller.Contracts;
using Skiller.Contracts.Members;
using Skiller.Contracts.Questions;
using Skiller.Grains.Activity;

namespace Skiller.Grains.Questions;

/// <summary>
/// The question's author accepts an answer, another one, or none, while the question is open; their own answer as well (recognition gives nothing for that). There is
/// one acceptance at most. That of a deleted answer is kept unseen for its return, and withdrawn as soon as the author decides anew.
/// </summary>
internal static class AcceptingAnswer
{
    public static Decision<AcceptanceReceipt> Decide(QuestionState state, AcceptAnswer command, DateTimeOffset now)
    {
        if (!ReachingPost.TryAct(state, new PostRef(command.Answer), command.Actor, now, out _, out var refusal))
        {
            return refusal;
        }

        if (state.Question?.Author != command.Actor.Member)
        {
            return RefusalCode.NotAllowed;
        }

        if (state.IsClosed)
        {
            return RefusalCode.Closed;
        }

        var facts = Facts(state, command.Answer, command.Actor.Member);
        var receipt = new AcceptanceReceipt(command.Answer);
        return facts.IsEmpty
            ? Decision<AcceptanceReceipt>.NoChange(receipt)
            : Decision<AcceptanceReceipt>.Of(receipt, now, command.Actor.Member, facts.AsSpan());
    }

    /// <summary>The facts that make it so, none when it is so.</summary>
    public static ImmutableArray<Fact> Facts(QuestionState state, AnswerId? answer, MemberId? by)
    {
        if (state.Acceptance?.Answer == answer)
        {
            return [];
        }

        var facts = ImmutableArray.CreateBuilder<Fact>(2);
        if (state.Acceptance is { } before)
        {
            facts.Add(new AcceptanceWithdrawn(before.Answer, AuthorOf(state, before.Answer), before.By, before.Version, state.Skills));
        }

        if (answer is { } accepted)
        {
            facts.Add(new AnswerAccepted(accepted, AuthorOf(state, accepted), by, state.Skills));
        }

        return facts.ToImmutable();
    }

    private static MemberId? AuthorOf(QuestionState state, AnswerId answer) => state.Find(new PostRef(answer))?.Author;
}
