using System.Collections.Immutable;
using Skiller.Contracts.Members;
using Skiller.Contracts.Skills;

namespace Skiller.Contracts.Questions;

/// <summary>Lists of questions, up to a second old. A stateless worker.</summary>
[Alias("skiller.question-list"), GrainInterfaceType("skiller.question-list")]
public interface IQuestionListGrain : IGrainWithStringKey
{
    /// <summary>One page. Deleted questions are not on it. Refusals: invalid-cursor.</summary>
    /// <param name="query">Which list.</param>
    /// <param name="ct">Ends the wait.</param>
    [Alias("Page")]
    Task<Result<Page<QuestionSummary>>> Page(QuestionListQuery query, CancellationToken ct);

    /// <summary>Up to 200 questions by their numbers; deleted and unknown ones are left out.</summary>
    /// <param name="questions">Which.</param>
    /// <param name="ct">Ends the wait.</param>
    [Alias("Find")]
    Task<ImmutableArray<QuestionSummary>> Find(ImmutableArray<QuestionId> questions, CancellationToken ct);

    /// <summary>
    /// The questions that up to 200 answers belong to, deleted ones too; an unknown answer is left out. An answer that was acknowledged before the call is known.
    /// </summary>
    /// <param name="answers">Which.</param>
    /// <param name="ct">Ends the wait.</param>
    [Alias("Places")]
    Task<ImmutableArray<AnswerPlace>> Places(ImmutableArray<AnswerId> answers, CancellationToken ct);
}

/// <summary>Where an answer stands; that never changes.</summary>
/// <param name="Answer">The answer.</param>
/// <param name="Question">The question that it answers.</param>
[GenerateSerializer, Immutable, Alias("skiller.answer-place")]
public sealed record AnswerPlace([property: Id(0)] AnswerId Answer, [property: Id(1)] QuestionId Question);

/// <summary>The order of a list of questions.</summary>
public enum QuestionSort
{
    /// <summary>Newest first.</summary>
    Newest = 0,
    /// <summary>Last answered, edited or asked first.</summary>
    Active = 1,
    /// <summary>Those without any answer, newest first.</summary>
    Unanswered = 2,
    /// <summary>Highest score first.</summary>
    Votes = 3,
}

/// <summary>Asks for questions.</summary>
/// <param name="Sort">The order.</param>
/// <param name="Skill">Only with this skill, null: all.</param>
/// <param name="Locale">Only in this language, null: all.</param>
/// <param name="Author">Only by this member, null: all.</param>
/// <param name="Page">Which part.</param>
[GenerateSerializer, Immutable, Alias("skiller.question-list-query")]
public sealed record QuestionListQuery(
    [property: Id(0)] QuestionSort Sort,
    [property: Id(1)] SkillSlug? Skill,
    [property: Id(2)] Locale? Locale,
    [property: Id(3)] MemberId? Author,
    [property: Id(4)] PageRequest Page);

/// <summary>A question in a list.</summary>
/// <param name="Id">The question.</param>
/// <param name="Title">Its title.</param>
/// <param name="Skills">Its skills.</param>
/// <param name="Locale">Its language.</param>
/// <param name="Author">Who asked, null when an import did not know.</param>
/// <param name="CreatedAt">When it was asked.</param>
/// <param name="ActiveAt">When it was last asked, answered or edited.</param>
/// <param name="Score">Votes up less votes down.</param>
/// <param name="Answers">Answers that are not deleted.</param>
/// <param name="Accepted">Whether an answer is accepted.</param>
/// <param name="Views">Approximate.</param>
/// <param name="Status">Open or closed.</param>
[GenerateSerializer, Immutable, Alias("skiller.question-summary")]
public sealed record QuestionSummary(
    [property: Id(0)] QuestionId Id,
    [property: Id(1)] string Title,
    [property: Id(2)] ImmutableArray<SkillSlug> Skills,
    [property: Id(3)] Locale Locale,
    [property: Id(4)] MemberId? Author,
    [property: Id(5)] DateTimeOffset CreatedAt,
    [property: Id(6)] DateTimeOffset ActiveAt,
    [property: Id(7)] int Score,
    [property: Id(8)] int Answers,
    [property: Id(9)] bool Accepted,
    [property: Id(10)] long Views,
    [property: Id(11)] QuestionStatus Status);
