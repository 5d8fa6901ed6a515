using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Skiller.Contracts;
using Skiller.Contracts.Members;
using Skiller.Contracts.Skills;
using Skiller.Grains.Questions;

namespace Skiller.Grains.Members;

/// <summary>
/// The bounds of API.md on what people write about themselves. Each rule answers with the text as it is stored: in NFC, trimmed, null for
/// none. All faults are told at once. Bounds count code points.
/// </summary>
internal static class ProfileRules
{
    /// <summary>
    /// One line of 1 to 80 characters, each of which can be seen: nothing that hides, joins or turns round what is beside it; of one script,
    /// with at most four marks on a letter, and no word that is kept for those who run the place (T01).
    /// </summary>
    /// <param name="text">What somebody typed.</param>
    /// <param name="faults">What is wrong with it.</param>
    /// <param name="hasRole">Whether those words are theirs: an administrator's.</param>
    public static string Name(string text, ImmutableArray<FieldError>.Builder faults, bool hasRole = false)
    {
        var name = Stored("name", text, ownLines: false, Limits.NameMax, faults, refused: Hides) ?? "";
        if (name.Length == 0)
        {
            faults.Add(FieldError.Of("name", "no-words"));
        }

        if (Scripts.AreMixed(name))
        {
            faults.Add(FieldError.Of("name", "mixed-scripts"));
        }

        if (!hasRole && ReservedWords.AreIn(name))
        {
            faults.Add(FieldError.Of("name", "reserved"));
        }

        return name;
    }

    /// <summary>Whether somebody may have this handle.</summary>
    public static void Handle(Handle handle, bool hasRole, ImmutableArray<FieldError>.Builder faults)
    {
        if (ReservedWords.AreIn(handle, hasRole))
        {
            faults.Add(FieldError.Of("handle", "reserved"));
        }
    }

    /// <summary>A name that was accepted, as it is stored.</summary>
    public static string Shown(string name) => PlainText.Normalised(name, ownLines: false).Text.Trim();

    /// <summary>One line of at most 120 characters.</summary>
    public static string? Headline(string? text, ImmutableArray<FieldError>.Builder faults) => Line("headline", text, Limits.HeadlineMax, faults);

    /// <summary>Markdown of at most 5,000 characters.</summary>
    public static string? Bio(string? text, ImmutableArray<FieldError>.Builder faults) => Text("bio", text, Limits.BioMax, faults);

    /// <summary>A remark of at most 500 characters.</summary>
    public static string? Note(string? text, ImmutableArray<FieldError>.Builder faults) => Text("note", text, Limits.NoteMax, faults);

    /// <summary>At most 20 different skills.</summary>
    public static ImmutableArray<SkillSlug> Skills(ImmutableArray<SkillSlug> skills, ImmutableArray<FieldError>.Builder faults)
    {
        var given = skills.IsDefault ? [] : skills;
        if (given.Length > Limits.SkillsPerMember)
        {
            faults.Add(FieldError.Of("skills", "too-many", Number(Limits.SkillsPerMember)));
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

    /// <summary>Several lines of at most so many characters; null when there is nothing to see.</summary>
    public static string? Text(string field, string? text, int max, ImmutableArray<FieldError>.Builder faults) =>
        Stored(field, text, ownLines: true, max, faults);

    private static string? Line(string field, string? text, int max, ImmutableArray<FieldError>.Builder faults) =>
        Stored(field, text, ownLines: false, max, faults);

    private static string? Stored(
        string field, string? text, bool ownLines, int max, ImmutableArray<FieldError>.Builder faults, Predicate<Rune>? refused = null)
    {
        if (text is null)
        {
            return null;
        }

        var (plain, wasPlain) = PlainText.Normalised(text, ownLines);
        var stored = plain.Trim();
        if (!wasPlain || (refused is not null && stored.EnumerateRunes().Any(rune => refused(rune))))
        {
            faults.Add(FieldError.Of(field, "control-characters"));
        }

        if (!ownLines && PlainText.HasHeapOfMarks(stored))
        {
            faults.Add(FieldError.Of(field, "too-many-marks", Number(PlainText.MarksInARow)));
        }

        if (PlainText.CodePoints(stored) > max)
        {
            faults.Add(FieldError.Of(field, "too-long", Number(max)));
        }

        return PlainText.IsBlank(stored) ? null : stored;
    }

    // Format characters are the bidirectional overrides and isolates, the zero-width ones, the soft hyphen and the tags.
    private static bool Hides(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.Format
        || rune.Value is 0x115F or 0x1160 or 0x3164 or 0xFFA0 or 0x2800 or 0x034F or (>= 0xFE00 and <= 0xFE0F) or (>= 0xE0100 and <= 0xE01EF);

    private static string Number(int bound) => bound.ToString(CultureInfo.InvariantCulture);
}
