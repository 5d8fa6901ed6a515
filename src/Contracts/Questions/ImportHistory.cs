using System.Collections.Immutable;
using Skiller.Contracts.Members;
using Skiller.Contracts.Skills;

namespace Skiller.Contracts.Questions;

/// <summary>A part of an imported question's history.</summary>
/// <param name="Acts">What happened, oldest first; at most 400.</param>
/// <param name="Command">Names the part for ever (not for 24 hours only), so an import can be repeated and resumed.</param>
[GenerateSerializer, Immutable, Alias("skiller.import-history")]
public sealed record ImportHistory([property: Id(0)] ImmutableArray<ImportedAct> Acts, [property: Id(1)] CommandId Command);

/// <summary>Something that happened to a question elsewhere. The decisions are those of Skiller, less the bounds on texts and on who may do what.</summary>
/// <param name="At">When it happened.</param>
[GenerateSerializer, Immutable, Alias("skiller.imported-act")]
public abstract record ImportedAct([property: Id(0)] DateTimeOffset At);

/// <summary>The question was asked. Always the first act.</summary>
/// <param name="At">When.</param>
/// <param name="Author">Null when the dump does not say.</param>
/// <param name="Title">As it was, of any length.</param>
/// <param name="Body">Markdown, of any length.</param>
/// <param name="Skills">Any number.</param>
/// <param name="Locale">The community's language.</param>
/// <param name="Views">How often it was looked at there.</param>
[GenerateSerializer, Immutable, Alias("skiller.imported-question")]
public sealed record ImportedQuestion(
    DateTimeOffset At,
    [property: Id(0)] MemberId? Author,
    [property: Id(1)] string Title,
    [property: Id(2)] string Body,
    [property: Id(3)] ImmutableArray<SkillSlug> Skills,
    [property: Id(4)] Locale Locale,
    [property: Id(5)] long Views) : ImportedAct(At);

/// <summary>An answer was posted.</summary>
/// <param name="At">When.</param>
/// <param name="Answer">Its number here.</param>
/// <param name="Author">Null when the dump does not say.</param>
/// <param name="Body">Markdown, of any length.</param>
[GenerateSerializer, Immutable, Alias("skiller.imported-answer")]
public sealed record ImportedAnswer(
    DateTimeOffset At,
    [property: Id(0)] AnswerId Answer,
    [property: Id(1)] MemberId? Author,
    [property: Id(2)] string Body) : ImportedAct(At);

/// <summary>A comment was posted.</summary>
/// <param name="At">When.</param>
/// <param name="Post">On what.</param>
/// <param name="Comment">Its number here.</param>
/// <param name="Author">Null when the dump does not say.</param>
/// <param name="Body">As it was.</param>
[GenerateSerializer, Immutable, Alias("skiller.imported-comment")]
public sealed record ImportedComment(
    DateTimeOffset At,
    [property: Id(0)] PostRef Post,
    [property: Id(1)] CommentId Comment,
    [property: Id(2)] MemberId? Author,
    [property: Id(3)] string Body) : ImportedAct(At);

/// <summary>A post was voted on by a voter of the unnamed pool.</summary>
/// <param name="At">The day.</param>
/// <param name="Post">On what.</param>
/// <param name="Voter">A negative number: the k-th vote on a post belongs to −k.</param>
/// <param name="Value">1 or −1.</param>
[GenerateSerializer, Immutable, Alias("skiller.imported-vote")]
public sealed record ImportedVote(
    DateTimeOffset At,
    [property: Id(0)] PostRef Post,
    [property: Id(1)] MemberId Voter,
    [property: Id(2)] int Value) : ImportedAct(At);

/// <summary>An answer was accepted by the question's author.</summary>
/// <param name="At">When.</param>
/// <param name="Answer">Which.</param>
[GenerateSerializer, Immutable, Alias("skiller.imported-acceptance")]
public sealed record ImportedAcceptance(DateTimeOffset At, [property: Id(0)] AnswerId Answer) : ImportedAct(At);

/// <summary>A post was edited; null leaves a text as it is.</summary>
/// <param name="At">When.</param>
/// <param name="Post">What.</param>
/// <param name="Editor">Null when the dump does not say.</param>
/// <param name="Title">The new title.</param>
/// <param name="Body">The new Markdown.</param>
/// <param name="Skills">The new skills.</param>
/// <param name="Summary">Why.</param>
[GenerateSerializer, Immutable, Alias("skiller.imported-edit")]
public sealed record ImportedEdit(
    DateTimeOffset At,
    [property: Id(0)] PostRef Post,
    [property: Id(1)] MemberId? Editor,
    [property: Id(2)] string? Title,
    [property: Id(3)] string? Body,
    [property: Id(4)] ImmutableArray<SkillSlug>? Skills,
    [property: Id(5)] string? Summary) : ImportedAct(At);

/// <summary>The question was closed.</summary>
/// <param name="At">When.</param>
[GenerateSerializer, Immutable, Alias("skiller.imported-closure")]
public sealed record ImportedClosure(DateTimeOffset At) : ImportedAct(At);

/// <summary>What a part of an import did.</summary>
/// <param name="Recorded">Events written by this part, the first time and every time it is repeated.</param>
/// <param name="LeftOut">Which acts of the part, from 0, changed nothing or could not be: an edit to the same words, a second closure.</param>
[GenerateSerializer, Immutable, Alias("skiller.import-receipt")]
public sealed record ImportReceipt([property: Id(0)] int Recorded, [property: Id(1)] ImmutableArray<int> LeftOut);
