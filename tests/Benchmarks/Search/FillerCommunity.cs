using Skiller.Contracts;
using Skiller.Contracts.Members;
using Skiller.Contracts.Questions;
using Skiller.Contracts.Skills;
using Skiller.Grains.Search;

namespace Skiller.Tests.Benchmarks.Search;

/// <summary>
/// What stands between: questions on professional subjects that share most of their words with those that are looked for, with bodies and
/// answers of words as frequent as those of a language are (Zipf), up to 50,000 posts. The same at each run.
/// </summary>
internal sealed class FillerCommunity
{
    public const int Posts = 50_000;
    private const int Seed = 20_261_124;
    private const long FirstQuestion = 20_000;
    private const double AnswersOfOne = 2.33;

    private static readonly string[] _ways =
    [
        "Comment débuter en {0} ?", "Quelle formation pour {0} ?", "{0} ou {1} : que choisir ?", "Où apprendre {0} à distance ?", "Quel budget prévoir pour {0} ?",
        "Quels outils pour {0} dans une petite entreprise ?", "Retour d’expérience sur {0} dans une équipe", "Comment expliquer {0} à un client ?",
        "Combien facturer {0} quand on débute ?", "Quelles erreurs éviter avec {0} ?", "Comment évaluer un candidat en {0} ?", "Peut-on automatiser {0} ?",
        "Quelle différence entre {0} et {1} ?", "Quels risques avec {0} ?", "Un logiciel libre pour {0} ?", "Comment organiser {0} à plusieurs ?",
    ];

    private readonly Random _random = new(Seed);
    private readonly string[] _terms = [.. EmbeddedText.Synonyms()];
    private readonly string[] _words;
    private readonly int _questions;
    private readonly int _answers;

    public FillerCommunity(WrittenCorpus between)
    {
        _words = [.. _terms.Concat(between.Questions.Where(static question => question.Locale == Locale.Fr).Select(static question => question.Title))
            .SelectMany(static text => text.Split(' ')).Distinct().OrderBy(_ => _random.Next())];
        _questions = (int)((Posts - between.Posts) / (1 + AnswersOfOne));
        _answers = Posts - between.Posts - _questions;
    }

    /// <summary>All that was asked and answered, in the order in which it happened.</summary>
    public IEnumerable<SearchChange> Changes()
    {
        for (var i = 0; i < _questions; i++)
        {
            var title = string.Format(null, _ways[_random.Next(_ways.Length)], Term(), Term());
            yield return new SearchChange.Asked(NumberOf(i), title, Text(90), [SkillSlug.Parse($"skill-{_random.Next(400)}")], Locale.Fr, new MemberId(1 + _random.Next(2_000)));
        }

        for (var i = 0; i < _answers; i++)
        {
            yield return new SearchChange.Answered(NumberOf(_random.Next(_questions)), new AnswerId(1_000_000 + i), Text(120));
        }
    }

    private static QuestionId NumberOf(int question) => new(FirstQuestion + (question * 4L));

    private string Term() => _terms[_random.Next(_terms.Length)];

    private string Text(int words) => string.Join(' ', Enumerable.Range(0, words).Select(_ => _words[Zipf(_words.Length)]));

    private int Zipf(int count) => (int)Math.Min(count - 1, Math.Pow(count, _random.NextDouble()) - 1);
}
