namespace Skiller.Grains.Search;

/// <summary>How often a word stands in the parts of a document; also the lengths of these parts, and what a change adds to either.</summary>
/// <param name="Title">In the title of a question, the name of a member or a skill.</param>
/// <param name="Skills">In the names of its skills.</param>
/// <param name="Body">In the question, the profile, the description.</param>
/// <param name="Answers">In the answers that are shown.</param>
internal readonly record struct Occurrences(int Title, int Skills, int Body, int Answers)
{
    public bool IsNone => this == default;

    public static Occurrences operator +(Occurrences one, Occurrences other) =>
        new(one.Title + other.Title, one.Skills + other.Skills, one.Body + other.Body, one.Answers + other.Answers);

    public static Occurrences operator -(Occurrences of) => new(-of.Title, -of.Skills, -of.Body, -of.Answers);

    /// <summary>As they are kept: never below nothing.</summary>
    public Occurrences Kept() => new(Math.Max(0, Title), Math.Max(0, Skills), Math.Max(0, Body), Math.Max(0, Answers));
}
