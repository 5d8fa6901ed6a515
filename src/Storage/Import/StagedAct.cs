namespace Skiller.Storage.Import;

/// <summary>What is done to a post of a dump, in whatever file it stood.</summary>
internal enum StagedKind
{
    Question = 0,
    Answer = 1,
    Edit = 2,
    Comment = 3,
    Vote = 4,
    Acceptance = 5,
    Closure = 6,
}

/// <summary>One thing that happened, as a dump tells it.</summary>
/// <param name="Kind">What.</param>
/// <param name="Id">Its number in its file, which orders what happened at one time.</param>
/// <param name="Post">The post that it happened to.</param>
/// <param name="At">When.</param>
/// <param name="User">Who, null when the dump does not say.</param>
/// <param name="Value">A vote's value, or a question's views.</param>
/// <param name="Group">What belongs together: the parts of one edit. Empty for none.</param>
/// <param name="Title">A title, null for none.</param>
/// <param name="Body">A text as it stood in the dump, null for none.</param>
/// <param name="Tags">Tags as they stood in the dump, null for none.</param>
/// <param name="Summary">Why, null for none.</param>
internal sealed record StagedAct(
    StagedKind Kind,
    long Id,
    long Post,
    DateTimeOffset At,
    long? User,
    long Value = 0,
    string Group = "",
    string? Title = null,
    string? Body = null,
    string? Tags = null,
    string? Summary = null);

/// <summary>A post of a dump, with the figures that the dump gives for it.</summary>
internal sealed record StagedPost(long Id, long Question, DateTimeOffset CreatedAt, int Score, int Answers, long? Accepted)
{
    public bool IsQuestion => Id == Question;
}
