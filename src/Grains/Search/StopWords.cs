using System.Collections.Frozen;
using Skiller.Contracts;

namespace Skiller.Grains.Search;

/// <summary>Words that stand everywhere and say nothing. They are not kept, and asked for only where nothing else is asked.</summary>
internal static class StopWords
{
    private static readonly FrozenSet<string> _french = Set(
        "a ai aie aient ainsi alors apres as assez au aucun aucune aussi autre autres aux avec avez avoir avons ayant c ca ce ceci cela celle "
        + "celles celui ces cet cette ceux chaque chez ci comme comment d dans de des donc dont du elle elles en encore entre es est et etaient etait "
        + "etant etes etre eu eux faire fait faut fois font il ils j je l la le les leur leurs lors lorsque lui m ma mais me meme memes mes moi "
        + "moins mon n ne ni nos notre nous on ont ou par parce pas pendant peu peut peuvent peux plus plutot pour pourquoi pourrait qu quand que quel "
        + "quelle quelles quelqu quelque quelques quels qui quoi s sa sans se sera serait ses si soit sont sous suis sur t ta tandis te tel telle "
        + "tes toi ton tous tout toute toutes tres tu un une vers via vos votre vous y bonjour merci hello salut svp");

    private static readonly FrozenSet<string> _english = Set(
        "a about after all also am an and any are as at be because been before being between both but by can could did do does doing done for from had "
        + "has have having he her here him his how i if in into is it its just me more most my no not of off on once only or other our out over own "
        + "s same she should so some such t than that the their them then there these they this those through to too under until up very was we were "
        + "what when where which while who whom why will with would you your hello hi thanks please");

    private static readonly FrozenSet<string> _onlyEnglish = _english.Except(_french).ToFrozenSet(StringComparer.Ordinal);
    private static readonly FrozenSet<string> _onlyFrench = _french.Except(_english).ToFrozenSet(StringComparer.Ordinal);

    public static bool Has(Locale locale, string word) => (locale == Locale.Fr ? _french : _english).Contains(word);

    /// <summary>The language that the function words of a text speak, or the one that was expected.</summary>
    public static Locale LanguageOf(IEnumerable<Word> words, Locale otherwise)
    {
        var (french, english) = (0, 0);
        foreach (var word in words)
        {
            french += _onlyFrench.Contains(word.Text) ? 1 : 0;
            english += _onlyEnglish.Contains(word.Text) ? 1 : 0;
        }

        return french > english ? Locale.Fr : english > french ? Locale.En : otherwise;
    }

    private static FrozenSet<string> Set(string words) => words.Split(' ').ToFrozenSet(StringComparer.Ordinal);
}
