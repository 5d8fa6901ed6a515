using System.Collections.Immutable;
using Skiller.Contracts.Questions;
using Skiller.Contracts.Reputation;
using Skiller.Contracts.Skills;

namespace Skiller.Grains.Reputation;

/// <summary>One entry of a member's ledger; unique by (position, ordinal), and so by (cause, reason, origin). Never changed.</summary>
/// <param name="Position">The event's position in the log.</param>
/// <param name="Ordinal">The entry's place among those of the event.</param>
/// <param name="Cause">The event, as <c>stream@version</c>.</param>
/// <param name="Origin">The event that first gave what this entry gives, takes back or gives back; its own cause for a first entry.</param>
/// <param name="Question">The question.</param>
/// <param name="Answer">The answer, null when the question itself is meant.</param>
/// <param name="Points">What it gives or takes.</param>
/// <param name="CapPoints">What of it counts towards the cap of <paramref name="CapDay"/>.</param>
/// <param name="CapDay">The UTC day of the first entry, null when it is outside the cap.</param>
/// <param name="At">When the event happened.</param>
/// <param name="Reason">Why.</param>
/// <param name="Skills">The question's skills when the points were first given.</param>
internal sealed record LedgerEntry(
    long Position,
    int Ordinal,
    string Cause,
    string Origin,
    QuestionId Question,
    AnswerId? Answer,
    int Points,
    int CapPoints,
    DateOnly? CapDay,
    DateTimeOffset At,
    ReputationReason Reason,
    ImmutableArray<SkillSlug> Skills)
{
    /// <summary>The post, by which a deletion finds what it takes back: <c>1234</c> or <c>1234/1301</c>.</summary>
    public string Post => PostOf(Question, Answer);

    public static string PostOf(QuestionId question, AnswerId? answer) => answer is { } id ? $"{question}/{id}" : $"{question}";
}
