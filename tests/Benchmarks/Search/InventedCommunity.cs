using System.Reflection;
using Skiller.Contracts;
using Skiller.Contracts.Members;
using Skiller.Contracts.Questions;
using Skiller.Contracts.Skills;
using Skiller.Grains.Search;

namespace Skiller.Tests.Benchmarks.Search;

/// <summary>
/// A community of 50,000 posts: the questions that are looked for, among others on professional subjects that share most of their words, with
/// bodies and answers of words as frequent as those of a language are (Zipf). The same at each run.
/// </summary>
internal sealed class InventedCommunity
{
    public const int Questions = 15_000;
    public const int Answers = 35_000;
    private const int Seed = 20_261_124;
    private const long FirstQuestion = 1_001;

    private static readonly string[] _ways =
    [
        "Comment débuter en {0} ?", "Quelle formation pour {0} ?", "{0} ou {1} : que choisir ?", "Où apprendre {0} à distance ?", "Quel budget prévoir pour {0} ?",
        "Quels outils pour {0} dans une petite entreprise ?", "Retour d’expérience sur {0} dans une équipe", "Comment expliquer {0} à un client ?",
        "Combien facturer {0} quand on débute ?", "Quelles erreurs éviter avec {0} ?", "Comment évaluer un candidat en {0} ?", "Peut-on automatiser {0} ?",
        "Quelle différence entre {0} et {1} ?", "Quels risques avec {0} ?", "Un logiciel libre pour {0} ?", "Comment organiser {0} à plusieurs ?",
    ];

    private readonly Random _random = new(Seed);
    private readonly string[] _terms = Terms();
    private readonly string[] _words;

    public InventedCommunity()
    {
        Sought = Read();
        _words = [.. _terms.Concat(Sought.Select(static sought => sought.Title)).SelectMany(static text => text.Split(' ')).Distinct().OrderBy(_ => _random.Next())];
    }

    /// <summary>The questions that are looked for, and how.</summary>
    public IReadOnlyList<Sought> Sought { get; }

    /// <summary>All that was asked and answered, in the order in which it happened.</summary>
    public IEnumerable<SearchChange> Changes()
    {
        var every = Questions / Sought.Count;
        for (var i = 0; i < Questions; i++)
        {
            var sought = i % every == 0 && i / every < Sought.Count ? Sought[i / every] : null;
            var title = sought?.Title ?? string.Format(null, _ways[_random.Next(_ways.Length)], Term(), Term());
            yield return new SearchChange.Asked(NumberOf(i), title, Text(90), [SkillSlug.Parse($"skill-{_random.Next(400)}")], Locale.Fr, new MemberId(1 + _random.Next(2_000)));
        }

        for (var i = 0; i < Answers; i++)
        {
            yield return new SearchChange.Answered(NumberOf(_random.Next(Questions)), new AnswerId(1_000_000 + i), Text(120));
        }
    }

    /// <summary>The question that an entry of <see cref="Sought"/> is.</summary>
    public QuestionId NumberOf(Sought sought) => NumberOf(sought.Number * (Questions / Sought.Count));

    private static QuestionId NumberOf(int question) => new(FirstQuestion + (question * 4L));

    private string Term() => _terms[_random.Next(_terms.Length)];

    private string Text(int words) => string.Join(' ', Enumerable.Range(0, words).Select(_ => _words[Zipf(_words.Length)]));

    private int Zipf(int count) => (int)Math.Min(count - 1, Math.Pow(count, _random.NextDouble()) - 1);

    private static string[] Terms() => [.. Lines(typeof(SearchTerms).Assembly, "Skiller.Grains.Search.synonyms.txt").SelectMany(static line => line.Split(" = "))];

    private static List<Sought> Read() =>
    [
        .. Lines(typeof(InventedCommunity).Assembly, "Skiller.Tests.Benchmarks.Search.questions-fr.txt")
            .Select(static (line, number) => line.Split(" | ") is [var title, .. var queries] ? new Sought(number, title, queries) : throw new FormatException(line)),
    ];

    private static List<string> Lines(Assembly assembly, string name)
    {
        using var stream = assembly.GetManifestResourceStream(name) ?? throw new FileNotFoundException("No such embedded text.", name);
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Where(static line => line[0] != '#').ToList();
    }
}

/// <summary>A question and what people type who look for it: in a sentence, in a few words, and mistyped.</summary>
internal sealed record Sought(int Number, string Title, IReadOnlyList<string> Queries)
{
    /// <summary>Only measured: no weight was ever chosen on it.</summary>
    public bool IsHeldOut => Number % 2 == 1;
}
