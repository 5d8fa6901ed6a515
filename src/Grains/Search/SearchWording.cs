using System.Collections.Immutable;
using Skiller.Contracts;
using Skiller.Contracts.Members;
using Skiller.Contracts.Skills;

namespace Skiller.Grains.Search;

/// <summary>What somebody typed, taken apart: words and operators. Whatever is no operator is words, so nothing typed is an error of form.</summary>
/// <param name="Text">All of it.</param>
/// <param name="Words">Words, those of phrases among them.</param>
/// <param name="Phrases">Words that must stand one after the other.</param>
/// <param name="Without">Words that must not be there.</param>
/// <param name="Skills">Skills that it must have.</param>
/// <param name="Author">Who must have asked, null for anybody.</param>
/// <param name="IsUnanswered">Only what has no answer.</param>
internal sealed record SearchWording(
    string Text,
    ImmutableArray<Word> Words,
    ImmutableArray<ImmutableArray<string>> Phrases,
    ImmutableArray<string> Without,
    ImmutableArray<SkillSlug> Skills,
    Handle? Author,
    bool IsUnanswered)
{
    private const string AuthorOperator = "author:";
    private const string UnansweredOperator = "is:unanswered";

    public bool HasFilter => !Skills.IsEmpty || Author is not null || IsUnanswered;

    public static SearchWording Of(string text)
    {
        var plain = text.ToCharArray();
        var phrases = ImmutableArray.CreateBuilder<ImmutableArray<string>>();
        var without = ImmutableArray.CreateBuilder<string>();
        var skills = ImmutableArray.CreateBuilder<SkillSlug>();
        Handle? author = null;
        var isUnanswered = false;
        for (var at = 0; at < text.Length;)
        {
            var end = at;
            var isStart = at == 0 || char.IsWhiteSpace(text[at - 1]);
            if (text[at] == '[' && Closing(text, at, ']') is { } bracket && SkillSlug.TryParse(text[(at + 1)..bracket].Trim().ToLowerInvariant(), out var skill))
            {
                skills.Add(skill);
                end = bracket + 1;
            }
            else if (text[at] == '"' && Closing(text, at, '"') is { } quote)
            {
                phrases.Add([.. Search.Words.Of(text[(at + 1)..quote]).Where(static word => !word.IsCompound).Select(static word => word.Text)]);
                plain[at] = plain[quote] = ' ';
                at = quote + 1;
                continue;
            }
            else if (isStart && text[at] == '-' && at + 1 < text.Length && char.IsLetterOrDigit(text[at + 1]))
            {
                end = TokenEnd(text, at);
                without.AddRange(Search.Words.Of(text[(at + 1)..end]).Select(static word => word.Text));
            }
            else if (isStart && Begins(text, at, AuthorOperator) && Handle.TryParse(text[(at + AuthorOperator.Length)..TokenEnd(text, at)].TrimStart('@'), out var handle))
            {
                author = handle;
                end = TokenEnd(text, at);
            }
            else if (isStart && Begins(text, at, UnansweredOperator) && TokenEnd(text, at) == at + UnansweredOperator.Length)
            {
                isUnanswered = true;
                end = at + UnansweredOperator.Length;
            }

            plain.AsSpan(at, end - at).Fill(' ');
            at = Math.Max(end, at + 1);
        }

        return new SearchWording(
            text,
            [.. Search.Words.Of(new string(plain))],
            [.. phrases.Where(static phrase => !phrase.IsEmpty)],
            without.ToImmutable(),
            [.. skills.Distinct()],
            author,
            isUnanswered);
    }

    /// <summary>The words that say something; all of them where none does.</summary>
    public ImmutableArray<Word> Telling(Locale reader)
    {
        var language = StopWords.LanguageOf(Words, reader);
        var telling = Words.Where(word => !StopWords.Has(language, word.Text)).ToImmutableArray();
        return telling.IsEmpty ? Words : telling;
    }

    private static bool Begins(string text, int at, string word) => text.AsSpan(at).StartsWith(word, StringComparison.OrdinalIgnoreCase);

    private static int TokenEnd(string text, int at)
    {
        var end = at;
        while (end < text.Length && !char.IsWhiteSpace(text[end]))
        {
            end++;
        }

        return end;
    }

    private static int? Closing(string text, int at, char closing) => text.IndexOf(closing, at + 1) is var end and > 0 ? end : null;
}
