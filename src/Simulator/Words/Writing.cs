using System.Collections.Immutable;
using System.Text;
using Skiller.Simulator.Chance;
using Skiller.Simulator.Shapes;

namespace Skiller.Simulator.Words;

/// <summary>
/// What members write: a function of the seed and of the name of what is written. Each text ends with a reference that nothing else has, by which an
/// audit knows it again.
/// </summary>
internal sealed class Writing(ulong seed, string tag)
{
    private const int SentencesInParagraph = 4;

    private static readonly ImmutableArray<string> _french =
    [
        "Pour {0}, je m’appuie d’abord sur {1}.",
        "J’ai essayé de {0} avec {1}, sans grand résultat.",
        "Le plus difficile est de {0} quand {1} manque dans l’équipe.",
        "Avant de {0}, il faut vérifier ce que {1} demande vraiment.",
        "Chez nous, {1} sert surtout à {0}, et cela suffit.",
        "Je commence toujours par {0} ; {1} vient ensuite.",
        "Personne ne m’a appris à {0}, c’est venu avec {1}.",
        "Il vaut mieux {0} tôt que de compter sur {1} plus tard.",
        "Deux heures pour {0}, une matinée pour {1} : c’est le rythme habituel.",
    ];

    private static readonly ImmutableArray<string> _english =
    [
        "To {0}, I rely on {1} first.",
        "I tried to {0} with {1}, and it did not help much.",
        "The hard part is to {0} when {1} is missing in the team.",
        "Before you {0}, check what {1} really asks for.",
        "Where I work, {1} is mostly there to {0}, and that is enough.",
        "I always {0} first; {1} comes afterwards.",
        "Nobody taught me to {0}, it came with {1}.",
        "Better to {0} early than to count on {1} later.",
        "Two hours to {0}, a morning for {1}: that is the usual pace.",
    ];

    /// <summary>The reference of something, as it stands in texts.</summary>
    public string Reference(string name) => $"(ref:{tag}-{name})";

    /// <summary>A question's title, of 15 to 150 characters.</summary>
    public string Title(string name, string locale, IReadOnlyList<string> skills)
    {
        var chance = RandomStream.Of(seed, "title", name);
        var most = (int)WorkloadShape.TitleCharacters.Draw(chance);
        var skill = Vocabulary.Skills.First(known => known.Slug == skills[0]).In(locale);
        var title = locale == "fr" ? $"Comment {chance.Of(Vocabulary.Phrases).In(locale)}" : $"How to {chance.Of(Vocabulary.Phrases).In(locale)}";
        title += locale == "fr" ? $" avec {skill} ?" : $" with {skill}?";
        while (title.Length < most && title.Length < 100)
        {
            title = (locale == "fr" ? "Pour " : "To ") + chance.Of(Vocabulary.Phrases).In(locale) + (locale == "fr" ? " : " : ": ") + title;
        }

        return title.Length <= 150 ? title : title[..150].TrimEnd();
    }

    public string Question(string name, string locale) => Text(name, locale, WorkloadShape.QuestionCharacters);

    public string Answer(string name, string locale) => Text(name, locale, WorkloadShape.AnswerCharacters);

    /// <summary>A comment: one paragraph.</summary>
    public string Comment(string name, string locale) => Text(name, locale, WorkloadShape.CommentCharacters).ReplaceLineEndings(" ").Replace("  ", " ", StringComparison.Ordinal);

    /// <summary>What somebody says of themselves in a line, of at most 120 characters.</summary>
    public string Headline(string name, string locale)
    {
        var sentence = Sentence(RandomStream.Of(seed, "headline", name), locale);
        return sentence.Length <= 120 ? sentence : sentence[..120].TrimEnd();
    }

    /// <summary>What somebody says of themselves, at more length.</summary>
    public string Introduction(string name, string locale) => Text(name, locale, WorkloadShape.CommentCharacters);

    /// <summary>A text with a sentence more.</summary>
    public string Edited(string text, string name, string locale) => $"{text}\n\n{Sentence(RandomStream.Of(seed, "edit", name), locale)}";

    private string Text(string name, string locale, Quantiles lengths)
    {
        var chance = RandomStream.Of(seed, "text", name);
        var most = (int)lengths.Draw(chance);
        var text = new StringBuilder();
        for (var sentences = 0; text.Length == 0 || text.Length < most - 40; sentences++)
        {
            text.Append(sentences == 0 ? "" : sentences % SentencesInParagraph == 0 ? "\n\n" : " ").Append(Sentence(chance, locale));
        }

        return $"{text} {Reference(name)}";
    }

    private static string Sentence(RandomStream chance, string locale)
    {
        var (forms, phrase, skill) = (locale == "fr" ? _french : _english, chance.Of(Vocabulary.Phrases), chance.Of(Vocabulary.Skills));
        return string.Format(System.Globalization.CultureInfo.InvariantCulture, chance.Of(forms), phrase.In(locale), skill.In(locale));
    }
}
