using System.Collections.Immutable;
using Skiller.Contracts;
using Skiller.Contracts.Questions;
using Skiller.Grains.Activity;

namespace Skiller.Grains.Questions;

/// <summary>A member asks: a title, a body, 1 to 5 skills (API.md).</summary>
internal static class AskingQuestion
{
    public static Decision<PostReceipt> Decide(QuestionState state, AskQuestion command, DateTimeOffset now)
    {
        if (ReachingPost.IsSuspended(command.Actor, now))
        {
            return RefusalCode.Suspended;
        }

        var faults = ImmutableArray.CreateBuilder<FieldError>();
        if (state.Question is not null)
        {
            faults.Add(PostTextRules.NumberInUse);
        }

        var asked = new QuestionAsked(
            command.Actor.Member,
            PostTextRules.Title(command.Title, faults),
            PostTextRules.Body(command.Body, faults),
            PostTextRules.Skills(command.Skills, faults),
            command.Locale,
            Views: 0);
        return faults.Count > 0
            ? Refusal.Invalid(faults.ToImmutable())
            : Decision<PostReceipt>.Of(new PostReceipt(command.Question.Value, now), now, command.Actor.Member, asked);
    }
}
