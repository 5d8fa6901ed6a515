using System.Collections.Immutable;
using Skiller.Contracts;
using Skiller.Contracts.Questions;
using Skiller.Grains.Activity;

namespace Skiller.Grains.Questions;

/// <summary>A member answers, while the question is open. Deleted answers count towards the bound, so that memory is bounded.</summary>
internal static class AnsweringQuestion
{
    public static Decision<PostReceipt> Decide(QuestionState state, PostAnswer command, DateTimeOffset now)
    {
        if (!ReachingPost.TryAct(state, PostRef.Question, command.Actor, now, out _, out var refusal))
        {
            return refusal;
        }

        if (state.IsClosed)
        {
            return RefusalCode.Closed;
        }

        if (state.Answers.Count >= Limits.AnswersPerQuestion)
        {
            return RefusalCode.Full;
        }

        var faults = ImmutableArray.CreateBuilder<FieldError>();
        if (state.Answers.ContainsKey(command.Answer))
        {
            faults.Add(PostTextRules.NumberInUse);
        }

        var posted = new AnswerPosted(command.Answer, command.Actor.Member, PostTextRules.Body(command.Body, faults), state.Skills);
        return faults.Count > 0
            ? Refusal.Invalid(faults.ToImmutable())
            : Decision<PostReceipt>.Of(new PostReceipt(command.Answer.Value, now), now, command.Actor.Member, posted);
    }
}
