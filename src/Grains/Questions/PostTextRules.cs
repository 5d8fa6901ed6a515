using System.Collections.Immutable;
using System.Globalization;
using Skiller.Contracts;
using Skiller.Contracts.Skills;

namespace Skiller.Grains.Questions;

/// <summary>
/// The bounds of API.md on what members write. Each rule answers with the text as it is stored: line ends are <c>\n</c>, Unicode is in NFC, and
/// what is one line or a remark is trimmed (a body is not: blanks mean something to Markdown). A lower bound counts what a reader
/// would call characters (grapheme clusters) without blanks at either end, an upper bound counts code points, so that both ways of
/// counting are kept (RELIABILITY.md T05, T06). All faults of a command are told at once.
/// </summary>
internal static class PostTextRules
{
    /// <summary>The number that the front drew for something new is taken: it was not drawn from the sequence.</summary>
    public static FieldError NumberInUse { get; } = FieldError.Of("$", "number-in-use");

    /// <summary>One line of 15 to 150 characters with at least one letter or digit that can be seen, and at most four marks on one.</summary>
    public static string Title(string text, ImmutableArray<FieldError>.Builder faults)
    {
        var title = Stored("title", text, ownLines: false, faults).Trim();
        Bound("title", title, Limits.TitleMin, Limits.TitleMax, faults);
        if (title.Length > 0 && !PlainText.HasWords(title))
        {
            faults.Add(FieldError.Of("title", "no-words"));
        }

        if (PlainText.HasHeapOfMarks(title))
        {
            faults.Add(FieldError.Of("title", "too-many-marks", Number(PlainText.MarksInARow)));
        }

        return title;
    }

    /// <summary>Markdown of 20 to 30,000 characters.</summary>
    public static string Body(string text, ImmutableArray<FieldError>.Builder faults) =>
        Text("body", Stored("body", text, ownLines: true, faults), Limits.BodyMin, Limits.BodyMax, faults);

    /// <summary>Markdown of 3 to 1,000 characters.</summary>
    public static string Comment(string text, ImmutableArray<FieldError>.Builder faults) =>
        Text("body", Stored("body", text, ownLines: true, faults).Trim(), Limits.CommentMin, Limits.CommentMax, faults);

    /// <summary>At most 300 characters; a blank one is none.</summary>
    public static string? Summary(string text, ImmutableArray<FieldError>.Builder faults) => Remark("summary", text, faults);

    /// <summary>At most 300 characters; a blank one is none.</summary>
    public static string? Reason(string text, ImmutableArray<FieldError>.Builder faults) => Remark("reason", text, faults);

    /// <summary>1 to 5 different skills.</summary>
    public static ImmutableArray<SkillSlug> Skills(ImmutableArray<SkillSlug> skills, ImmutableArray<FieldError>.Builder faults)
    {
        var given = skills.IsDefault ? [] : skills;
        if (given.IsEmpty)
        {
            faults.Add(FieldError.Of("skills", "too-few", "1"));
        }
        else if (given.Length > Limits.SkillsPerQuestion)
        {
            faults.Add(FieldError.Of("skills", "too-many", Number(Limits.SkillsPerQuestion)));
        }

        if (given.Any(static skill => !SkillSlug.TryParse(skill.Value, out _)))
        {
            faults.Add(FieldError.Of("skills", "not-a-skill"));
        }

        if (given.Distinct().Count() < given.Length)
        {
            faults.Add(FieldError.Of("skills", "repeated"));
        }

        return given;
    }

    private static string? Remark(string field, string text, ImmutableArray<FieldError>.Builder faults)
    {
        var remark = Stored(field, text, ownLines: true, faults).Trim();
        Bound(field, remark, 0, Limits.SummaryMax, faults);
        return PlainText.IsBlank(remark) ? null : remark;
    }

    private static string Text(string field, string stored, int min, int max, ImmutableArray<FieldError>.Builder faults)
    {
        Bound(field, stored, min, max, faults);
        if (stored.Length > 0 && PlainText.IsBlank(stored))
        {
            faults.Add(FieldError.Of(field, "no-words"));
        }

        return stored;
    }

    private static string Stored(string field, string text, bool ownLines, ImmutableArray<FieldError>.Builder faults)
    {
        var (stored, wasPlain) = PlainText.Normalised(text, ownLines);
        if (!wasPlain)
        {
            faults.Add(FieldError.Of(field, "control-characters"));
        }

        return stored;
    }

    private static void Bound(string field, string text, int min, int max, ImmutableArray<FieldError>.Builder faults)
    {
        if (!PlainText.HasCharacters(text, min))
        {
            faults.Add(FieldError.Of(field, "too-short", Number(min)));
        }
        else if (PlainText.CodePoints(text) > max)
        {
            faults.Add(FieldError.Of(field, "too-long", Number(max)));
        }
    }

    private static string Number(int bound) => bound.ToString(CultureInfo.InvariantCulture);
}
