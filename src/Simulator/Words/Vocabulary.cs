using System.Collections.Immutable;

namespace Skiller.Simulator.Words;

/// <summary>A skill with its names.</summary>
internal sealed record KnownSkill(string Slug, string French, string English)
{
    public string In(string locale) => locale == "fr" ? French : English;
}

/// <summary>Something that people do, in words.</summary>
internal sealed record Phrase(string French, string English)
{
    public string In(string locale) => locale == "fr" ? French : English;
}

/// <summary>The words of the simulation: skills, most used first, and phrases; both selections of ESCO that ship inside the program.</summary>
internal static class Vocabulary
{
    /// <summary>Skills, the most used first.</summary>
    public static ImmutableArray<KnownSkill> Skills { get; } = [.. Rows("skills").Select(static row => new KnownSkill(row[0], row[1], row[2]))];

    public static ImmutableArray<Phrase> Phrases { get; } = [.. Rows("phrases").Select(static row => new Phrase(row[0], row[1]))];

    /// <summary>First names, as they are common in both languages' countries; nobody is meant.</summary>
    public static ImmutableArray<string> FirstNames { get; } =
    [
        "Adèle", "Agathe", "Alice", "Amina", "Anna", "Antoine", "Arthur", "Basile", "Camille", "Chloé", "Clara", "Damien", "David", "Diane", "Élise", "Emma",
        "Fatou", "Félix", "Gabriel", "Hana", "Hugo", "Inès", "Iris", "Jade", "Jules", "Karim", "Léa", "Leïla", "Léon", "Lina", "Louis", "Lucie", "Malik",
        "Manon", "Marius", "Mehdi", "Mila", "Nadia", "Nathan", "Noé", "Nora", "Oscar", "Paul", "Quentin", "Rania", "Robin", "Rose", "Sacha", "Salomé", "Samir",
        "Sarah", "Simon", "Sofia", "Théo", "Victor", "Yanis", "Yasmine", "Zoé",
    ];

    /// <summary>Family names.</summary>
    public static ImmutableArray<string> FamilyNames { get; } =
    [
        "Aubert", "Barbier", "Benali", "Bernard", "Blanc", "Bonnet", "Carlier", "Chevalier", "Colin", "Diallo", "Dubois", "Dumas", "Fabre", "Faure", "Garnier",
        "Gauthier", "Girard", "Guerin", "Haddad", "Henry", "Lambert", "Laurent", "Leroy", "Marchand", "Martin", "Mercier", "Moreau", "Nguyen", "Petit",
        "Perrin", "Renard", "Rey", "Robert", "Roussel", "Roux", "Simon", "Traoré", "Vidal",
    ];

    private static IEnumerable<string[]> Rows(string name)
    {
        using var stream = typeof(Vocabulary).Assembly.GetManifestResourceStream($"Words/{name}.csv")
            ?? throw new InvalidOperationException($"The list {name} is missing in the program.");
        using var reader = new StreamReader(stream);
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(static line => line[0] != '#').Skip(1).Select(static line => line.Split(';'))];
    }
}
