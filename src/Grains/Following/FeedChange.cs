using System.Collections.Immutable;
using Skiller.Contracts.Following;
using Skiller.Contracts.Members;
using Skiller.Contracts.Questions;

namespace Skiller.Grains.Following;

/// <summary>What a fact changes in the rows of feeds.</summary>
internal abstract record FeedChange
{
    /// <summary>Somebody follows something, unless they do already.</summary>
    internal sealed record Followed(Source Source, MemberId Member, DateTimeOffset At, long Position) : FeedChange;

    /// <summary>Somebody follows something no more.</summary>
    internal sealed record Left(Source Source, MemberId Member) : FeedChange;

    /// <summary>Something happened in a question that whoever follows one of the sources is to see.</summary>
    internal sealed record Happened(QuestionId Question, long Position, FeedAct Act, ImmutableArray<Source> Sources) : FeedChange;

    /// <summary>An answer is no longer the accepted one.</summary>
    internal sealed record Withdrawn(QuestionId Question, AnswerId Answer) : FeedChange;

    /// <summary>An answer was deleted, or brought back.</summary>
    internal sealed record AnswerShown(QuestionId Question, AnswerId Answer, bool Shown) : FeedChange;
}
