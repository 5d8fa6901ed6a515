namespace Skiller.Tests.Processes.Crash;

/// <summary>What a client knows of a call it made.</summary>
internal enum Outcome
{
    /// <summary>Answered with a success: it must be in the final state, once.</summary>
    Acknowledged,

    /// <summary>Answered with a definite refusal: it must have no effect, ever.</summary>
    Refused,

    /// <summary>No answer, or one that says so: one effect or none.</summary>
    Unknown,
}

/// <summary>One call of one client on a register that only this client writes, one call after the other.</summary>
/// <param name="Register">What is written: a vote of a member on a post, the acceptance of a question.</param>
/// <param name="Value">The value that was asked for.</param>
/// <param name="Outcome">What the client knows.</param>
internal sealed record RegisterWrite(string Register, string Value, Outcome Outcome);

/// <summary>Something that was to be created once, found again by a token in its text.</summary>
/// <param name="Kind"><c>question</c>, <c>answer</c>, <c>comment</c>, <c>edit</c> or <c>member</c>.</param>
/// <param name="Token">A word that occurs nowhere else.</param>
/// <param name="Parent">The question that it belongs to, or the post of an edit; empty for questions and members.</param>
/// <param name="Id">The id in the answer, null when none came.</param>
/// <param name="Outcome">What the client knows.</param>
internal sealed record Creation(string Kind, string Token, string Parent, string? Id, Outcome Outcome);
