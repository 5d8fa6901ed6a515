using Skiller.Contracts;
using Skiller.Contracts.Members;
using Skiller.Contracts.Questions;

namespace Skiller.Grains.Questions;

/// <summary>Whoever asks or answers takes part, and follows the question by that.</summary>
internal static class TakingPart
{
    public static Result<PartTaken> Look(QuestionState state, MemberId member)
    {
        if (!ReachingPost.TryRead(state, PostRef.Question, out var question, out var refusal))
        {
            return refusal;
        }

        return new PartTaken(state.Answers.Values.Append(question)
            .Where(post => post.Author == member)
            .Max(static post => (DateTimeOffset?)post.CreatedAt));
    }
}
