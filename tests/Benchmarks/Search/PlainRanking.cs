using System.Runtime.InteropServices;
using Skiller.Contracts;

namespace Skiller.Tests.Benchmarks.Search;

/// <summary>
/// BM25F over title, skills, body and answers with the weights of the search, and nothing else: no forgiven errors, no synonyms, no compounds.
/// What is left is what the analysis of texts is worth.
/// </summary>
internal sealed class PlainRanking
{
    private const double Saturation = 1.2;
    private readonly Analysis _analysis;
    private readonly Dictionary<string, Dictionary<int, double>> _lists = new(StringComparer.Ordinal);
    private readonly int _documents;

    public PlainRanking(Analysis analysis, WrittenCorpus corpus)
    {
        _analysis = analysis;
        var title = new Part(3.2, 0.35, static question => question.Title);
        var skills = new Part(1.6, 0, static question => string.Join(' ', question.Skills));
        var body = new Part(1, 0.6, static question => question.Body);
        var answers = new Part(0.55, 0.6, static question => string.Join('\n', question.Answers));
        foreach (var part in new[] { title, skills, body, answers })
        {
            Add(part, corpus);
        }

        _documents = corpus.Questions.Length;
    }

    /// <summary>The places of the questions found, best first.</summary>
    public IReadOnlyList<int> Find(string query, Locale locale)
    {
        var scores = new SortedDictionary<int, double>();
        foreach (var term in _analysis.Terms(query, locale).Distinct())
        {
            if (_lists.TryGetValue(term, out var list))
            {
                var rarity = Math.Log(1 + ((_documents - list.Count + 0.5) / (list.Count + 0.5)));
                foreach (var (document, weight) in list)
                {
                    scores[document] = scores.GetValueOrDefault(document) + (rarity * weight * (Saturation + 1) / (Saturation + weight));
                }
            }
        }

        return [.. scores.OrderByDescending(static found => found.Value).ThenByDescending(static found => found.Key).Select(static found => found.Key)];
    }

    private void Add(Part part, WrittenCorpus corpus)
    {
        var terms = corpus.Questions.Select(question => _analysis.Terms(part.Text(question), question.Locale)).ToList();
        var usual = Math.Max(1, terms.Average(static found => found.Length));
        for (var i = 0; i < terms.Count; i++)
        {
            foreach (var term in terms[i])
            {
                var list = CollectionsMarshal.GetValueRefOrAddDefault(_lists, term, out _) ??= [];
                list[i] = list.GetValueOrDefault(i) + (part.Weight / (1 - part.Norm + (part.Norm * terms[i].Length / usual)));
            }
        }
    }

    private sealed record Part(double Weight, double Norm, Func<WrittenQuestion, string> Text);
}
