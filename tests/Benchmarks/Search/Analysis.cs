using System.Collections.Immutable;
using Lucene.Net.Analysis;
using Lucene.Net.Analysis.Core;
using Lucene.Net.Analysis.En;
using Lucene.Net.Analysis.Fr;
using Lucene.Net.Analysis.Miscellaneous;
using Lucene.Net.Analysis.Snowball;
using Lucene.Net.Analysis.Standard;
using Lucene.Net.Analysis.TokenAttributes;
using Lucene.Net.Analysis.Util;
using Lucene.Net.Util;
using Skiller.Contracts;
using Skiller.Grains.Search;
using SnowballFrench = Lucene.Net.Tartarus.Snowball.Ext.FrenchStemmer;

namespace Skiller.Tests.Benchmarks.Search;

/// <summary>A way from a text to the terms that it is found by.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Terms">The terms of a text in a language.</param>
internal sealed record Analysis(string Name, Func<string, Locale, ImmutableArray<string>> Terms)
{
    private const LuceneVersion Version = LuceneVersion.LUCENE_48;

    private static readonly Analyzer _porter = Made(true, EnglishAnalyzer.DefaultStopSet, static words => words, static words => new PorterStemFilter(words));

    public static ImmutableArray<Analysis> All { get; } =
    [
        new("our own", Ours),
        Lucene("Lucene.Net as it comes (light stems of accented words)", new FrenchAnalyzer(Version), new EnglishAnalyzer(Version)),
        Lucene("Lucene.Net, light stems, then folded", French(false, static words => new ASCIIFoldingFilter(new FrenchLightStemFilter(words))), _porter),
        Lucene("Lucene.Net, folded, then light stems", French(true, static words => new FrenchLightStemFilter(words)), _porter),
        Lucene("Lucene.Net, folded, then minimal stems", French(true, static words => new FrenchMinimalStemFilter(words)), _porter),
        Lucene("Lucene.Net, Snowball, then folded", French(false, static words => new ASCIIFoldingFilter(Snowball(words))), _porter),
        Lucene("Lucene.Net, folded, then Snowball", French(true, Snowball), _porter),
    ];

    private static ImmutableArray<string> Ours(string text, Locale locale) =>
    [
        .. Words.Of(text).Where(word => !StopWords.Has(locale, word.Text))
            .Select(word => locale == Locale.Fr ? FrenchStem.Of(word.Text) : EnglishStem.Of(word.Text)),
    ];

    private static Analysis Lucene(string name, Analyzer french, Analyzer english) => new(name, (text, locale) =>
    {
        // An apostrophe of print is none to Lucene.Net's list of elisions before it is one of the typewriter.
        using var stream = (locale == Locale.Fr ? french : english).GetTokenStream("text", text.Replace('\u2019', '\''));
        var term = stream.GetAttribute<ICharTermAttribute>();
        var terms = ImmutableArray.CreateBuilder<string>();
        stream.Reset();
        while (stream.IncrementToken())
        {
            terms.Add(term.ToString());
        }

        stream.End();
        return terms.ToImmutable();
    });

    private static Analyzer French(bool isFolded, Func<TokenStream, TokenStream> stem) =>
        Made(isFolded, FrenchAnalyzer.DefaultStopSet, words => new ElisionFilter(words, FrenchAnalyzer.DEFAULT_ARTICLES), stem);

    private static Analyzer Made(bool isFolded, CharArraySet stop, Func<TokenStream, TokenStream> elide, Func<TokenStream, TokenStream> stem) =>
        Analyzer.NewAnonymous((_, reader) =>
        {
            var words = new StandardTokenizer(Version, reader);
            TokenStream telling = new StopFilter(Version, new LowerCaseFilter(Version, elide(words)), stop);
            return new TokenStreamComponents(words, stem(isFolded ? new ASCIIFoldingFilter(telling) : telling));
        });

    private static TokenStream Snowball(TokenStream words) => new SnowballFilter(words, new SnowballFrench());
}
