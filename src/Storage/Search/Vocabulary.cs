using Skiller.Grains.Search;
using Skiller.Storage.Relational;

namespace Skiller.Storage.Search;

/// <summary>Keeps the vocabulary of a shard equal to the words of its lists.</summary>
internal sealed class Vocabulary(ISqlSession session, SqlText sql, int shard)
{
    private const int WordsAtOnce = 200;
    private readonly SortedSet<string> _came = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _went = new(StringComparer.Ordinal);

    /// <summary>A list is there that was not.</summary>
    public void Came(string? token)
    {
        if (token is not null && Tokens.IsWord(token))
        {
            _came.Add(token);
        }
    }

    /// <summary>A list is there no more.</summary>
    public void Went(string token)
    {
        if (Tokens.IsWord(token))
        {
            _went.Add(token);
        }
    }

    public async ValueTask Write()
    {
        foreach (var words in _came.Chunk(WordsAtOnce))
        {
            var known = await Known(words);
            Put(words.Where(word => !known.Contains(word)).SelectMany(static word => Forms.All(word).Select(form => (form, word))));
        }

        foreach (var words in _went.Chunk(WordsAtOnce))
        {
            var used = await Used(words);
            foreach (var word in words.Where(word => !used.Contains(word)))
            {
                var (forms, values) = SqlList.Of("f", Forms.All(word), 0L);
                session.Send(sql["drop-word"].Replace("{forms}", forms, StringComparison.Ordinal), [.. values, ("word", word), ("shard", shard)]);
            }
        }
    }

    private async ValueTask<HashSet<string>> Used(string[] words)
    {
        var (tokens, values) = SqlList.Of("t", words, "");
        return [.. await session.Query(
            sql["still-used"].Replace("{tokens}", tokens, StringComparison.Ordinal), static row => row.GetString(0), [.. values, ("shard", shard)])];
    }

    private async ValueTask<HashSet<string>> Known(string[] words)
    {
        var (forms, values) = SqlList.Of("f", [.. words.Select(Forms.Itself)], 0L);
        return [.. await session.Query(
            sql["known-words"].Replace("{forms}", forms, StringComparison.Ordinal), static row => row.GetString(0), [.. values, ("shard", shard)])];
    }

    private void Put(IEnumerable<(long Form, string Word)> rows) => session.Send(
        sql["put-words"], [.. rows.Select(row => new (string, object)[] { ("form", row.Form), ("word", row.Word), ("shard", shard) })]);
}
