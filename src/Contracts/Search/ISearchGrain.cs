using System.Collections.Immutable;
using Skiller.Contracts.Members;
using Skiller.Contracts.Questions;
using Skiller.Contracts.Skills;

namespace Skiller.Contracts.Search;

/// <summary>Finds questions, members and skills by their words, up to a second old. A stateless worker.</summary>
[Alias("skiller.search"), GrainInterfaceType("skiller.search")]
public interface ISearchGrain : IGrainWithStringKey
{
    /// <summary>One page of what is found, best first. Deleted questions are not on it. Refusals: invalid (too long, too many words), invalid-cursor.</summary>
    /// <param name="query">What is looked for.</param>
    /// <param name="ct">Ends the wait.</param>
    [Alias("Find")]
    Task<Result<SearchPage>> Find(SearchQuery query, CancellationToken ct);

    /// <summary>Questions whose words are like those of a title, best first; for who is about to ask. Never refuses: an odd title finds nothing.</summary>
    /// <param name="query">The title.</param>
    /// <param name="ct">Ends the wait.</param>
    [Alias("Similar")]
    Task<ImmutableArray<QuestionSummary>> Similar(SimilarQuestions query, CancellationToken ct);
}

/// <summary>What a document is.</summary>
public enum SearchKind
{
    /// <summary>A question with its answers.</summary>
    Question = 0,
    /// <summary>A member.</summary>
    Member = 1,
    /// <summary>A skill.</summary>
    Skill = 2,
}

/// <summary>Looks for something.</summary>
/// <param name="Text">
/// Words, and operators: <c>[skill]</c>, <c>"phrase"</c>, <c>-word</c>, <c>author:handle</c>, <c>is:unanswered</c>. At most
/// <see cref="Limits.SearchMax"/> characters and <see cref="Limits.SearchWordsMax"/> words.
/// </param>
/// <param name="Kind">Only these, null: all.</param>
/// <param name="Locale">The language of whoever looks: which small words of the text say nothing.</param>
/// <param name="Page">Which part.</param>
[GenerateSerializer, Immutable, Alias("skiller.search-query")]
public sealed record SearchQuery(
    [property: Id(0)] string Text,
    [property: Id(1)] SearchKind? Kind,
    [property: Id(2)] Locale Locale,
    [property: Id(3)] PageRequest Page);

/// <summary>Looks for questions like the one that is being asked.</summary>
/// <param name="Title">Its title so far; what is beyond <see cref="Limits.SearchMax"/> characters is not looked at.</param>
/// <param name="Locale">Its language: questions in it come first among equals.</param>
/// <param name="Limit">At most so many, 1 to 20.</param>
[GenerateSerializer, Immutable, Alias("skiller.similar-questions")]
public sealed record SimilarQuestions([property: Id(0)] string Title, [property: Id(1)] Locale Locale, [property: Id(2)] int Limit);

/// <summary>A page of what was found.</summary>
/// <param name="Hits">Best first.</param>
/// <param name="Next">The cursor of the page after this one, null at the end.</param>
/// <param name="Instead">The text with the words that were probably meant, null when nothing was taken for a typing error.</param>
[GenerateSerializer, Immutable, Alias("skiller.search-page")]
public sealed record SearchPage(
    [property: Id(0)] ImmutableArray<SearchHit> Hits,
    [property: Id(1)] string? Next,
    [property: Id(2)] string? Instead);

/// <summary>Something that was found: exactly one of <paramref name="Question"/>, <paramref name="Member"/> and <paramref name="Skill"/> is there.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Title">The title or name, with the words that were looked for.</param>
/// <param name="Excerpt">The part of its text where these words stand nearest, null when there is no text.</param>
/// <param name="Question">The question.</param>
/// <param name="Member">The member.</param>
/// <param name="Skill">The skill; without its description.</param>
[GenerateSerializer, Immutable, Alias("skiller.search-hit")]
public sealed record SearchHit(
    [property: Id(0)] SearchKind Kind,
    [property: Id(1)] MarkedText Title,
    [property: Id(2)] MarkedText? Excerpt,
    [property: Id(3)] QuestionSummary? Question,
    [property: Id(4)] MemberListItem? Member,
    [property: Id(5)] SkillView? Skill);

/// <summary>A plain text and the places in it that were looked for.</summary>
/// <param name="Text">The text.</param>
/// <param name="Marks">Places in ascending order that do not touch each other.</param>
/// <param name="Locale">Its language, null when that is not known.</param>
[GenerateSerializer, Immutable, Alias("skiller.marked-text")]
public sealed record MarkedText([property: Id(0)] string Text, [property: Id(1)] ImmutableArray<TextPlace> Marks, [property: Id(2)] Locale? Locale = null);

/// <summary>A place in a text, in UTF-16 code units.</summary>
/// <param name="Start">Where it begins.</param>
/// <param name="Length">How long it is.</param>
[GenerateSerializer, Immutable, Alias("skiller.text-place")]
public readonly record struct TextPlace([property: Id(0)] int Start, [property: Id(1)] int Length);
