using System.Collections.Immutable;
using System.Globalization;
using Skiller.Contracts.Search;
using Skiller.Grains.Search;
using Skiller.Storage.Relational;

namespace Skiller.Storage.Search;

/// <summary>
/// The texts that a write is about, as they were and as they become: read together before it and written together after it, so that a write of many
/// changes takes a few round trips, and its locks for as long.
/// </summary>
internal sealed class TextRows(ISqlSession session, SqlText sql)
{
    private const int RowsAtOnce = 64;
    private readonly Dictionary<TextKey, SearchText> _texts = [];
    private readonly Dictionary<long, long> _answers = [];
    private readonly SortedSet<TextKey> _changed = [];

    /// <summary>Reads what the changes are about.</summary>
    /// <param name="changes">All of a write.</param>
    /// <param name="shard">The shard that is written, which has rows of skills of its own.</param>
    public async ValueTask Load(IReadOnlyList<SearchChange> changes, int shard)
    {
        foreach (var keys in changes.SelectMany(change => KeysOf(change, shard)).Distinct().Order().Chunk(RowsAtOnce))
        {
            foreach (var text in await Texts(keys))
            {
                _texts[TextKey.Of(text)] = text;
            }
        }

        foreach (var questions in changes.Select(CountedBy).OfType<long>().Distinct().Order().Chunk(RowsAtOnce))
        {
            var (names, values) = SqlList.Of("d", questions, 0L);
            foreach (var (question, answers) in await session.Query(
                sql["answers"].Replace("{documents}", names, StringComparison.Ordinal), static row => (row.GetInt64(0), row.GetInt64(1)), values))
            {
                _answers[question] = answers;
            }
        }
    }

    /// <summary>A text as it is now, null: there is none.</summary>
    public SearchText? Find(SearchKind kind, long document, long part) => _texts.GetValueOrDefault(new TextKey(kind, document, part));

    /// <summary>How many answers of a question are shown, of those that the changes are about.</summary>
    public long Answers(long question) => _answers.GetValueOrDefault(question);

    /// <summary>What a text is from now on.</summary>
    public void Put(SearchText text)
    {
        var key = TextKey.Of(text);
        if (text is { Kind: SearchKind.Question, Part: > 0 })
        {
            var by = (text.IsShown ? 1 : 0) - (_texts.GetValueOrDefault(key) is { IsShown: true } ? 1 : 0);
            _answers[text.Document] = Answers(text.Document) + by;
        }

        _texts[key] = text;
        _changed.Add(key);
    }

    /// <summary>Writes what was put.</summary>
    public void Write() => session.Send(sql["put-parts"], [.. _changed.Select(key => Values(_texts[key]))]);

    private async ValueTask<List<SearchText>> Texts(TextKey[] keys)
    {
        ImmutableArray<TextKey> asked = [.. SqlList.Filled(keys)];
        var names = string.Join(", ", asked.Select(static (_, i) => string.Create(CultureInfo.InvariantCulture, $"(@k{i}, @d{i}, @p{i})")));
        return await session.Query(
            sql["parts"].Replace("{keys}", names, StringComparison.Ordinal),
            static row => new SearchText(
                (SearchKind)row.GetInt32(0), row.GetInt64(1), row.GetInt64(2), row.GetString(3), row.GetString(4), row.GetString(5), row.GetString(6), row.GetInt32(7) == 1),
            [.. asked.SelectMany(static (key, i) => new (string, object)[] { ($"k{i}", (int)key.Kind), ($"d{i}", key.Document), ($"p{i}", key.Part) })]);
    }

    private static (string, object)[] Values(SearchText text) =>
    [
        ("kind", (int)text.Kind),
        ("document", text.Document),
        ("part", text.Part),
        ("title", text.Title),
        ("body", text.Body),
        ("skills", text.Skills),
        ("tokens", text.Tokens),
        ("shown", text.IsShown ? 1 : 0),
    ];

    private static ImmutableArray<TextKey> KeysOf(SearchChange change, int shard) => change switch
    {
        SearchChange.QuestionEdited edited => [new TextKey(SearchKind.Question, edited.Question.Value, 0)],
        SearchChange.Answered answered =>
        [
            new TextKey(SearchKind.Question, answered.Question.Value, 0),
            new TextKey(SearchKind.Question, answered.Question.Value, answered.Answer.Value),
        ],
        SearchChange.Shown shown => [new TextKey(SearchKind.Question, shown.Question.Value, shown.Answer?.Value ?? 0)],
        SearchChange.ProfileEdited edited => [new TextKey(SearchKind.Member, edited.Member.Value, 0)],
        SearchChange.Described described => [new TextKey(SearchKind.Skill, SkillNumber.Of(described.Skill), shard)],
        SearchChange.Used used => [new TextKey(SearchKind.Skill, SkillNumber.Of(used.Skill), shard)],
        _ => [],
    };

    // Of which question the answers may come to be more or fewer.
    private static long? CountedBy(SearchChange change) => change switch
    {
        SearchChange.Answered answered => answered.Question.Value,
        SearchChange.Shown { Answer: not null } shown => shown.Question.Value,
        _ => null,
    };

    private readonly record struct TextKey(SearchKind Kind, long Document, long Part) : IComparable<TextKey>
    {
        public static TextKey Of(SearchText text) => new(text.Kind, text.Document, text.Part);

        // In the order of the primary key, so that two who write never wait for each other in a circle.
        public int CompareTo(TextKey other) => (Kind, Document, Part).CompareTo((other.Kind, other.Document, other.Part));
    }
}
