using System.Globalization;

namespace Skiller.Contracts.Questions;

/// <summary>A question's number, drawn once from the one sequence and kept for ever.</summary>
/// <param name="Value">1 or more.</param>
[GenerateSerializer, Immutable, Alias("skiller.question-id")]
public readonly record struct QuestionId([property: Id(0)] long Value)
{
    /// <summary>The decimal number.</summary>
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}

/// <summary>An answer's number, drawn once from the one sequence and kept for ever.</summary>
/// <param name="Value">1 or more.</param>
[GenerateSerializer, Immutable, Alias("skiller.answer-id")]
public readonly record struct AnswerId([property: Id(0)] long Value)
{
    /// <summary>The decimal number.</summary>
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}

/// <summary>A comment's number, drawn once from the one sequence and kept for ever.</summary>
/// <param name="Value">1 or more.</param>
[GenerateSerializer, Immutable, Alias("skiller.comment-id")]
public readonly record struct CommentId([property: Id(0)] long Value)
{
    /// <summary>The decimal number.</summary>
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}

/// <summary>A post of the question whose grain is called: one of its answers, or the question itself.</summary>
/// <param name="Answer">The answer, null for the question itself.</param>
[GenerateSerializer, Immutable, Alias("skiller.post-ref")]
public readonly record struct PostRef([property: Id(0)] AnswerId? Answer)
{
    /// <summary>The question itself.</summary>
    public static PostRef Question { get; } = new(null);

    /// <summary>Whether the question itself is meant.</summary>
    public bool IsQuestion => Answer is null;
}
