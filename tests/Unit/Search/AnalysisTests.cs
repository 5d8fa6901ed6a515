using System.Security.Cryptography;
using System.Text;
using Skiller.Contracts.Search;
using Skiller.Grains.Search;
using Xunit;

namespace Skiller.Tests.Unit.Search;

/// <summary>What is kept of a text is part of the storage format.</summary>
public sealed class AnalysisTests
{
    private static readonly SearchText _sample = new(
        SearchKind.Question,
        12,
        0,
        "L’été, peut-on négocier ses tarifs en C# ?",
        "Je rédige un e-mail d’affaires à 3 clients : œuvre, cœur, Straße, ASP.NET, aujourd’hui qu’il pleut ; naïveté. Ça va ?",
        "gestion-de-projet c#",
        "~fr [gestion-de-projet [c# @87",
        true);

    /// <summary>
    /// When this fails, words are taken from texts otherwise than before: what an edit takes out is then not what was put in. If that is meant,
    /// add a migration for each database that empties search_mark, search_text, search_posting and search_word (they are folded again by
    /// themselves), and only then change the numbers here.
    /// </summary>
    [Fact]
    public void What_is_kept_of_a_text_changes_with_a_migration_only()
    {
        var terms = string.Join(' ', SearchTerms.Of(_sample).OrderBy(static term => term.Key, StringComparer.Ordinal).Select(static term => $"{term.Key}:{term.Value}"));
        var forms = string.Join(' ', SearchTerms.Of(_sample).Keys.Where(Tokens.IsWord).Order(StringComparer.Ordinal).SelectMany(static word => Forms.All(word)));
        var bytes = Convert.ToHexStringLower(PostingList.Encode([KeyValuePair.Create(1_000L, new Occurrences(1, 2, 3, 400)), KeyValuePair.Create(1_300L, new Occurrences(0, 0, 1, 0))]));

        Assert.Equal("c1b70321d2d6c37f 6b5caf91fa6d98d8 e807f9008d03ac0210", $"{Hash(terms)} {Hash(forms)} {bytes}");
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16];
}
