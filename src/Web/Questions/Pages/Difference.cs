using DiffPlex;
using DiffPlex.Chunkers;
using DiffPlex.DiffBuilder;
using DiffPlex.DiffBuilder.Model;

namespace Skiller.Web.Questions.Pages;

/// <summary>
/// What differs between two texts: lines side by side, and within a changed line the words. Long texts with nothing in common are compared by
/// their lines alone, so that a page costs milliseconds.
/// </summary>
internal static class Difference
{
    // Comparing words costs the product of their counts in the worst case.
    private const int MostWithWords = 12_000;

    private static readonly SideBySideDiffBuilder _byWord = new(Differ.Instance, new LineChunker(), new WordChunker());

    /// <summary>The lines that changed, with one unchanged line around them; empty when nothing did.</summary>
    public static IReadOnlyList<DifferentLine> Of(string before, string after)
    {
        if (before == after)
        {
            return [];
        }

        var withWords = before.Length + after.Length <= MostWithWords;
        var sides = withWords ? _byWord.BuildDiffModel(before, after) : SideBySideDiffBuilder.Diff(before, after, ignoreWhiteSpace: false);
        var (old, present) = (sides.OldText.Lines, sides.NewText.Lines);
        var changed = Enumerable.Range(0, old.Count).Select(i => old[i].Type != ChangeType.Unchanged || present[i].Type != ChangeType.Unchanged).ToArray();
        return
        [
            .. Enumerable.Range(0, old.Count)
                .Where(i => changed[i] || (i > 0 && changed[i - 1]) || (i + 1 < changed.Length && changed[i + 1]))
                .Select(i => new DifferentLine(changed[i], Side(old[i], withWords), Side(present[i], withWords))),
        ];
    }

    private static IReadOnlyList<DifferentPart>? Side(DiffPiece line, bool withWords) => line switch
    {
        { Type: ChangeType.Imaginary } => null,
        { Type: ChangeType.Modified, SubPieces.Count: > 0 } when withWords =>
            [.. Joined(line.SubPieces.Where(static piece => piece.Type != ChangeType.Imaginary).Select(static piece => new DifferentPart(piece.Text ?? "", piece.Type != ChangeType.Unchanged)))],
        _ => [new DifferentPart(line.Text ?? "", line.Type != ChangeType.Unchanged)],
    };

    private static List<DifferentPart> Joined(IEnumerable<DifferentPart> parts)
    {
        var joined = new List<DifferentPart>();
        foreach (var part in parts)
        {
            if (joined is [.., var last] && last.IsChanged == part.IsChanged)
            {
                joined[^1] = last with { Text = last.Text + part.Text };
            }
            else
            {
                joined.Add(part);
            }
        }

        return joined;
    }
}

/// <summary>A line of both texts.</summary>
/// <param name="IsChanged">Whether it differs.</param>
/// <param name="Before">As it was, null: it was not there.</param>
/// <param name="After">As it is, null: it is not there any more.</param>
public sealed record DifferentLine(bool IsChanged, IReadOnlyList<DifferentPart>? Before, IReadOnlyList<DifferentPart>? After);

/// <summary>A part of a line.</summary>
/// <param name="Text">Its text.</param>
/// <param name="IsChanged">Whether it is on this side alone.</param>
public sealed record DifferentPart(string Text, bool IsChanged);

/// <summary>A version of a post, with what it changed.</summary>
/// <param name="Version">The version.</param>
/// <param name="Title">What changed in the title.</param>
/// <param name="Body">What changed in the text.</param>
/// <param name="Skills">What changed in the skills.</param>
/// <param name="IsCompared">Whether the version before it is known here.</param>
public sealed record VersionModel(
    RevisionJson Version,
    IReadOnlyList<DifferentLine> Title,
    IReadOnlyList<DifferentLine> Body,
    IReadOnlyList<DifferentLine> Skills,
    bool IsCompared)
{
    internal static IReadOnlyList<VersionModel> Chain(IReadOnlyList<RevisionJson> versions) =>
        [.. versions.Select((version, i) => i == 0 ? new VersionModel(version, [], [], [], false) : Of(versions[i - 1], version))];

    private static VersionModel Of(RevisionJson before, RevisionJson after) => new(
        after,
        Difference.Of(before.Title ?? "", after.Title ?? ""),
        Difference.Of(before.Body, after.Body),
        Difference.Of(string.Join(' ', before.Skills ?? []), string.Join(' ', after.Skills ?? [])),
        true);
}
