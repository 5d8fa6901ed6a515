using System.Collections.Immutable;
using Skiller.Contracts.Search;

namespace Skiller.Grains.Search;

/// <summary>A document that was found.</summary>
/// <param name="Key">How well: the order, ties by the higher number.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Document">Its number.</param>
internal readonly record struct Found(long Key, SearchKind Kind, long Document);

/// <summary>
/// Which documents answer best: BM25F (Robertson and Zaragoza, 2009) over title, skills, body and answers, times how much of what was asked is
/// there. Computed here and not in the database, so that both find the same in the same order to the last tie.
/// </summary>
internal sealed class Scoring
{
    private const double Saturation = 1.2;
    private const double OfTitle = 3.2;
    private const double OfSkills = 1.6;
    private const double OfBody = 1;
    private const double OfAnswers = 0.55;
    private const double NormOfTitle = 0.35;
    private const double NormOfText = 0.6;

    // What is found holds at least that part of what was asked, rare words counting most.
    private const double LeastCovered = 0.1;
    private const double WithoutCover = 0.35;
    private const double Precision = 10_000;

    private readonly SortedDictionary<BlockKey, Block> _blocks = new(Comparer<BlockKey>.Create(
        static (one, other) => (one.Kind, one.Shard, one.Segment).CompareTo((other.Kind, other.Shard, other.Segment))));

    private readonly ILookup<string, PostingBlock> _lists;
    private readonly Dictionary<SearchKind, (double Title, double Body, double Answers)> _usual = [];
    private readonly int _documents;

    public Scoring(IEnumerable<PostingBlock> lists)
    {
        _lists = lists.ToLookup(static list => list.Token, StringComparer.Ordinal);
        foreach (var list in _lists[Tokens.Every])
        {
            _blocks[list.Block] = Block.Of(list.Bytes);
        }

        foreach (var (key, block) in _blocks)
        {
            block.First = _documents;
            _documents += block.Documents.Length;
            var sum = block.Lengths.Aggregate(default(Occurrences), static (all, one) => all + one);
            var usual = _usual.GetValueOrDefault(key.Kind);
            _usual[key.Kind] = (usual.Title + sum.Title, usual.Body + sum.Body, usual.Answers + sum.Answers);
        }

        foreach (var (kind, sums) in _usual.ToList())
        {
            var count = _blocks.Where(block => block.Key.Kind == kind).Sum(static block => block.Value.Documents.Length);
            _usual[kind] = (Math.Max(1, sums.Title / count), Math.Max(1, sums.Body / count), Math.Max(1, sums.Answers / count));
        }
    }

    /// <summary>What is found, best first. Without words: everything that the filters leave, newest first.</summary>
    /// <param name="meanings">The words.</param>
    /// <param name="with">Tokens that must all be there.</param>
    /// <param name="without">Tokens of which none may be there.</param>
    /// <param name="preferred">A token whose documents come first among those that are about as good; null for none.</param>
    public List<Found> Best(IReadOnlyList<Meaning> meanings, IReadOnlyList<string> with, IReadOnlyList<string> without, string? preferred = null)
    {
        var allowed = Allowed(with, [Tokens.Hidden, .. without]);
        var (scores, covered) = (new double[_documents], new double[_documents]);
        var whole = 0.0;
        foreach (var meaning in meanings)
        {
            whole += Add(meaning, scores, covered);
        }

        if (preferred is not null)
        {
            Visit(preferred, (at, _, _, _) => scores[at] *= 1.08);
        }

        var best = new List<Found>();
        foreach (var (key, block) in _blocks)
        {
            for (var i = 0; i < block.Documents.Length; i++)
            {
                var at = block.First + i;
                if (!allowed[at] || (meanings.Count > 0 && (whole == 0 || covered[at] < LeastCovered * whole)))
                {
                    continue;
                }

                var score = meanings.Count == 0 ? 0 : scores[at] * (WithoutCover + ((1 - WithoutCover) * covered[at] / whole));
                best.Add(new Found((long)Math.Round(score * Precision), key.Kind, block.Documents[i]));
            }
        }

        best.Sort(static (one, other) => (other.Key, other.Document, one.Kind).CompareTo((one.Key, one.Document, other.Kind)));
        return Once(best);
    }

    // What one word adds, and what it is worth: the rarer, the more. One that nothing has says nothing.
    private double Add(Meaning meaning, double[] scores, double[] covered)
    {
        var (found, strongest) = (new double[_documents], new double[_documents]);
        var touched = new List<int>();
        foreach (var (variant, worth) in meaning.Variants.OrderByDescending(static v => v.Value).ThenBy(static v => v.Key, StringComparer.Ordinal))
        {
            Visit(variant, (at, kind, count, length) =>
            {
                if (strongest[at] == 0)
                {
                    touched.Add(at);
                    strongest[at] = worth;
                }

                found[at] += worth * Weigh(count, length, _usual[kind]);
            });
        }

        if (touched.Count == 0)
        {
            return 0;
        }

        var rarity = Math.Log(1 + ((_documents - touched.Count + 0.5) / (touched.Count + 0.5)));
        foreach (var at in touched)
        {
            scores[at] += rarity * found[at] * (Saturation + 1) / (Saturation + found[at]) * (0.5 + (0.5 * strongest[at]));
            covered[at] += rarity * strongest[at];
        }

        return rarity * meaning.Variants.Values.Max();
    }

    private static double Weigh(Occurrences count, Occurrences length, (double Title, double Body, double Answers) usual) =>
        (OfTitle * count.Title / (1 - NormOfTitle + (NormOfTitle * length.Title / usual.Title)))
        + (OfSkills * count.Skills)
        + (OfBody * count.Body / (1 - NormOfText + (NormOfText * length.Body / usual.Body)))
        + (OfAnswers * count.Answers / (1 - NormOfText + (NormOfText * length.Answers / usual.Answers)));

    private bool[] Allowed(IReadOnlyList<string> with, IReadOnlyList<string> without)
    {
        var allowed = new bool[_documents];
        Array.Fill(allowed, true);
        foreach (var token in with)
        {
            var has = new bool[_documents];
            Visit(token, (at, _, _, _) => has[at] = true);
            for (var i = 0; i < has.Length; i++)
            {
                allowed[i] &= has[i];
            }
        }

        foreach (var token in without)
        {
            Visit(token, (at, _, _, _) => allowed[at] = false);
        }

        return allowed;
    }

    // Both lists are in the order of documents.
    private void Visit(string token, Action<int, SearchKind, Occurrences, Occurrences> visit)
    {
        foreach (var list in _lists[token])
        {
            if (!_blocks.TryGetValue(list.Block, out var block))
            {
                continue;
            }

            var i = 0;
            var reader = new PostingList.Reader(list.Bytes);
            while (reader.Next())
            {
                while (i < block.Documents.Length && block.Documents[i] < reader.Document)
                {
                    i++;
                }

                if (i < block.Documents.Length && block.Documents[i] == reader.Document)
                {
                    visit(block.First + i, list.Block.Kind, reader.Found, block.Lengths[i]);
                }
            }
        }
    }

    // A skill stands in every shard that uses it; the best of them counts.
    private static List<Found> Once(List<Found> best)
    {
        var skills = new HashSet<long>();
        best.RemoveAll(found => found.Kind == SearchKind.Skill && !skills.Add(found.Document));
        return best;
    }

    private sealed record Block(ImmutableArray<long> Documents, ImmutableArray<Occurrences> Lengths)
    {
        public int First { get; set; }

        public static Block Of(byte[] bytes)
        {
            var documents = ImmutableArray.CreateBuilder<long>();
            var lengths = ImmutableArray.CreateBuilder<Occurrences>();
            var reader = new PostingList.Reader(bytes);
            while (reader.Next())
            {
                documents.Add(reader.Document);
                lengths.Add(reader.Found);
            }

            return new Block(documents.ToImmutable(), lengths.ToImmutable());
        }
    }
}
