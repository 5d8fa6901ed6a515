using System.Collections.Immutable;

namespace Skiller.Tests.Benchmarks.Search;

/// <summary>A question, and what people type who look for it.</summary>
/// <param name="Number">Its place among those that are looked for.</param>
/// <param name="Title">Its title.</param>
/// <param name="Queries">What is typed, with what makes it hard.</param>
internal sealed record Sought(int Number, string Title, ImmutableArray<SoughtQuery> Queries)
{
    /// <summary>Only measured: no weight and no synonym was ever chosen on it.</summary>
    public bool IsHeldOut => Number % 2 == 1;

    public static ImmutableArray<Sought> French { get; } = Read("questions-fr.txt");

    public static ImmutableArray<Sought> English { get; } = Read("questions-en.txt");

    private static ImmutableArray<Sought> Read(string file)
    {
        var all = ImmutableArray.CreateBuilder<Sought>();
        foreach (var line in EmbeddedText.Lines(file))
        {
            if (line.StartsWith("= ", StringComparison.Ordinal))
            {
                all.Add(new Sought(all.Count, line[2..], []));
            }
            else if (line.Split(": ", 2) is [var kind, var text])
            {
                all[^1] = all[^1] with { Queries = all[^1].Queries.Add(new SoughtQuery(kind, text)) };
            }
            else
            {
                throw new FormatException($"{file}: nobody knows what '{line}' means.");
            }
        }

        return all.ToImmutable();
    }
}

/// <summary>What is typed.</summary>
/// <param name="Kind">What makes it hard: <c>misspelt</c>, <c>telegraphic</c>, <c>reworded</c> …</param>
/// <param name="Text">It.</param>
internal sealed record SoughtQuery(string Kind, string Text);
